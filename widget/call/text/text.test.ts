import { describe, expect, it } from 'vitest'
import { callWords, lasting } from './call-words.ts'

describe('the words of a call', () => {
  it('are all there in both languages', () => {
    const shape = (value: unknown): unknown =>
      typeof value === 'object' && value !== null
        ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shape(inner)]))
        : typeof value
    expect(shape(callWords.en)).toEqual(shape(callWords.es))
    const empty = Object.values(callWords).flatMap((words) =>
      Object.entries(words).filter(([, text]) => text === ''),
    )
    expect(empty).toEqual([])
  })
})

describe('how long it lasts', () => {
  it.each([
    [-5, '0:00'],
    [7_900, '0:07'],
    [760_000, '12:40'],
    [3_723_000, '1:02:03'],
  ])('%i ms is %s', (ms, text) => {
    expect(lasting(ms)).toBe(text)
  })
})
