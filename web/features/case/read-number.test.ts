import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFormat } from '#web/text/format.ts'
import { readNumber, typedNumber } from './read-number.ts'

describe('a number that was typed', () => {
  it.each([
    ['12', 'es', 12],
    ['12,5', 'es', 12.5],
    ['12.5', 'es', 12.5],
    ['1.250', 'es', 1250],
    ['1,250', 'es', 1.25],
    ['1.250', 'en', 1.25],
    ['1,250', 'en', 1250],
    ['1.250,75', 'en', 1250.75],
    ['1,250.75', 'es', 1250.75],
    ['1.250.300', 'en', 1_250_300],
    ['1 250,5', 'es', 1250.5],
    ["1'250.5", 'en', 1250.5],
    ['-3,5', 'es', -3.5],
    ['−3', 'es', -3],
    ['+7', 'es', 7],
    ['0.125', 'es', 0.125],
    [',5', 'es', 0.5],
    ['5,', 'es', 5],
    [' 42 ', 'en', 42],
  ] as const)('%j in %s is %d', (typed, language, value) => {
    expect(readNumber(typed, language)).toBe(value)
  })

  it.each(['', 'doce', '12 €', '1,2,3', '1.2.3', '--2', '1.2,3.4', '12.34.567', ',', '1e5', 'Infinity'])(
    '%j is none',
    (typed) => {
      expect(readNumber(typed, 'es')).toBeNull()
      expect(readNumber(typed, 'en')).toBeNull()
    },
  )

  it('is what it was shown as, in both languages', () => {
    const values = fc.integer({ min: -1e9, max: 1e9 }).map((whole) => whole / 1_000)
    fc.assert(
      fc.property(values, fc.constantFrom('es' as const, 'en' as const), (value, language) => {
        expect(readNumber(createFormat(language).number(value), language)).toBe(value)
        expect(readNumber(typedNumber(value, language), language)).toBe(value)
      }),
    )
  })
})
