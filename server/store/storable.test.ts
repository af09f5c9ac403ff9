import { describe, expect, it } from 'vitest'
import { storable } from './storable.ts'

describe('what cannot be kept', () => {
  it('is taken out of any text, at any depth, and of names', () => {
    const half = '\ud83d'
    expect(storable({ text: 'a\0b', list: [`c${half}`, { [`k\0`]: half }], n: 1, none: null })).toEqual({
      text: 'ab',
      list: ['c\ufffd', { k: '\ufffd' }],
      n: 1,
      none: null,
    })
  })

  it('is nothing else: the very same value comes back', () => {
    const value = { text: 'Hola 👩‍👩‍👧 \\u0000 \u202e \n', list: ['ñ', 1, true, null] }
    expect(storable(value)).toBe(value)
  })
})
