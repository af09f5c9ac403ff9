import { describe, expect, it } from 'vitest'
import { createRota } from './rota.ts'

describe('a rota', () => {
  const round = (rota: { readonly next: () => Iterable<number> }, turns: number): number[][] =>
    Array.from({ length: turns }, () => [...rota.next()])

  it('gives everybody one turn a round, and no turn much more to do than another', () => {
    const rota = createRota<number>(5)
    for (let n = 0; n < 12; n += 1) rota.add(n)
    const turns = round(rota, 5)
    expect(turns.flat().toSorted((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, n) => n))
    expect(Math.max(...turns.map(({ length }) => length))).toBe(3)
  })

  it('stays even when many go and others come', () => {
    const rota = createRota<number>(4)
    for (let n = 0; n < 40; n += 1) rota.add(n)
    // All of one turn go.
    for (const n of rota.next()) rota.remove(n)
    for (let n = 100; n < 110; n += 1) rota.add(n)
    expect(round(rota, 4).map(({ length }) => length)).toEqual([10, 10, 10, 10])
  })

  it('has nobody twice, and nobody who has gone', () => {
    const rota = createRota<number>(3)
    rota.add(1)
    rota.add(1)
    expect(round(rota, 3).flat()).toEqual([1])
    rota.remove(1)
    rota.remove(1)
    expect(round(rota, 3).flat()).toEqual([])
  })
})
