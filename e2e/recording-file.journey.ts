/** One file out of a recording's tracks, as a browser hears it: from the encrypted tracks on the disk to two ears. */
import { createReadStream, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTrackReader } from '#voice/embedded/track-reader.ts'
import { createTrackStore } from '#voice/embedded/track-store.ts'
import { silence } from '#voice/opus-packet.ts'
import { createRecordingFile, recordingFileType, type RecordingFile } from '#voice/recording-file.ts'
import type { Side, SidedTrack } from '#voice/recording-lanes.ts'
import { launchChromium } from './chromium.ts'
import { listenTo, playFrom } from './voice/listening.ts'
import { toneFrames } from './voice/phone.ts'

/** Who sounds how, in Hz. */
const hertz = [1_000, 440, 1_700, 2_600, 3_300, 700, 4_100, 5_200] as const
const [customer, ana, bruno, carla, dora] = hertz
const key = Buffer.alloc(32, 9)
const folder = mkdtempSync(join(tmpdir(), 'atiende-recording-file-'))

let browser: Browser
let tones: Map<number, Buffer[]>
let server: Server
const files = new Map<string, RecordingFile>()

beforeAll(async () => {
  browser = await launchChromium()
  tones = new Map()
  for (const tone of hertz) tones.set(tone, await toneFrames(browser, tone, 2))
  server = createServer((request, response) => {
    const file = files.get(request.url ?? '')
    if (!file) {
      response.end('<!doctype html><title>Player</title>')
      return
    }
    const [, from = '0', to] = /bytes=(\d+)-(\d*)/.exec(request.headers.range ?? '') ?? []
    const range = { from: Number(from), to: to ? Number(to) + 1 : file.sizeBytes }
    response.writeHead(request.headers.range ? 206 : 200, {
      'content-type': recordingFileType,
      'content-length': range.to - range.from,
      'content-range': `bytes ${range.from}-${range.to - 1}/${file.sizeBytes}`,
      'accept-ranges': 'bytes',
    })
    void (async () => {
      for await (const part of file.read(range)) response.write(part)
      response.end()
    })()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  await browser?.close()
  server?.close()
  server?.closeAllConnections()
  rmSync(folder, { recursive: true })
})

let recordings = 0

/** A track of spans, in seconds: the tone, or null for silence. */
async function trackOf(
  side: Side,
  ...spans: readonly (readonly [number | null, number])[]
): Promise<SidedTrack> {
  recordings += 1
  const { path, sink } = createTrackStore(folder, key).open(`rec_${recordings}`, 'pty_someone')
  for (const [tone, seconds] of spans) {
    const frames = tone === null ? [silence] : (tones.get(tone) ?? [])
    for (let frame = 0; frame < seconds * 50; frame += 1) {
      sink.write(frames[frame % frames.length] ?? silence)
      if (frame % 10 === 0) sink.flush()
    }
  }
  sink.end()
  const opened = await openTrackReader(key, (from) => createReadStream(path, { start: from }))
  if (opened.outcome !== 'opened') throw new Error('The track cannot be read.')
  return { side, track: opened.track }
}

async function bytesOf(file: RecordingFile): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of file.read()) parts.push(part)
  return Buffer.concat(parts)
}

describe('a recording’s file in a browser', () => {
  it('has the customer left and the agent right, and paused time is silent and as long as it was', async () => {
    const file = createRecordingFile(1, [
      await trackOf('agent', [ana, 3], [null, 3], [ana, 1]),
      await trackOf('customer', [customer, 2], [null, 3], [customer, 3]),
    ])
    const { seconds, channels } = await listenTo(browser, await bytesOf(file), hertz)
    expect(Math.abs(seconds * 1_000 - file.durationMs)).toBeLessThan(10)
    expect(channels).toEqual([
      [[customer], [customer], [], [], [], [customer], [customer], [customer]],
      [[ana], [ana], [ana], [], [], [], [ana], []],
    ])
  })

  it('has agents after one another on the right', async () => {
    const file = createRecordingFile(1, [
      await trackOf('customer', [customer, 5]),
      await trackOf('agent', [ana, 2], [null, 3]),
      await trackOf('agent', [null, 3], [bruno, 2]),
    ])
    const { channels } = await listenTo(browser, await bytesOf(file), hertz)
    expect(channels).toEqual([
      [[customer], [customer], [customer], [customer], [customer]],
      [[ana], [ana], [], [bruno], [bruno]],
    ])
  })

  it.each([
    ['three', [customer, ana, bruno], [customer, bruno], [ana, bruno]],
    ['four', [customer, ana, bruno, carla], [customer, carla], [ana, bruno, carla]],
    ['five', [customer, ana, bruno, carla, dora], [customer, carla, dora], [ana, bruno, carla]],
  ])(
    'lets %s who talk at once all be heard, the customer on the left only',
    async (_, parties, left, right) => {
      const tracks = await Promise.all(
        parties.map((tone, n) => trackOf(n === 0 ? 'customer' : 'agent', [tone, 2])),
      )
      const { ears } = await listenTo(browser, await bytesOf(createRecordingFile(1, tracks)), hertz)
      const sorted = (tones: readonly number[] | undefined): number[] =>
        (tones ?? []).toSorted((a, b) => a - b)
      expect(ears.map((ear) => sorted(ear[1]))).toEqual([sorted(left), sorted(right)])
    },
  )

  it.each([6, 7, 8])('has each of %i on a channel of their own', async (count) => {
    const tracks = await Promise.all(
      hertz.slice(0, count).map((tone, n) => trackOf(n === 0 ? 'customer' : 'agent', [tone, 2])),
    )
    const { channels } = await listenTo(browser, await bytesOf(createRecordingFile(1, tracks)), hertz)
    expect(channels).toHaveLength(8)
    expect(new Set(channels.flatMap((channel) => channel[1] ?? []))).toEqual(new Set(hertz.slice(0, count)))
    expect(channels.every((channel) => (channel[1] ?? []).length <= 1)).toBe(true)
  })

  it('is played from wherever a player goes, and its length is known at once', async () => {
    const minute = [
      await trackOf('customer', [customer, 60], [null, 60], [bruno, 60]),
      await trackOf('agent', [null, 60], [ana, 60], [carla, 60]),
    ]
    const file = createRecordingFile(5, minute)
    files.set('/long.opus', file)
    const { port } = server.address() as AddressInfo
    const played = await playFrom(browser, `http://127.0.0.1:${port}/`, '/long.opus', [150, 30, 90], hertz)
    expect(Math.abs(played.seconds * 1_000 - file.durationMs)).toBeLessThan(10)
    expect(played.places.map(({ ears }) => ears)).toEqual([
      [[bruno], [carla]],
      [[customer], []],
      [[], [ana]],
    ])
  })
})
