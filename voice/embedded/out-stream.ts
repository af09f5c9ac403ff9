/**
 * One outgoing stream of a leg: whatever its source is (another leg, music, nothing for a while), the browser sees one unbroken stream with one SSRC.
 * When the source changes, the sequence goes on by one and the timestamp by the time that has passed.
 */
import { sequenceAhead, timestampAhead, writeRtp } from './rtp.ts'

const ticksPerMs = 48
const frameTicks = 960
/** A packet of before the stream began that comes late; more than that is a jump of the source's own numbers. */
const latest = 100

/** Somebody or something that makes packets, by identity. */
export type Source = object

export type SourcePacket = {
  readonly sequence: number
  readonly timestamp: number
  readonly payload: Buffer
}

export type OutStream = {
  readonly ssrc: number
  readonly send: (source: Source, packet: SourcePacket) => void
  /** A packet of the source is not for this stream (a digit, muted speech): its number is not to look like a loss. */
  readonly skip: (source: Source) => void
  /** The next packet begins anew, whatever source it is from. */
  readonly reset: () => void
  /** For sender reports (RFC 3550 §6.4.1). */
  readonly sent: () => { readonly packets: number; readonly octets: number; readonly timestamp: number }
}

export type OutStreamOptions = {
  readonly ssrc: number
  readonly payloadType: number
  readonly firstSequence: number
  readonly firstTimestamp: number
  readonly now: () => number
  readonly write: (packet: Buffer) => void
}

export function createOutStream(options: OutStreamOptions): OutStream {
  const { ssrc, payloadType, now, write } = options
  let source: Source | null = null
  let sequence = options.firstSequence
  let timestamp = options.firstTimestamp
  let sentAt: number | null = null
  let sequenceShift = 0
  let timestampShift = 0
  let began = 0
  let packets = 0
  let octets = 0

  function begin(from: Source, packet: SourcePacket): void {
    const passed = sentAt === null ? 0 : Math.round(((now() - sentAt) * ticksPerMs) / frameTicks) * frameTicks
    const ahead = sentAt === null ? 0 : Math.max(frameTicks, passed)
    source = from
    began = packet.sequence
    sequenceShift = (sequence + 1 - packet.sequence) & 0xffff
    timestampShift = (timestamp + ahead - packet.timestamp) >>> 0
  }

  return {
    ssrc,
    send(from, packet) {
      const isNew = from !== source
      if (isNew) begin(from, packet)
      const sinceBegan = sequenceAhead(packet.sequence, began)
      if (sinceBegan < 0 && sinceBegan > -latest) return
      const outSequence = (packet.sequence + sequenceShift) & 0xffff
      const outTimestamp = (packet.timestamp + timestampShift) >>> 0
      if (sequenceAhead(outSequence, sequence) > 0) sequence = outSequence
      if (timestampAhead(outTimestamp, timestamp) > 0 || sentAt === null) timestamp = outTimestamp
      sentAt = now()
      packets += 1
      octets += packet.payload.length
      write(
        writeRtp({
          payloadType,
          hasMarker: isNew,
          sequence: outSequence,
          timestamp: outTimestamp,
          ssrc,
          payload: packet.payload,
        }),
      )
    },
    skip(from) {
      if (from === source) sequenceShift = (sequenceShift - 1) & 0xffff
    },
    reset() {
      source = null
    },
    sent: () => ({
      packets,
      octets,
      timestamp: (timestamp + (sentAt === null ? 0 : Math.round((now() - sentAt) * ticksPerMs))) >>> 0,
    }),
  }
}
