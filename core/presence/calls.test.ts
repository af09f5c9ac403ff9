import { describe, expect, it } from 'vitest'
import { loadOf, mayTake } from './may-take.ts'
import { live, must, ready, s } from './test/timeline.ts'
import { topState } from './top-state.ts'

const joined = { type: 'call-joined', callId: 'cal_1' } as const
const left = { type: 'call-left', callId: 'cal_1' } as const

describe('in a colleague’s call', () => {
  it('[P19] is in service, and the call takes up room on the voice channel', () => {
    const busy = must(ready, 10, joined).state
    expect(topState(busy, s(11))).toMatchObject({ name: 'in-service', since: s(10) })
    expect(loadOf(busy)).toEqual({ voice: 1 })
    expect(mayTake(busy, 'voice', s(11))).toBe(false)
    expect(must(busy, 11, joined).state.calls).toHaveLength(1)
  })

  it('[P19] leaving it brings no after-call work, and a wish that waited comes true', () => {
    const free = must(ready, 20, left).state
    expect(free.calls).toEqual([])
    const after = live(ready, [
      [10, joined],
      [
        12,
        {
          type: 'state-asked',
          channels: 'all',
          state: 'not-ready',
          reasonId: null,
          when: 'after-work',
          pendingWhileBusy: true,
        },
      ],
      [20, left],
    ])
    expect(topState(after, s(21))).toMatchObject({ name: 'not-ready', since: s(20) })
    expect(after.afterWork).toBeNull()
  })
})
