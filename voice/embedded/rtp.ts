/** RTP packets (RFC 3550 §5.1), read without copying and written into one buffer, because whoever sends copies anyway. */

export type RtpPacket = {
  readonly payloadType: number
  readonly hasMarker: boolean
  readonly sequence: number
  readonly timestamp: number
  readonly ssrc: number
  readonly payload: Buffer
}

const headerBytes = 12

/** RTCP comes on the same line; its packet types do not occur in RTP (RFC 5761 §4). */
export function isRtcp(packet: Buffer): boolean {
  const type = packet[1] ?? 0
  return packet.length >= 8 && type >= 192 && type <= 223
}

/** Null: not an RTP packet, or one that lies about its own length. */
export function readRtp(packet: Buffer): RtpPacket | null {
  if (packet.length < headerBytes) return null
  const first = packet[0] ?? 0
  const second = packet[1] ?? 0
  if (first >> 6 !== 2) return null
  let from = headerBytes + (first & 0x0f) * 4
  if (first & 0x10) {
    if (packet.length < from + 4) return null
    from += 4 + packet.readUInt16BE(from + 2) * 4
  }
  const padding = first & 0x20 ? (packet[packet.length - 1] ?? 0) : 0
  const to = packet.length - padding
  if (to < from || (first & 0x20 && padding === 0)) return null
  return {
    payloadType: second & 0x7f,
    hasMarker: (second & 0x80) !== 0,
    sequence: packet.readUInt16BE(2),
    timestamp: packet.readUInt32BE(4),
    ssrc: packet.readUInt32BE(8),
    payload: packet.subarray(from, to),
  }
}

const longestPacket = 1_500
const scratch = Buffer.alloc(longestPacket)

/** Into a buffer that the next call overwrites. */
export function writeRtp({ payloadType, hasMarker, sequence, timestamp, ssrc, payload }: RtpPacket): Buffer {
  scratch[0] = 0x80
  scratch[1] = payloadType | (hasMarker ? 0x80 : 0)
  scratch.writeUInt16BE(sequence, 2)
  scratch.writeUInt32BE(timestamp, 4)
  scratch.writeUInt32BE(ssrc, 8)
  const length = payload.copy(scratch, headerBytes)
  return scratch.subarray(0, headerBytes + length)
}

/** How far `a` is ahead of `b` on a circle of 2^16 or 2^32: negative when it is behind. */
export const sequenceAhead = (a: number, b: number): number => ((a - b) << 16) >> 16
export const timestampAhead = (a: number, b: number): number => (a - b) | 0
