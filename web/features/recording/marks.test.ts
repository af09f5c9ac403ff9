import { describe, expect, it } from 'vitest'
import type { RecordingMark } from '#protocol/recording.ts'
import { moments, spanAt, spans } from './marks.ts'

const mark = (atMs: number, what: RecordingMark['what']): RecordingMark => ({ atMs, what, agentId: null })

describe('what happened in a call', () => {
  it('stands in its order, and together where it was one thing', () => {
    const all = moments([mark(9_000, 'joined'), mark(2_000, 'held'), mark(2_040, 'consulting')])
    expect(all.map(({ atMs, marks }) => [atMs, marks.map(({ what }) => what)])).toEqual([
      [2_000, ['held', 'consulting']],
      [9_000, ['joined']],
    ])
  })

  it('has spans without conversation; one that never ends lasts to the end', () => {
    const all = spans(
      [mark(1_000, 'recorded'), mark(5_000, 'paused'), mark(2_000, 'held'), mark(3_000, 'resumed')],
      8_000,
    )
    expect(all).toEqual([
      { what: 'held', fromMs: 2_000, toMs: 3_000 },
      { what: 'paused', fromMs: 5_000, toMs: 8_000 },
    ])
    expect(spanAt(all, 2_999)?.what).toBe('held')
    expect(spanAt(all, 3_000)).toBeNull()
  })
})
