/**
 * One browser's connection: what comes in is counted, told apart (speech, digits, reports) and handed on; what goes out goes over streams that never
 * break. A leg that is connected and silent for too long is lost: browsers send packets also while nobody speaks.
 */
import { randomInt } from 'node:crypto'
import type { LegId } from '#core/id.ts'
import type { LegQuality } from '../engine.ts'
import { createOutStream, type OutStream } from './out-stream.ts'
import { createReception, readReports, writeReport, type Reception } from './rtcp.ts'
import { isRtcp, readRtp, type RtpPacket } from './rtp.ts'
import type { Connection } from './transport.ts'

export type LegEvents = {
  readonly onSpeech: (packet: RtpPacket) => void
  /** A packet that is nobody's to hear: its number is to be closed over. */
  readonly onSkipped: () => void
  readonly onDigit: (digit: string) => void
}

export type Leg = {
  readonly id: LegId
  readonly streams: readonly OutStream[]
  readonly take: (packet: Buffer) => void
  readonly isUp: () => boolean
  readonly cameUp: () => void
  /** Connected, and nothing has come for this long. */
  readonly silentMs: () => number
  /** Tells the browser what it has lost and what it was sent. */
  readonly report: () => void
  readonly quality: () => LegQuality
  readonly close: () => void
}

const digitNames = '0123456789*#ABCD'

export function createLeg(id: LegId, connection: Connection, now: () => number, events: LegEvents): Leg {
  const streams = connection.lines.map(({ ssrc, payloadType, write }) =>
    createOutStream({
      ssrc,
      payloadType,
      firstSequence: randomInt(2 ** 15),
      firstTimestamp: randomInt(2 ** 31),
      now,
      write: (packet) => {
        if (isUp) write(packet)
      },
    }),
  )
  /** How many packets each stream had sent when it was last told. */
  const reported = streams.map(() => 0)
  let isUp = false
  let heardAt = now()
  let reception: Reception | null = null
  let lastDigitAt: number | null = null
  let lossOut: number | null = null
  let roundTripMs: number | null = null

  function takeReports(packet: Buffer): void {
    for (const report of readReports(packet, Date.now())) {
      if (report.type === 'sender') {
        if (reception?.ssrc === report.ssrc) reception.heardReport(report.ntpMiddle, now())
      } else if (streams.some(({ ssrc }) => ssrc === report.ssrc)) {
        lossOut = report.loss
        roundTripMs = report.roundTripMs ?? roundTripMs
      }
    }
  }

  /** Each press comes as several packets with one timestamp, of which the first ones may be lost. */
  function takeDigit({ timestamp, payload }: RtpPacket): void {
    events.onSkipped()
    const digit = digitNames[payload[0] ?? -1]
    if (payload.length < 4 || timestamp === lastDigitAt || digit === undefined) return
    lastDigitAt = timestamp
    events.onDigit(digit)
  }

  return {
    id,
    streams,
    take(bytes) {
      heardAt = now()
      if (isRtcp(bytes)) return takeReports(bytes)
      const packet = readRtp(bytes)
      if (!packet) return
      if (reception?.ssrc !== packet.ssrc) reception = createReception(packet.ssrc)
      reception.took(packet.sequence, packet.timestamp, heardAt)
      if (connection.digits.has(packet.payloadType)) takeDigit(packet)
      else if (packet.payloadType === connection.opus && packet.payload.length > 0) events.onSpeech(packet)
    },
    isUp: () => isUp,
    cameUp() {
      isUp = true
      heardAt = now()
    },
    silentMs: () => (isUp ? now() - heardAt : 0),
    report() {
      if (!isUp) return
      for (const [index, stream] of streams.entries()) {
        const sent = stream.sent()
        // A line on which nothing was said has nothing to report; the first also tells what has come.
        if (index > 0 && sent.packets === reported[index]) continue
        reported[index] = sent.packets
        const block = index === 0 && reception ? reception.block(now()) : null
        const { ssrc } = stream
        connection.lines[index]?.write(
          writeReport({ ssrc, name: 'atiende', epochMs: Date.now(), sent, block }),
        )
      }
    },
    quality() {
      const { loss, jitterMs } = reception?.interval() ?? { loss: 0, jitterMs: 0 }
      return { lossIn: loss, jitterInMs: jitterMs, lossOut, roundTripMs }
    },
    close() {
      isUp = false
      connection.close()
    },
  }
}
