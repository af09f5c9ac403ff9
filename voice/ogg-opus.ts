/** Opus in Ogg (RFC 7845), packet by packet and without a codec: for music that is played and for what is recorded. */
import { createPacketReader, mostSegments, readOggPages, segmentsOf, writeOggPage } from './ogg.ts'
import { frameMs } from './opus-packet.ts'

const samplesPerMs = 48
export const samplesPerFrame = frameMs * samplesPerMs
/** What a decoder needs to settle, in samples (RFC 7845 §4.2). */
export const preSkip = 312
export const packetsPerPage = 50

/** The audio packets of a file; throws what is wrong with it. */
export function readOggOpus(file: Buffer): Buffer[] {
  const packets: Buffer[] = []
  const take = createPacketReader()
  for (const page of readOggPages(file)) {
    if (!page) throw new Error('An Ogg page is missing, cut short or changed.')
    packets.push(...take(page))
  }
  if (packets[0]?.toString('latin1', 0, 8) !== 'OpusHead')
    throw new Error('It is no Ogg file with Opus in it.')
  return packets.slice(2)
}

/**
 * The first packet of a file. `mapping`: for each channel, in the order of Vorbis, the number of its stream (255: it is silent); each stream is mono
 * and all but the last of a packet say themselves where they end. Without it: one stream, mono.
 */
export function opusHead(mapping?: readonly number[]): Buffer {
  const streams = new Set(mapping?.filter((stream) => stream !== 255)).size
  const head = Buffer.alloc(19)
  head.write('OpusHead', 0, 'latin1')
  head[8] = 1
  head[9] = mapping?.length ?? 1
  head.writeUInt16LE(preSkip, 10)
  head.writeUInt32LE(48_000, 12)
  if (!mapping) return head
  head[18] = 1
  return Buffer.concat([head, Buffer.from([streams, 0, ...mapping])])
}

export function opusTags(): Buffer {
  const vendor = Buffer.from('Atiende')
  const tags = Buffer.alloc(16 + vendor.length)
  tags.write('OpusTags', 0, 'latin1')
  tags.writeUInt32LE(vendor.length, 8)
  vendor.copy(tags, 12)
  return tags
}

export type OggOpusWriter = {
  /** One packet of 20 ms. What is written comes out page by page. */
  readonly write: (packet: Uint8Array) => void
  /** What is gathered so far, so that a crash costs no more than a page. */
  readonly flush: () => void
  /** The last page. */
  readonly end: () => void
}

/** A mono stream; `put` gets its bytes in order. */
export function createOggOpusWriter(serial: number, put: (bytes: Buffer) => void): OggOpusWriter {
  let sequence = 0
  let granule = 0
  let gathered: Uint8Array[] = []
  let segments = 0

  function page(kind: 'first' | 'middle' | 'last', packets: readonly Uint8Array[]): void {
    put(writeOggPage({ serial, sequence, granule, kind }, packets))
    sequence += 1
  }

  function flush(): void {
    if (gathered.length === 0) return
    page('middle', gathered)
    gathered = []
    segments = 0
  }

  page('first', [opusHead()])
  page('middle', [opusTags()])

  return {
    write(packet) {
      const more = segmentsOf(packet.length)
      if (segments + more > mostSegments || gathered.length >= packetsPerPage) flush()
      gathered.push(packet)
      segments += more
      granule += samplesPerFrame
    },
    flush,
    end() {
      page('last', gathered)
      gathered = []
      segments = 0
    },
  }
}
