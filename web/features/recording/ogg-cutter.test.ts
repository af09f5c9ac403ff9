import { describe, expect, it } from 'vitest'
import { createOggCutter, type SoundPart } from './ogg-cutter.ts'

/** A page of these bytes that ends so many ms from the beginning. */
function page(endMs: number, ...bytes: readonly number[]): Uint8Array {
  const all = new Uint8Array(27 + 1 + bytes.length)
  all.set([0x4f, 0x67, 0x67, 0x53])
  new DataView(all.buffer).setBigInt64(6, BigInt(endMs * 48), true)
  all.set([1, bytes.length, ...bytes], 26)
  return all
}

const headers = [page(0, 1), page(0, 2)]
const sound = [page(1_000, 3), page(2_000, 4, 4), page(3_000, 5), page(4_000, 6)]
const file = Uint8Array.from([...headers, ...sound].flatMap((one) => [...one]))
const joined = (...pages: readonly Uint8Array[]): number[] => pages.flatMap((one) => [...one])
const plain = (parts: readonly SoundPart[]) =>
  parts.map(({ bytes, fromMs }) => ({ fromMs, bytes: [...bytes] }))

function cut(bytes: Uint8Array, pieceBytes: number): SoundPart[] {
  const cutter = createOggCutter(2_000)
  const parts: SoundPart[] = []
  for (let at = 0; at < bytes.length; at += pieceBytes)
    parts.push(...cutter.put(bytes.subarray(at, at + pieceBytes)))
  return [...parts, ...cutter.end()]
}

describe('a recording that comes in', () => {
  it('is cut into parts that each begin with the headers, wherever the line has torn it', () => {
    const expected = [
      { fromMs: 0, bytes: joined(...headers, ...sound.slice(0, 2)) },
      { fromMs: 2_000, bytes: joined(...headers, ...sound.slice(2)) },
    ]
    for (const pieceBytes of [1, 7, 29, 64, file.length])
      expect(plain(cut(file, pieceBytes))).toEqual(expected)
  })

  it('ends with what is left, and with nothing where nothing is', () => {
    expect(cut(file.subarray(0, file.length - page(4_000, 6).length), 50)).toHaveLength(2)
    expect(cut(joinedBytes(headers), 50)).toEqual([])
  })

  it('that is no such file comes to nothing', () => {
    expect(cut(new TextEncoder().encode('{"error":{"code":"not-found"}}'), 8)).toEqual([])
  })
})

const joinedBytes = (pages: readonly Uint8Array[]): Uint8Array => Uint8Array.from(joined(...pages))
