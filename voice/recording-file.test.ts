import { describe, expect, it } from 'vitest'
import { readOggOpus } from './ogg-opus.ts'
import { readOggPages } from './ogg.ts'
import { silence } from './opus-packet.ts'
import { createRecordingFile, type RecordingFile } from './recording-file.ts'
import type { Side, SidedTrack } from './recording-lanes.ts'
import { shapeOf } from './recording-track.ts'

/** A packet told apart by what it is filled with. */
const said = (by: number, length: number): Buffer => Buffer.from([0xf8, ...Buffer.alloc(length, by)])

function trackOf(side: Side, packets: readonly Buffer[]): SidedTrack {
  const shapes = Uint16Array.from(packets, shapeOf)
  return {
    side,
    track: {
      shapes,
      async *read(fromFrame) {
        for (let at = fromFrame; at < packets.length; at += 7) yield packets.slice(at, at + 7)
      },
    },
  }
}

async function bytesOf(file: RecordingFile, range?: { from: number; to: number }): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of file.read(range)) parts.push(part)
  return Buffer.concat(parts)
}

/** The packets of each stream: what stands before the last says its length after its first byte (one frame, shorter than 252 bytes or not). */
function apart(packet: Buffer, streams: number): Buffer[] {
  const parts: Buffer[] = []
  let at = 0
  for (let stream = 1; stream < streams; stream += 1) {
    const low = packet[at + 1] ?? 0
    const [length, from] = low < 252 ? [low, at + 2] : [low + 4 * (packet[at + 2] ?? 0), at + 3]
    parts.push(Buffer.concat([packet.subarray(at, at + 1), packet.subarray(from, from + length)]))
    at = from + length
  }
  return [...parts, packet.subarray(at)]
}

const talk = (by: number, frames: number): Buffer[] =>
  Array.from({ length: frames }, (_, n) => (n % 9 === 0 ? silence : said(by, 30 + ((n * 7) % 400))))

describe('a recording’s file', () => {
  const customer = talk(1, 330)
  const agent = talk(2, 300)
  const file = createRecordingFile(77, [trackOf('agent', agent), trackOf('customer', customer)])

  it('has the customer left and the agent right, frame by frame, and silence where one track is shorter', async () => {
    const bytes = await bytesOf(file)
    expect(file).toMatchObject({ sizeBytes: bytes.length, channels: 2, durationMs: 6_600 })
    const packets = readOggOpus(bytes)
    expect(packets.map((packet) => apart(packet, 2))).toEqual(
      customer.map((packet, n) => [packet, agent[n] ?? silence]),
    )
  })

  it('says in its head what it holds', async () => {
    const pages = [...readOggPages(await bytesOf(file))]
    const head = pages[0]?.parts[0] ?? Buffer.alloc(0)
    expect(head.toString('latin1', 0, 8)).toBe('OpusHead')
    expect([...head.subarray(8)]).toEqual([1, 2, 312 & 255, 312 >> 8, 0x80, 0xbb, 0, 0, 0, 0, 1, 2, 0, 0, 1])
    expect(pages.map((page) => page?.sequence)).toEqual([...pages.keys()])
    expect(pages.filter((page) => page?.isFirst)).toEqual([pages[0]])
    expect(pages.filter((page) => page?.isLast)).toEqual([pages.at(-1)])
    expect(pages.at(-1)?.granule).toBe(330 * 960)
    expect(new Set(pages.map((page) => page?.serial))).toEqual(new Set([77]))
    let frames = 0
    for (const page of pages.slice(2)) {
      frames += page?.parts.length ?? 0
      expect(page?.granule).toBe(frames * 960)
    }
  })

  it('can be read from anywhere to anywhere', async () => {
    const bytes = await bytesOf(file)
    for (let from = 0; from < bytes.length; from += 1_733)
      for (const length of [1, 100, 20_000]) {
        const part = await bytesOf(file, { from, to: from + length })
        expect(part.equals(bytes.subarray(from, from + length))).toBe(true)
      }
    expect(await bytesOf(file, { from: bytes.length, to: bytes.length + 9 })).toHaveLength(0)
  })

  it('has one agent after the other in one stream', async () => {
    const first = [...talk(2, 100), ...Array.from({ length: 230 }, () => silence)]
    const second = [...Array.from({ length: 120 }, () => silence), ...talk(3, 210)]
    const joined = createRecordingFile(1, [
      trackOf('customer', customer),
      trackOf('agent', second),
      trackOf('agent', first),
    ])
    expect(joined.channels).toBe(2)
    const right = readOggOpus(await bytesOf(joined)).map((packet) => apart(packet, 2)[1])
    expect(right).toEqual(customer.map((_, n) => (n < 100 ? first : second)[n]))
  })

  it('has a stream for each of those who talk to each other', async () => {
    const parties = [talk(1, 60), talk(2, 60), talk(3, 60)]
    const [one = [], two = [], three = []] = parties
    const conference = createRecordingFile(1, [
      trackOf('customer', one),
      trackOf('agent', two),
      trackOf('agent', three),
    ])
    const bytes = await bytesOf(conference)
    const [head] = readOggPages(bytes)
    expect([...(head?.parts[0]?.subarray(18) ?? [])]).toEqual([1, 3, 0, 0, 1, 2, 2])
    expect(readOggOpus(bytes).map((packet) => apart(packet, 3))).toEqual(
      one.map((packet, n) => [packet, two[n], three[n]]),
    )
  })

  it('costs nobody a frame when a packet of another is no packet', async () => {
    const bad = [
      Buffer.from([0xf9, 1, 2]),
      Buffer.alloc(0),
      Buffer.from([0xfb]),
      said(2, 5_000),
      Buffer.from([0xe0, 1]),
    ]
    const good = bad.map((_, n) => said(1, n + 20))
    const bytes = await bytesOf(createRecordingFile(1, [trackOf('customer', good), trackOf('agent', bad)]))
    expect(readOggOpus(bytes).map((packet) => apart(packet, 2))).toEqual(
      good.map((packet) => [packet, silence]),
    )
  })

  it('is a moment of silence when there is nothing', async () => {
    const nothing = createRecordingFile(1, [trackOf('customer', [])])
    const bytes = await bytesOf(nothing)
    expect(nothing).toMatchObject({ channels: 1, sizeBytes: bytes.length })
    expect(readOggOpus(bytes)).toEqual([silence])
  })
})
