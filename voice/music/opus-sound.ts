import { createDecoder, DecoderCtl } from 'libopus-wasm'
import { createPacketReader, readOggPages, type OggPage } from '../ogg.ts'
import { durationOf, frameMs, isStereo, ownLengthOf } from '../opus-packet.ts'
import { longestMs, type Flaw, type Sound } from './sound.ts'

const rate = 48_000
/** What fits into a packet of the network. */
const mostBytes = 1_200
const packetsPerPart = 50

type Head = {
  readonly channels: number
  readonly preSkip: number
  /** In 1/256 dB. */
  readonly gain: number
}

type Layout = { readonly head: Head; readonly durationMs: number; readonly isReady: boolean }

/** Opus in Ogg, one or two voices, frames of any length. */
export async function openOggOpus(file: Buffer): Promise<Sound | Flaw> {
  const layout = lookThrough(file)
  if (typeof layout === 'string') return layout
  const { head, durationMs, isReady } = layout
  if (durationMs > longestMs) return 'too-long'
  // With one channel it brings two voices together itself.
  const decoder = await createDecoder({ channels: 1, sampleRate: rate })
  decoder.decoderCtl(DecoderCtl.SetGain, head.gain)
  return {
    rate,
    isReady,
    *parts() {
      let skip = head.preSkip
      let readMs = 0
      for (const packets of inParts(packetsOf(file))) {
        const decoded: Float32Array[] = []
        for (const packet of packets) {
          try {
            decoded.push(decoder.decodeFloat(packet))
          } catch {
            return 'damaged'
          }
          readMs += durationOf(packet)
        }
        const samples = joined(decoded)
        yield { samples: samples.subarray(Math.min(skip, samples.length)), share: readMs / durationMs }
        skip = Math.max(0, skip - samples.length)
      }
      return null
    },
  }
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

/** All of it once, without decoding: whether it is whole, how long it is and whether it is in the engine's form. */
function lookThrough(file: Buffer): Layout | Flaw {
  let [first, pages]: [OggPage | null, number] = [null, 0]
  for (const page of readOggPages(file)) {
    if (!page) return 'damaged'
    first ??= page
    // Several in one file, beside or after one another.
    if (page.serial !== first.serial || page.isFirst !== (pages === 0)) return 'unsupported'
    if (page.sequence !== (first.sequence + pages) % 2 ** 32) return 'damaged'
    pages += 1
  }
  const head = readHead(first?.parts[0] ?? Buffer.alloc(0))
  if (typeof head === 'string') return head
  let [durationMs, isReady] = [0, head.channels === 1 && head.gain === 0]
  for (const packet of packetsOf(file)) {
    if (!ownLengthOf(packet)) return 'damaged'
    durationMs += durationOf(packet)
    isReady &&= durationOf(packet) === frameMs && !isStereo(packet) && packet.length <= mostBytes
  }
  return durationMs === 0 ? 'damaged' : { head, durationMs, isReady }
}

function readHead(packet: Buffer): Head | Flaw {
  if (packet.length < 19 || packet.toString('latin1', 0, 8) !== 'OpusHead') return 'damaged'
  const channels = packet.readUInt8(9)
  if (packet.readUInt8(8) >> 4 !== 0 || channels > 2 || packet.readUInt8(18) !== 0) return 'unsupported'
  if (channels === 0) return 'damaged'
  return { channels, preSkip: packet.readUInt16LE(10), gain: packet.readInt16LE(16) }
}

/** The packets of sound: those after OpusHead and OpusTags. */
function* packetsOf(file: Buffer): Generator<Buffer, void> {
  const take = createPacketReader()
  let before = 2
  for (const page of readOggPages(file))
    for (const packet of page ? take(page) : []) {
      if (before > 0) before -= 1
      else yield packet
    }
}

function* inParts(packets: Iterable<Buffer>): Generator<Buffer[], void> {
  let part: Buffer[] = []
  for (const packet of packets) {
    part.push(packet)
    if (part.length < packetsPerPart) continue
    yield part
    part = []
  }
  yield part
}
