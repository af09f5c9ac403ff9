/**
 * What the phones of this bench say: RTP packets with 80 bytes that look like 20 ms of Opus and carry who says it, in which window of measurement,
 * and when, on the clock that all processes of a machine share.
 */
export const packetsPerSecond = 50
const headerBytes = 12
const payloadBytes = 80
/** One frame of 20 ms, mono: what the recorder takes. */
const opusFrame = 0xf8
const sign = 0x41_54_50_52
const ticksPerPacket = 960

const [seconds, nanoseconds] = process.hrtime()
const clockShift = seconds * 1_000 + nanoseconds / 1e6 - performance.now()
/** The machine's own clock, the same in every process. */
export const machineMs = (): number => performance.now() + clockShift

/** One stream; `next` gives its packets one after the other in the same buffer. */
export type Speech = { readonly next: (window: number) => Buffer }

export function createSpeech(speaker: number, ssrc: number, payloadType: number): Speech {
  const packet = Buffer.alloc(headerBytes + payloadBytes, 0x55)
  packet[0] = 0x80
  packet[1] = payloadType
  packet.writeUInt32BE(ssrc, 8)
  packet[headerBytes] = opusFrame
  packet.writeUInt32BE(sign, headerBytes + 1)
  packet.writeUInt32BE(speaker, headerBytes + 5)
  let count = 0
  return {
    next(window) {
      packet.writeUInt16BE(count & 0xffff, 2)
      packet.writeUInt32BE((count * ticksPerPacket) >>> 0, 4)
      packet.writeUInt32BE(window, headerBytes + 9)
      packet.writeDoubleBE(machineMs(), headerBytes + 13)
      count += 1
      return packet
    },
  }
}

/** Reports (RTCP) come on the same line. */
export const isReport = (packet: Buffer): boolean => {
  const type = packet.readUInt8(1)
  return type >= 192 && type <= 223
}
/** Null: somebody else's sound, which is the music. */
export function speakerOf(packet: Buffer): number | null {
  return packet.length === headerBytes + payloadBytes && packet.readUInt32BE(headerBytes + 1) === sign
    ? packet.readUInt32BE(headerBytes + 5)
    : null
}
export const windowOf = (packet: Buffer): number => packet.readUInt32BE(headerBytes + 9)
export const saidAt = (packet: Buffer): number => packet.readDoubleBE(headerBytes + 13)
