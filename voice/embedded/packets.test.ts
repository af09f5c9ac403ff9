import { describe, expect, it } from 'vitest'
import { createOutStream } from './out-stream.ts'
import { createReception, readReports, writeReport } from './rtcp.ts'
import { isRtcp, readRtp, sequenceAhead, timestampAhead, writeRtp, type RtpPacket } from './rtp.ts'

const packet = (more: Partial<RtpPacket> = {}): RtpPacket => ({
  payloadType: 111,
  hasMarker: false,
  sequence: 65_535,
  timestamp: 4_294_967_295,
  ssrc: 0xdead_beef,
  payload: Buffer.from('speech'),
  ...more,
})

describe('RTP', () => {
  it('reads what it has written', () => {
    const bytes = Buffer.from(writeRtp(packet({ hasMarker: true })))
    expect(readRtp(bytes)).toEqual(packet({ hasMarker: true }))
    expect(isRtcp(bytes)).toBe(false)
  })

  it('passes over sources, extensions and padding', () => {
    const plain = Buffer.from(writeRtp(packet()))
    const extended = Buffer.concat([
      plain.subarray(0, 12),
      Buffer.from([1, 2, 3, 4]),
      Buffer.from([0xbe, 0xde, 0, 1, 9, 9, 9, 9]),
      plain.subarray(12),
      Buffer.from([0, 0, 3]),
    ])
    extended[0] = 0x80 | 0x20 | 0x10 | 1
    expect(readRtp(extended)?.payload.toString()).toBe('speech')
  })

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['too short', Buffer.alloc(11, 0x80)],
    ['another version', Buffer.alloc(20)],
    ['an extension that is not there', Buffer.from([0x90, ...new Uint8Array(12)])],
    ['more padding than packet', Buffer.from([0xa0, ...new Uint8Array(11), 200])],
    ['padding of nothing', Buffer.from([0xa0, ...new Uint8Array(12)])],
  ])('refuses %s', (_, bytes) => {
    expect(readRtp(bytes)).toBeNull()
  })

  it('counts around the circle', () => {
    expect(sequenceAhead(2, 65_534)).toBe(4)
    expect(sequenceAhead(65_534, 2)).toBe(-4)
    expect(timestampAhead(0, 4_294_967_295)).toBe(1)
  })
})

describe('an outgoing stream', () => {
  const open = () => {
    const written: RtpPacket[] = []
    const clock = { at: 0 }
    const stream = createOutStream({
      ssrc: 7,
      payloadType: 111,
      firstSequence: 65_530,
      firstTimestamp: 1_000,
      now: () => clock.at,
      write: (bytes) => {
        const read = readRtp(Buffer.from(bytes))
        if (read) written.push(read)
      },
    })
    return { stream, written, clock }
  }
  const speech = (sequence: number, timestamp = sequence * 960) => ({
    sequence,
    timestamp,
    payload: Buffer.from('x'),
  })

  it('is one stream, whatever its source', () => {
    const { stream, written, clock } = open()
    const [ana, bruno] = [{}, {}]
    for (const n of [1, 2, 3]) {
      stream.send(ana, speech(n))
      clock.at += 20
    }
    clock.at += 1_000
    for (const n of [500, 501]) stream.send(bruno, speech(n, 77 + n * 960))
    expect(written.map(({ sequence }) => sequence)).toEqual([65_531, 65_532, 65_533, 65_534, 65_535])
    expect(written.map(({ hasMarker }) => hasMarker)).toEqual([true, false, false, true, false])
    const steps = written.slice(1).map(({ timestamp }, index) => timestamp - (written[index]?.timestamp ?? 0))
    expect(steps).toEqual([960, 960, 51 * 960 + 0, 960])
    expect(new Set(written.map(({ ssrc }) => ssrc))).toEqual(new Set([7]))
  })

  it('closes over what is left out, keeps what is lost a gap, and lets order be', () => {
    const { stream, written } = open()
    const ana = {}
    stream.send(ana, speech(1))
    stream.skip(ana)
    stream.skip(ana)
    stream.send(ana, speech(4))
    stream.send(ana, speech(6))
    stream.send(ana, speech(5))
    expect(written.map(({ sequence }) => sequence)).toEqual([65_531, 65_532, 65_534, 65_533])
  })

  it('lets nothing through that is older than its beginning', () => {
    const { stream, written } = open()
    const ana = {}
    stream.send(ana, speech(10))
    stream.send(ana, speech(9))
    expect(written).toHaveLength(1)
  })
})

describe('reports', () => {
  it('tell what was lost and how long a packet travels', () => {
    const reception = createReception(9)
    for (const n of [65_534, 65_535, 0, 2, 3]) reception.took(n, n * 960, n * 20)
    expect(reception.interval().loss).toBeCloseTo(1 / 6)
    expect(reception.interval().loss).toBe(0)
    const sentAt = 1_700_000_000_000
    const ours = writeReport({
      ssrc: 5,
      name: 'atiende',
      epochMs: sentAt,
      sent: { packets: 3, octets: 12, timestamp: 9 },
      block: null,
    })
    expect(isRtcp(ours)).toBe(true)
    expect(ours.length % 4).toBe(0)
    const [heard] = readReports(ours, sentAt)
    expect(heard).toMatchObject({ type: 'sender', ssrc: 5 })
    // The other end hears it 10 ms later and answers 40 ms after that; its answer takes 10 ms.
    const theirs = createReception(5)
    theirs.took(1, 960, 0)
    theirs.heardReport(heard?.type === 'sender' ? heard.ntpMiddle : 0, 1_000)
    const answer = writeReport({
      ssrc: 8,
      name: 'x',
      epochMs: sentAt,
      sent: { packets: 0, octets: 0, timestamp: 0 },
      block: theirs.block(1_040),
    })
    const [told] = readReports(answer, sentAt + 60)
    expect(told).toMatchObject({ type: 'reception', ssrc: 5, loss: 0 })
    expect(told?.type === 'reception' ? Math.round(told.roundTripMs ?? -1) : -1).toBe(20)
  })

  it('are read as far as they go when they are cut short', () => {
    const whole = writeReport({
      ssrc: 5,
      name: 'atiende',
      epochMs: 0,
      sent: { packets: 1, octets: 1, timestamp: 1 },
      block: createReception(1).block(0),
    })
    for (let length = 0; length < whole.length; length += 1)
      expect(() => readReports(whole.subarray(0, length), 0)).not.toThrow()
  })
})
