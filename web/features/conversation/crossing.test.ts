import { describe, expect, it } from 'vitest'
import { message } from '#web/test/sample.ts'
import { noticed, nothingWritten, unnoticed, wroteOn } from './crossing.ts'

const said = [
  message('int_1', 1),
  message('int_1', 2),
  message('int_1', 3, { direction: 'out' }),
  message('int_1', 4),
]
const positions = (crossing: Parameters<typeof unnoticed>[0]): number[] =>
  unnoticed(crossing, said).map(({ position }) => position)

describe('what comes while somebody writes', () => {
  it('is nothing while nothing is written', () => {
    expect(positions(nothingWritten)).toEqual([])
  })

  it('is what the customer has said since writing began, and nothing from before', () => {
    const writing = wroteOn(nothingWritten, true, 1)
    expect(positions(writing)).toEqual([2, 4])
    expect(wroteOn(writing, true, 4)).toBe(writing)
  })

  it('is no longer news once it was seen, or warned of', () => {
    const writing = noticed(wroteOn(nothingWritten, true, 1), 2)
    expect(positions(writing)).toEqual([4])
    expect(positions(noticed(writing, 4))).toEqual([])
    expect(noticed(writing, 1)).toBe(writing)
  })

  it('begins anew with the next text', () => {
    const sent = wroteOn(noticed(wroteOn(nothingWritten, true, 1), 2), false, 4)
    expect(positions(sent)).toEqual([])
    expect(positions(wroteOn(sent, true, 4))).toEqual([])
  })
})
