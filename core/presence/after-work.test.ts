import { describe, expect, it } from 'vitest'
import { mayTake } from './may-take.ts'
import type { AfterWorkPolicy, Presence } from './presence.ts'
import {
  asked,
  forced,
  interaction,
  live,
  lost,
  must,
  put,
  ready,
  s,
  signedOut,
  states,
  type Rules,
} from './test/timeline.ts'

const chat = interaction('chat')
const call = interaction('call', 'voice', 'que_support')
const finished = { type: 'after-work-finished' } as const
const extended = { type: 'after-work-extended' } as const
const expired = { type: 'after-work-expired' } as const

const giving = (afterWork: Partial<AfterWorkPolicy>): Rules => ({ que_sales: { afterWork } })
const thirty = giving({ limitMs: s(30) })
const worked = live(
  ready,
  [
    [3, chat.started],
    [10, chat.ended],
  ],
  thirty,
)
const endsOf = (presence: Presence): number | undefined => presence.afterWork?.endsAt

describe('after-call work', () => {
  it('[P8] begins when the interaction ends, with an alarm at its limit; nothing is given meanwhile', () => {
    const { state, effects } = must(live(ready, [[3, chat.started]]), 10, chat.ended, thirty)
    expect(state.afterWork).toMatchObject({
      queueId: 'que_sales',
      interactionIds: ['int_chat'],
      since: s(10),
      endsAt: s(40),
      forcedEndAt: null,
    })
    expect(effects).toEqual([{ type: 'wake', key: 'after-work:agt_ana', at: s(40), event: expired }])
    expect(mayTake(state, 'voice', s(10))).toBe(false)
  })

  it('[P8] not when it was given back, and not where the queue gives no time', () => {
    expect(must(live(ready, [[3, chat.started]]), 10, chat.givenBack, thirty).state.afterWork).toBeNull()
    expect(must(live(ready, [[3, chat.started]]), 10, chat.ended).state.afterWork).toBeNull()
  })

  it('[P8] ends at its limit and not before', () => {
    expect(put(worked, 39, expired)).toEqual({ refused: 'too-early', details: { dueAt: s(40) } })
    const { state, effects } = must(worked, 40, expired)
    expect(state.afterWork).toBeNull()
    expect(effects).toEqual([{ type: 'cancel-wake', key: 'after-work:agt_ana' }])
    expect(mayTake(state, 'voice', s(40))).toBe(true)
  })

  it('[P8] ends when the agent finishes it or marks the interaction done', () => {
    for (const event of [finished, chat.closed])
      expect(must(worked, 20, event).state).toMatchObject({ afterWork: null, idleSince: s(20) })
    expect(put(ready, 20, finished)).toEqual({ refused: 'not-in-after-work' })
    expect(put(ready, 20, expired)).toEqual({ refused: 'not-in-after-work' })
    expect(must(worked, 20, interaction('other').closed).state.afterWork).not.toBeNull()
  })

  it('[P8] one that ends meanwhile prolongs it to its own limit if that is later', () => {
    const both: Rules = { ...thirty, que_support: { afterWork: { limitMs: s(60) } } }
    const start = live(
      ready,
      [
        [3, chat.started],
        [3, call.started],
        [10, chat.ended],
      ],
      both,
    )
    const { state, effects } = must(start, 20, call.ended, both)
    expect(state.afterWork).toMatchObject({
      queueId: 'que_support',
      since: s(10),
      endsAt: s(80),
      interactionIds: ['int_chat', 'int_call'],
    })
    expect(effects).toEqual([{ type: 'wake', key: 'after-work:agt_ana', at: s(80), event: expired }])
  })

  it('[P8] and leaves it as it is when its own limit is earlier', () => {
    const both: Rules = { ...thirty, que_support: { afterWork: { limitMs: s(5) } } }
    const state = live(
      ready,
      [
        [3, chat.started],
        [3, call.started],
        [10, chat.ended],
        [20, call.ended],
      ],
      both,
    )
    expect(state.afterWork).toMatchObject({
      queueId: 'que_sales',
      since: s(10),
      endsAt: s(40),
      interactionIds: ['int_chat', 'int_call'],
    })
    // It is over when both are done.
    const one = must(state, 21, chat.closed).state
    expect(one.afterWork?.interactionIds).toEqual(['int_call'])
    expect(must(one, 22, call.closed).state.afterWork).toBeNull()
  })

  it('[P8] is for who is there: not for a lost agent, and it ends with going away', () => {
    expect(
      live(
        ready,
        [
          [3, chat.started],
          [9, lost],
          [10, chat.ended],
        ],
        thirty,
      ).afterWork,
    ).toBeNull()
    for (const event of [lost, signedOut]) {
      const { state, effects } = must(worked, 20, event)
      expect(state.afterWork).toBeNull()
      expect(effects).toEqual([{ type: 'cancel-wake', key: 'after-work:agt_ana' }])
    }
  })
})

