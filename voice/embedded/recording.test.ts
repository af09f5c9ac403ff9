import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readOggOpus } from '../ogg-opus.ts'
import { createRecorder, type TrackSink } from './recorder.ts'
import { createTrackStore, openTrack } from './track-store.ts'

/** 20 ms of something, told apart by its last byte. */
const frame = (n: number): Buffer => Buffer.from([0xf8, 1, 2, n])

describe('a recording', () => {
  const open = () => {
    const clock = { at: 0 }
    const tracks = new Map<string, number[]>()
    const recorder = createRecorder(
      () => clock.at,
      (partyId): TrackSink => {
        const track: number[] = []
        tracks.set(partyId, track)
        return { write: (packet) => track.push(packet[3] ?? 0), flush: () => {}, end: () => {} }
      },
    )
    const said = (who: 'ana' | 'customer', n: number, timestamp = n * 960, stream = 1): void =>
      recorder.take(`pty_${who}`, stream, timestamp, frame(n))
    return { clock, recorder, said, track: (who: string) => tracks.get(`pty_${who}`) ?? [] }
  }
  const runs = (track: readonly number[]): number[] => track.filter((n) => n !== 0)

  it('puts what is said at the same time at the same place', () => {
    const { clock, recorder, said, track } = open()
    for (let n = 1; n <= 50; n += 1) {
      clock.at = n * 20
      said('customer', n, 5_000 + n * 960)
      if (n > 25) said('ana', n, 99_000 + n * 960)
    }
    expect(recorder.end()).toBe(1_020)
    expect(track('customer').length).toBe(51)
    expect(track('ana').length).toBe(51)
    expect(track('ana').slice(0, 25)).toEqual(Array.from({ length: 25 }, () => 0))
    expect(track('ana').indexOf(40)).toBe(track('customer').indexOf(40))
  })

  it('puts packets that overtook each other in order, and silence where none came', () => {
    const { clock, recorder, said, track } = open()
    for (const [at, n] of [
      [20, 1],
      [40, 3],
      [60, 2],
      [100, 5],
    ] as const) {
      clock.at = at
      said('customer', n)
    }
    clock.at = 200
    recorder.end()
    const first = track('customer').indexOf(1)
    expect(track('customer').slice(first, first + 5)).toEqual([1, 2, 3, 0, 5])
  })

  it('keeps the time of a pause and not its sound', () => {
    const { clock, recorder, said, track } = open()
    for (let n = 1; n <= 90; n += 1) {
      clock.at = n * 20
      recorder.setMode(n > 30 && n <= 60 ? 'paused' : 'on')
      said('customer', n)
    }
    recorder.end()
    const heard = track('customer')
    expect(heard.length).toBe(91)
    expect(runs(heard)).toEqual([
      ...Array.from({ length: 30 }, (_, n) => n + 1),
      ...Array.from({ length: 30 }, (_, n) => n + 61),
    ])
    expect(heard.indexOf(61) - heard.indexOf(30)).toBe(31)
  })

  it('finds its place again when a stream begins anew', () => {
    const { clock, recorder, said, track } = open()
    for (let n = 1; n <= 20; n += 1) {
      clock.at = n * 20
      said('ana', n)
    }
    for (let n = 100; n <= 110; n += 1) {
      clock.at = n * 20
      said('ana', n, 7 + n * 960, 2)
    }
    recorder.end()
    expect(track('ana').indexOf(100) - track('ana').indexOf(1)).toBe(99)
  })

  it('lets nobody wait for the long silence of a party that joins late, and has all of it in the end', () => {
    const { clock, recorder, said, track } = open()
    clock.at = 3_600_000
    said('ana', 7)
    expect(track('ana').length).toBe(0)
    recorder.beat()
    const first = track('ana').length
    expect(first).toBeGreaterThan(1_000)
    expect(first).toBeLessThan(10_000)
    recorder.beat()
    expect(track('ana').length).toBe(2 * first)
    clock.at += 20
    expect(recorder.end()).toBe(3_600_020)
    expect(track('ana').length).toBe(180_001)
    expect(track('ana').indexOf(7)).toBe(180_000)
  })

  it('writes as it goes, and waits for what is late', () => {
    const { clock, recorder, said, track } = open()
    for (let n = 1; n <= 50; n += 1) {
      clock.at = n * 20
      said('ana', n)
    }
    recorder.beat()
    expect(track('ana').length).toBe(30)
  })
})

describe('a track on the disk', () => {
  const folder = mkdtempSync(join(tmpdir(), 'atiende-track-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const key = Buffer.alloc(32, 7)

  it('is not there in the clear, and comes back whole', () => {
    const { path, sink, sizeBytes } = createTrackStore(folder, key).open('rec_1', 'pty_ana')
    for (let n = 1; n <= 120; n += 1) sink.write(frame(n % 100))
    sink.end()
    const file = readFileSync(path)
    expect(file.length).toBe(sizeBytes())
    expect(file.includes('OggS')).toBe(false)
    expect(readOggOpus(openTrack(key, file))).toHaveLength(120)
  })

  it('tells when a piece was changed, left out or put elsewhere; a last one that is cut short is left out', () => {
    const { path, sink } = createTrackStore(folder, key).open('rec_2', 'pty_ana')
    for (let n = 0; n < 200; n += 1) sink.write(frame(1))
    sink.end()
    const file = readFileSync(path)
    const changed = Buffer.from(file)
    changed[60] = (changed[60] ?? 0) ^ 1
    expect(() => openTrack(key, changed)).toThrow(/auth/)
    const first = 4 + 12 + file.readUInt32BE(0) + 16
    expect(() => openTrack(key, file.subarray(first))).toThrow(/auth/)
    expect(() => openTrack(Buffer.alloc(32), file)).toThrow(/auth/)
    writeFileSync(path, file.subarray(0, file.length - 5))
    expect(openTrack(key, readFileSync(path)).length).toBeGreaterThan(0)
  })
})
