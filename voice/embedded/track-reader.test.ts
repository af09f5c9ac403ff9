import { createReadStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { silence } from '../opus-packet.ts'
import type { RecordingTrack } from '../recording-track.ts'
import { openTrackReader, type TrackSource } from './track-reader.ts'
import { createTrackStore } from './track-store.ts'

const folder = mkdtempSync(join(tmpdir(), 'atiende-reader-'))
afterAll(() => rmSync(folder, { recursive: true }))
const key = Buffer.alloc(32, 7)

const packets = Array.from({ length: 333 }, (_, n) =>
  n % 5 === 0 ? silence : Buffer.from([0xf8, ...Buffer.alloc(60 + (n % 300), n % 251)]),
)
const { path, sink } = createTrackStore(folder, key).open('rec_1', 'pty_ana')
for (const [n, packet] of packets.entries()) {
  sink.write(packet)
  if (n % 10 === 9) sink.flush()
}
sink.end()

const inChunks = (file: Buffer, size: number): TrackSource =>
  async function* (fromByte) {
    for (let at = fromByte; at < file.length; at += size) yield file.subarray(at, at + size)
  }

async function opened(source: TrackSource): Promise<RecordingTrack> {
  const found = await openTrackReader(key, source)
  if (found.outcome !== 'opened') throw new Error(found.outcome)
  return found.track
}

async function framesFrom(track: RecordingTrack, frame: number): Promise<Uint8Array[]> {
  const frames: Uint8Array[] = []
  for await (const part of track.read(frame)) frames.push(...part)
  return frames
}

describe('a track that is read where it is kept', () => {
  it.each([
    ['in big parts', createSource()],
    ['byte by byte', inChunks(readFileSync(path), 1)],
    ['in odd parts', inChunks(readFileSync(path), 997)],
  ])('comes back whole, %s', async (_, source) => {
    const track = await opened(source)
    expect([...track.shapes.keys()].filter((n) => track.shapes[n] === 0)).toEqual(
      [...packets.keys()].filter((n) => n % 5 === 0),
    )
    expect(await framesFrom(track, 0)).toEqual(packets)
  })

  it('can be read from any frame on', async () => {
    const track = await opened(createSource())
    for (const frame of [1, 9, 10, 11, 99, 332, 333])
      expect(await framesFrom(track, frame)).toEqual(packets.slice(frame))
  })

  it('is known to be damaged before anything of it is played', async () => {
    const file = readFileSync(path)
    for (const at of [0, 3, 60, 5_000, file.length - 30]) {
      const changed = Buffer.from(file)
      changed[at] = (changed[at] ?? 0) ^ 1
      const found = await openTrackReader(key, inChunks(changed, 4_096))
      expect(found.outcome, `byte ${at}`).toBe('damaged')
    }
    expect(await openTrackReader(Buffer.alloc(32), createSource())).toEqual({ outcome: 'damaged' })
  })

  it('has all but the last piece when a crash cut it short', async () => {
    const short = join(folder, 'short')
    writeFileSync(short, readFileSync(path).subarray(0, -5))
    const track = await opened((from) => createReadStream(short, { start: from }))
    expect(await framesFrom(track, 0)).toEqual(packets.slice(0, track.shapes.length))
    expect(track.shapes.length).toBe(330)
  })
})

function createSource(): TrackSource {
  return (from) => createReadStream(path, { start: from })
}