describe('extending', () => {
  const extendable = live(
    ready,
    [
      [3, chat.started],
      [10, chat.ended],
    ],
    giving({ limitMs: s(30), extensionMs: s(15) }),
  )

  it('[P9] each time by the queue’s extension, and the alarm moves', () => {
    const { state, effects } = must(extendable, 20, extended)
    expect(endsOf(state)).toBe(s(55))
    expect(effects).toEqual([{ type: 'wake', key: 'after-work:agt_ana', at: s(55), event: expired }])
    expect(endsOf(must(state, 50, extended).state)).toBe(s(70))
    expect(put(state, 40, expired)).toEqual({ refused: 'too-early', details: { dueAt: s(55) } })
  })

  it('[P9] only where the queue allows, and only while it lasts', () => {
    expect(put(worked, 20, extended)).toEqual({ refused: 'extension-not-allowed' })
    expect(put(ready, 20, extended)).toEqual({ refused: 'not-in-after-work' })
    expect(put(extendable, 40, extended)).toEqual({ refused: 'not-in-after-work' })
  })

  it('[P9] never past a forced end', () => {
    const forcedEnd = live(
      ready,
      [
        [3, chat.started],
        [10, chat.ended],
      ],
      giving({ limitMs: s(30), extensionMs: s(15), forcedEndMs: s(40) }),
    )
    const last = must(forcedEnd, 20, extended).state
    expect(endsOf(last)).toBe(s(50))
    expect(put(last, 21, extended)).toEqual({ refused: 'extension-not-allowed' })
  })

  it('[P9] a limit longer than the forced end is cut', () => {
    expect(
      endsOf(
        live(
          ready,
          [
            [3, chat.started],
            [10, chat.ended],
          ],
          giving({ limitMs: s(60), forcedEndMs: s(40) }),
        ),
      ),
    ).toBe(s(50))
  })
})

describe('what comes then', () => {
  const resting = must(ready, 2, asked('dnd', { channels: ['voice'] })).state
  const workedThen = (from: Presence, then: AfterWorkPolicy['then']): Presence =>
    live(
      from,
      [
        [3, chat.started],
        [10, chat.ended],
      ],
      giving({ limitMs: s(30), then }),
    )

  it('[P10] as before: nothing changes', () => {
    expect(must(workedThen(resting, { state: 'as-before' }), 40, expired).state.channels).toEqual(
      resting.channels,
    )
  })

  it('[P10] ready, or not ready with a reason, on every channel that is logged in', () => {
    const partly = must(resting, 2, asked('logged-out', { channels: ['email'] })).state
    expect(states(must(workedThen(partly, { state: 'ready' }), 40, expired).state)).toEqual({
      voice: 'ready',
      'web-chat': 'ready',
      email: 'logged-out',
    })
    const paused = must(workedThen(partly, { state: 'not-ready', reasonId: 'rsn_notes' }), 40, expired).state
    expect(paused.channels['web-chat']).toEqual({ state: 'not-ready', reasonId: 'rsn_notes', since: s(40) })
    expect(paused.channels.email?.state).toBe('logged-out')
  })

  it('[P10] pending wishes go first', () => {
    const wished = must(
      workedThen(ready, { state: 'ready' }),
      20,
      asked('dnd', { pendingWhileBusy: true }),
    ).state
    expect(states(must(wished, 40, expired).state)).toEqual({ voice: 'dnd', 'web-chat': 'dnd', email: 'dnd' })
  })

  it('[P10] ready does not overrule what was asked or forced meanwhile', () => {
    const during = must(workedThen(ready, { state: 'ready' }), 20, forced('not-ready')).state
    expect(states(must(during, 40, expired).state)).toMatchObject({ voice: 'not-ready' })
    const rules = giving({ limitMs: s(30), then: { state: 'ready' } })
    const before = live(
      ready,
      [
        [3, chat.started],
        [5, asked('not-ready')],
        [10, chat.ended],
        [40, expired],
      ],
      rules,
    )
    expect(states(before)).toMatchObject({ voice: 'not-ready' })
  })

  it('[P10] a queue that gives no time says at once what comes then', () => {
    const rules = giving({ limitMs: 0, then: { state: 'not-ready', reasonId: 'rsn_notes' } })
    expect(
      states(
        live(
          ready,
          [
            [3, chat.started],
            [10, chat.ended],
          ],
          rules,
        ),
      ),
    ).toMatchObject({ 'web-chat': 'not-ready' })
  })
})
