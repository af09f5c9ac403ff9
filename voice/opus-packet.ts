/** Opus packets as they are, without a codec (RFC 6716 §3 and appendix B). */

export const frameMs = 20
/** 20 ms of silence, mono. */
export const silence: Buffer = Buffer.from([0xf8, 0xff, 0xfe])

const longestFrameBytes = 1_275

/** In ms, by what the first five bits of a packet say. */
const frameLengths = [
  ...[0, 1, 2].flatMap(() => [10, 20, 40, 60]),
  ...[0, 1].flatMap(() => [10, 20]),
  ...[0, 1, 2, 3].flatMap(() => [2.5, 5, 10, 20]),
]

/** How long a packet sounds, in ms. */
export function durationOf(packet: Uint8Array): number {
  const toc = packet[0] ?? 0
  const config = toc >> 3
  const frame = frameLengths[config]
  const code = toc & 3
  return (frame ?? 0) * (code === 0 ? 1 : code === 3 ? (packet[1] ?? 0) & 0x3f : 2)
}

export const isStereo = (packet: Uint8Array): boolean => ((packet[0] ?? 0) & 4) !== 0

/** What a packet lacks to say itself where it ends: the length of its last frame, and where that is to be written. */
export type OwnLength = { readonly at: number; readonly frameBytes: number }

/** Null: it is no packet that a decoder would take. */
export function ownLengthOf(packet: Uint8Array): OwnLength | null {
  const [toc, count = 0] = packet
  if (toc === undefined) return null
  const rest = packet.length - 1
  let found: OwnLength | null = null
  switch (toc & 3) {
    case 0:
      found = { at: 1, frameBytes: rest }
      break
    case 1:
      if (rest % 2 === 0) found = { at: 1, frameBytes: rest / 2 }
      break
    case 2: {
      const first = readLength(packet, 1)
      if (first) found = { at: first.end, frameBytes: packet.length - first.end - first.length }
      break
    }
    default:
      found = ofManyFrames(packet, count)
  }
  return found && found.frameBytes >= 0 && found.frameBytes <= longestFrameBytes ? found : null
}

function ofManyFrames(packet: Uint8Array, count: number): OwnLength | null {
  const frames = count & 0x3f
  let at = 2
  let room = packet.length
  if (frames === 0 || room < at || durationOf(packet) > 120) return null
  if (count & 0x40)
    for (let more = true; more; at += 1) {
      const padding = packet[at]
      if (padding === undefined) return null
      more = padding === 255
      room -= more ? 254 : padding
    }
  if (!(count & 0x80)) {
    const each = (room - at) / frames
    return Number.isInteger(each) ? { at, frameBytes: each } : null
  }
  for (let frame = 1; frame < frames; frame += 1) {
    const next = readLength(packet, at)
    if (!next || next.length > longestFrameBytes) return null
    at = next.end
    room -= next.length
  }
  return { at, frameBytes: room - at }
}

function readLength(
  packet: Uint8Array,
  at: number,
): { readonly length: number; readonly end: number } | null {
  const [first, second] = packet.subarray(at, at + 2)
  if (first === undefined) return null
  if (first < 252) return { length: first, end: at + 1 }
  return second === undefined ? null : { length: first + 4 * second, end: at + 2 }
}

/** How many bytes longer a packet is when it says itself where it ends. */
export const ownLengthBytes = ({ frameBytes }: OwnLength): number => (frameBytes < 252 ? 1 : 2)

/** A packet that another one can follow without anything in between. */
export function selfDelimited(packet: Uint8Array, own: OwnLength): Buffer {
  const low = 252 + (own.frameBytes & 3)
  const length = own.frameBytes < 252 ? [own.frameBytes] : [low, (own.frameBytes - low) / 4]
  return Buffer.concat([packet.subarray(0, own.at), Buffer.from(length), packet.subarray(own.at)])
}
