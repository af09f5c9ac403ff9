import { describe, expect, it } from 'vitest'
import { must, ready, s } from '../presence/test/timeline.ts'
import { longestIdleFirst, reachToAsk, reachToGive } from './ringing.ts'

const inCall = must(ready, 10, { type: 'call-joined', callId: 'cal_1' }).state
const asked = (state: 'dnd' | 'not-ready' | 'logged-out') =>
  must(ready, 10, { type: 'state-asked', channels: 'all', state, reasonId: null, pendingWhileBusy: false })
    .state
const lost = must(ready, 10, { type: 'lost' }).state

describe('whom a colleague may ring', () => {
  it('[K29] is whoever is there and not in a call, ready or not', () => {
    expect(reachToAsk(ready)).toBe('free')
    expect(reachToAsk(asked('not-ready'))).toBe('free')
    expect(reachToAsk(asked('dnd'))).toBe('busy')
    expect(reachToAsk(inCall)).toBe('busy')
    expect(reachToAsk(asked('logged-out'))).toBe('away')
    expect(reachToAsk(lost)).toBe('away')
  })

  it('[K29] has room for one call at least, and for as many as the capacity says', () => {
    expect(reachToAsk({ ...ready, capacity: { maximum: {}, interruptedBy: {} } })).toBe('free')
    expect(reachToAsk({ ...inCall, capacity: { maximum: { voice: 2 }, interruptedBy: {} } })).toBe('free')
  })

  it('[K29] what is given without asking must be taken now', () => {
    expect(reachToGive(ready, s(11))).toBe('free')
    expect(reachToGive(asked('not-ready'), s(11))).toBe('busy')
    expect(reachToGive(inCall, s(11))).toBe('busy')
    expect(reachToGive(lost, s(11))).toBe('away')
  })

  it('[K29] of a line it is who may take a call, the longest idle first', () => {
    const later = { ...ready, agentId: 'agt_later', idleSince: ready.idleSince + 5 } as const
    const busy = { ...inCall, agentId: 'agt_busy' } as const
    expect(longestIdleFirst([later, busy, ready], s(11)).map(({ agentId }) => agentId)).toEqual([
      ready.agentId,
      'agt_later',
    ])
  })
})
