import { describe, expect, it } from 'vitest'
import { backoffMs } from './backoff.ts'

describe('waiting before the next attempt', () => {
  it('doubles up to fifteen seconds', () => {
    expect([1, 2, 3, 4, 5, 6, 50].map((failures) => backoffMs(failures, 1))).toEqual([
      500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000,
    ])
  })

  it('is spread over the upper half by the dice', () => {
    expect([0, 0.5, 1].map((dice) => backoffMs(3, dice))).toEqual([1_000, 1_500, 2_000])
  })
})
