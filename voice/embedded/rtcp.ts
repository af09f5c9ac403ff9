/** Sender and receiver reports (RFC 3550 §6): what tells the browser and us about loss, jitter and round trip. */
import { sequenceAhead } from './rtp.ts'

const senderReport = 200
const receiverReport = 201
const description = 202
const blockBytes = 24
const ntpEpochMs = 2_208_988_800_000
const ticksPerMs = 48

/** Of one stream that comes in, from its first packet on (RFC 3550 A.1, A.3, A.8). */
export type Reception = {
  readonly ssrc: number
  readonly took: (sequence: number, timestamp: number, atMs: number) => void
  /** A sender report about this stream came. */
  readonly heardReport: (ntpMiddle: number, atMs: number) => void
  /** Share lost since the last time this was asked, and the jitter. */
  readonly interval: () => { readonly loss: number; readonly jitterMs: number }
  readonly block: (atMs: number) => Buffer
}

export function createReception(ssrc: number): Reception {
  let first: number | null = null
  let highest = 0
  let rounds = 0
  let received = 0
  let transit: number | null = null
  let jitter = 0
  let report: { readonly ntpMiddle: number; readonly atMs: number } | null = null
  const marks = { interval: { expected: 0, received: 0 }, block: { expected: 0, received: 0 } }

  const expected = (): number => (first === null ? 0 : rounds * 0x10000 + highest - first + 1)
  function lossSince(mark: keyof typeof marks): number {
    const was = marks[mark]
    marks[mark] = { expected: expected(), received }
    const due = expected() - was.expected
    return due <= 0 ? 0 : Math.max(0, (due - (received - was.received)) / due)
  }

  return {
    ssrc,
    took(sequence, timestamp, atMs) {
      received += 1
      if (first === null) {
        first = sequence
        highest = sequence
      } else if (sequenceAhead(sequence, highest) > 0) {
        if (sequence < highest) rounds += 1
        highest = sequence
      }
      const travelled = atMs * ticksPerMs - timestamp
      if (transit !== null) {
        const difference = Math.abs(travelled - transit)
        // More than ten seconds: the sender's clock began anew.
        if (difference < 10_000 * ticksPerMs) jitter += (difference - jitter) / 16
      }
      transit = travelled
    },
    heardReport(ntpMiddle, atMs) {
      report = { ntpMiddle, atMs }
    },
    interval: () => ({ loss: lossSince('interval'), jitterMs: jitter / ticksPerMs }),
    block(atMs) {
      const block = Buffer.alloc(blockBytes)
      block.writeUInt32BE(ssrc, 0)
      block[4] = Math.min(255, Math.floor(lossSince('block') * 256))
      block.writeIntBE(Math.max(-0x800000, Math.min(0x7fffff, expected() - received)), 5, 3)
      block.writeUInt32BE((rounds * 0x10000 + highest) >>> 0, 8)
      block.writeUInt32BE(Math.floor(jitter) >>> 0, 12)
      if (report) {
        block.writeUInt32BE(report.ntpMiddle, 16)
        block.writeUInt32BE(Math.floor(((atMs - report.atMs) * 65_536) / 1_000) >>> 0, 20)
      }
      return block
    },
  }
}

function ntpNow(epochMs: number): { seconds: number; fraction: number; middle: number } {
  const ms = epochMs + ntpEpochMs
  const seconds = Math.floor(ms / 1_000)
  const fraction = Math.floor(((ms % 1_000) / 1_000) * 2 ** 32) >>> 0
  return { seconds, fraction, middle: ((seconds & 0xffff) * 0x10000 + (fraction >>> 16)) >>> 0 }
}

/** A report about what is sent and what comes, with the name both go under. */
export function writeReport(report: {
  readonly ssrc: number
  readonly name: string
  readonly epochMs: number
  readonly sent: { readonly packets: number; readonly octets: number; readonly timestamp: number }
  readonly block: Buffer | null
}): Buffer {
  const { ssrc, sent, block, epochMs } = report
  const isSender = sent.packets > 0
  const head = Buffer.alloc(isSender ? 28 : 8)
  head[0] = 0x80 | (block ? 1 : 0)
  head[1] = isSender ? senderReport : receiverReport
  head.writeUInt16BE((head.length + (block?.length ?? 0)) / 4 - 1, 2)
  head.writeUInt32BE(ssrc, 4)
  if (isSender) {
    const { seconds, fraction } = ntpNow(epochMs)
    head.writeUInt32BE(seconds >>> 0, 8)
    head.writeUInt32BE(fraction, 12)
    head.writeUInt32BE(sent.timestamp, 16)
    head.writeUInt32BE(sent.packets >>> 0, 20)
    head.writeUInt32BE(sent.octets >>> 0, 24)
  }
  const name = Buffer.from(report.name, 'latin1')
  const named = Buffer.alloc(8 + Math.ceil((name.length + 3) / 4) * 4)
  named[0] = 0x81
  named[1] = description
  named.writeUInt16BE(named.length / 4 - 1, 2)
  named.writeUInt32BE(ssrc, 4)
  named[8] = 1
  named[9] = name.length
  name.copy(named, 10)
  return Buffer.concat([head, ...(block ? [block] : []), named])
}

export type ReportRead =
  | { readonly type: 'sender'; readonly ssrc: number; readonly ntpMiddle: number }
  /** What the other end says of one of our streams. */
  | {
      readonly type: 'reception'
      readonly ssrc: number
      readonly loss: number
      readonly roundTripMs: number | null
    }

/** What a compound packet says; one that is cut short says as much as is there. */
export function readReports(packet: Buffer, epochMs: number): ReportRead[] {
  const reports: ReportRead[] = []
  for (let at = 0; at + 8 <= packet.length;) {
    const type = packet[at + 1] ?? 0
    const end = at + (packet.readUInt16BE(at + 2) + 1) * 4
    if (end > packet.length) break
    const isSender = type === senderReport
    if (isSender && end >= at + 28)
      reports.push({
        type: 'sender',
        ssrc: packet.readUInt32BE(at + 4),
        ntpMiddle:
          ((packet.readUInt32BE(at + 8) & 0xffff) * 0x10000 + (packet.readUInt32BE(at + 12) >>> 16)) >>> 0,
      })
    if (isSender || type === receiverReport)
      reports.push(...blocksIn(packet, at + (isSender ? 28 : 8), end, (packet[at] ?? 0) & 0x1f, epochMs))
    at = end
  }
  return reports
}

function blocksIn(packet: Buffer, from: number, end: number, count: number, epochMs: number): ReportRead[] {
  const blocks: ReportRead[] = []
  for (let n = 0; n < count && from + (n + 1) * blockBytes <= end; n += 1) {
    const at = from + n * blockBytes
    const last = packet.readUInt32BE(at + 16)
    const delay = packet.readUInt32BE(at + 20)
    const roundTrip = (ntpNow(epochMs).middle - last - delay) | 0
    blocks.push({
      type: 'reception',
      ssrc: packet.readUInt32BE(at),
      loss: (packet[at + 4] ?? 0) / 256,
      roundTripMs: last === 0 || roundTrip < 0 ? null : (roundTrip * 1_000) / 65_536,
    })
  }
  return blocks
}
