/** Opus in Ogg (RFC 3533, RFC 7845), packet by packet and without a codec: for music that is played and for what is recorded. */

const samplesPerMs = 48
/** 20 ms of silence, mono. */
export const silence: Buffer = Buffer.from([0xf8, 0xff, 0xfe])
export const frameMs = 20

/** How long a packet sounds, in ms (RFC 6716 §3.1). */
export function durationOf(packet: Buffer): number {
  const [toc = 0, count = 0] = packet
  const config = toc >> 3
  const frame =
    config < 12
      ? [10, 20, 40, 60][config & 3]
      : config < 16
        ? [10, 20][config & 1]
        : [2.5, 5, 10, 20][config & 3]
  const code = toc & 3
  return (frame ?? 0) * (code === 0 ? 1 : code === 3 ? count & 0x3f : 2)
}

const checksums = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte << 24
  for (let bit = 0; bit < 8; bit += 1) value = value & 0x8000_0000 ? (value << 1) ^ 0x04c1_1db7 : value << 1
  return value >>> 0
})

function checksum(page: Buffer): number {
  let value = 0
  for (const byte of page) value = ((value << 8) ^ (checksums[(value >>> 24) ^ byte] ?? 0)) >>> 0
  return value
}

const pageHeaderBytes = 27

/** The audio packets of a file; throws what is wrong with it. */
export function readOggOpus(file: Buffer): Buffer[] {
  const packets: Buffer[] = []
  let open: Buffer[] = []
  for (let at = 0; at < file.length;) {
    if (file.toString('latin1', at, at + 4) !== 'OggS') throw new Error(`There is no Ogg page at byte ${at}.`)
    const segments = file[at + 26] ?? 0
    let from = at + pageHeaderBytes + segments
    for (const length of file.subarray(at + pageHeaderBytes, from)) {
      open.push(file.subarray(from, from + length))
      from += length
      if (length < 255) {
        packets.push(Buffer.concat(open))
        open = []
      }
    }
    if (from > file.length) throw new Error('The last Ogg page is cut short.')
    at = from
  }
  if (packets[0]?.toString('latin1', 0, 8) !== 'OpusHead')
    throw new Error('It is an Ogg file without Opus in it.')
  return packets.slice(2)
}

export type OggOpusWriter = {
  /** One packet of 20 ms. What is written comes out page by page. */
  readonly write: (packet: Buffer) => void
  /** What is gathered so far, so that a crash costs no more than a page. */
  readonly flush: () => void
  /** The last page. */
  readonly end: () => void
}

const packetsPerPage = 50
/** What a decoder needs to settle, in samples (RFC 7845 §4.2). */
const preSkip = 312

/** A mono stream; `put` gets its bytes in order. */
export function createOggOpusWriter(serial: number, put: (bytes: Buffer) => void): OggOpusWriter {
  let pages = 0
  let granule = 0
  let gathered: Buffer[] = []
  let lengths: number[] = []

  function page(
    kind: 'first' | 'middle' | 'last',
    packets: readonly Buffer[],
    lacing: readonly number[],
  ): void {
    const header = Buffer.alloc(pageHeaderBytes + lacing.length)
    header.write('OggS', 0, 'latin1')
    header[5] = { first: 2, middle: 0, last: 4 }[kind]
    header.writeBigInt64LE(BigInt(granule), 6)
    header.writeUInt32LE(serial, 14)
    header.writeUInt32LE(pages, 18)
    header[26] = lacing.length
    header.set(lacing, pageHeaderBytes)
    pages += 1
    const bytes = Buffer.concat([header, ...packets])
    bytes.writeUInt32LE(checksum(bytes), 22)
    put(bytes)
  }

  function flush(): void {
    if (gathered.length === 0) return
    page('middle', gathered, lengths)
    gathered = []
    lengths = []
  }

  const head = Buffer.alloc(19)
  head.write('OpusHead', 0, 'latin1')
  head[8] = 1
  head[9] = 1
  head.writeUInt16LE(preSkip, 10)
  head.writeUInt32LE(48_000, 12)
  page('first', [head], [head.length])
  const vendor = Buffer.from('Atiende')
  const tags = Buffer.alloc(16 + vendor.length)
  tags.write('OpusTags', 0, 'latin1')
  tags.writeUInt32LE(vendor.length, 8)
  vendor.copy(tags, 12)
  page('middle', [tags], [tags.length])

  return {
    write(packet) {
      const lacing = [
        ...Array.from({ length: Math.floor(packet.length / 255) }, () => 255),
        packet.length % 255,
      ]
      if (lengths.length + lacing.length > 255 || gathered.length >= packetsPerPage) flush()
      gathered.push(packet)
      lengths.push(...lacing)
      granule += frameMs * samplesPerMs
    },
    flush,
    end() {
      page('last', gathered, lengths)
      gathered = []
      lengths = []
    },
  }
}
