import { describe, expect, it } from 'vitest'
import { mayTake } from './may-take.ts'
import {
  asked,
  forced,
  interaction,
  live,
  must,
  nobody,
  put,
  ready,
  s,
  states,
  type Rules,
} from './test/timeline.ts'
import { topState } from './top-state.ts'

const chat = interaction('chat')
const other = interaction('other')
const later: Rules = { que_sales: { afterWork: { limitMs: s(30), then: { state: 'ready' } } } }

describe('asking for a state', () => {
  it('[P2] for all channels at once', () => {
    for (const state of ['not-ready', 'dnd', 'logged-out'] as const)
      expect(states(must(ready, 5, asked(state)).state)).toEqual({
        voice: state,
        'web-chat': state,
        email: state,
      })
  })

  it('[P2] [P17] for some: the others keep state and timer', () => {
    const presence = must(ready, 5, asked('not-ready', { channels: ['email'], reasonId: 'rsn_break' })).state
    expect(presence.channels).toEqual({
      ...ready.channels,
      email: { state: 'not-ready', reasonId: 'rsn_break', since: s(5) },
    })
  })

  it('[P17] asking for what is keeps the timer; another reason is another state', () => {
    const paused = live(ready, [
      [5, asked('not-ready', { reasonId: 'rsn_break' })],
      [6, asked('not-ready', { reasonId: 'rsn_break' })],
    ])
    expect(paused.channels.voice?.since).toBe(s(5))
    expect(
      must(paused, 7, asked('not-ready', { reasonId: 'rsn_training' })).state.channels.voice?.since,
    ).toBe(s(7))
  })

  it('[P2] only not ready has a reason', () => {
    expect(must(ready, 5, asked('dnd', { reasonId: 'rsn_break' })).state.channels.voice?.reasonId).toBeNull()
  })

  it('[P2] a channel that is not assigned is refused, and nobody asks who is not there', () => {
    expect(put(ready, 5, asked('dnd', { channels: ['voice', 'sms'] }))).toEqual({
      refused: 'channel-not-assigned',
      details: { channel: 'sms' },
    })
    expect(put(nobody, 5, asked('ready'))).toEqual({ refused: 'agent-offline' })
    expect(put(nobody, 5, forced('ready'))).toEqual({ refused: 'agent-offline' })
  })

  it('[P3] Receive new off and on is dnd and ready on the channels that are logged in', () => {
    const partly = must(ready, 3, asked('logged-out', { channels: ['voice'] })).state
    const off = must(partly, 5, asked('dnd')).state
    expect(states(off)).toEqual({ voice: 'logged-out', 'web-chat': 'dnd', email: 'dnd' })
    expect(states(must(off, 6, asked('ready')).state)).toEqual({
      voice: 'logged-out',
      'web-chat': 'ready',
      email: 'ready',
    })
  })

  it('[P3] when no channel is logged in, all are meant', () => {
    const out = must(ready, 3, asked('logged-out')).state
    expect(states(must(out, 6, asked('ready')).state)).toEqual({
      voice: 'ready',
      'web-chat': 'ready',
      email: 'ready',
    })
  })
})

describe('wishes that wait', () => {
  const wish = asked('not-ready', { reasonId: 'rsn_break', pendingWhileBusy: true })
  const wished = live(ready, [
    [3, chat.started],
    [5, wish],
  ])

  it('[P4] asked while handling it is pending: nothing new is given, the channels stay', () => {
    expect(wished.pending).toEqual([
      { channels: ['voice', 'web-chat', 'email'], state: 'not-ready', reasonId: 'rsn_break', askedAt: s(5) },
    ])
    expect(wished.channels).toEqual(ready.channels)
    expect(mayTake(wished, 'web-chat', s(5))).toBe(false)
    expect(topState(wished, s(5))).toMatchObject({ name: 'in-service', pending: true })
  })

  it('[P4] it takes effect when the last interaction is finished', () => {
    const two = live(ready, [
      [3, chat.started],
      [4, other.started],
      [5, wish],
      [6, chat.ended],
    ])
    expect(two.pending).toHaveLength(1)
    const free = must(two, 9, other.givenBack).state
    expect(free.pending).toEqual([])
    expect(free.channels.voice).toEqual({ state: 'not-ready', reasonId: 'rsn_break', since: s(9) })
  })

  it('[P4] after-call work included', () => {
    const after = must(wished, 9, chat.ended, later).state
    expect(after.pending).toHaveLength(1)
    expect(states(must(after, 20, { type: 'after-work-finished' }, later).state)).toEqual({
      voice: 'not-ready',
      'web-chat': 'not-ready',
      email: 'not-ready',
    })
  })

  it('[P4] asking ready cancels what is pending', () => {
    const again = must(wished, 6, asked('ready')).state
    expect(again.pending).toEqual([])
    expect(mayTake(again, 'web-chat', s(6))).toBe(true)
  })

  it('[P4] a later wish for a channel takes the place of the earlier one', () => {
    const twice = must(wished, 6, asked('dnd', { channels: ['voice'], pendingWhileBusy: true })).state
    expect(twice.pending.map(({ channels, state }) => ({ channels, state }))).toEqual([
      { channels: ['web-chat', 'email'], state: 'not-ready' },
      { channels: ['voice'], state: 'dnd' },
    ])
    expect(states(must(twice, 9, chat.ended).state)).toEqual({
      voice: 'dnd',
      'web-chat': 'not-ready',
      email: 'not-ready',
    })
  })

  it('[P4] without the setting, or with nothing in hand, it is done at once', () => {
    expect(states(must(live(ready, [[3, chat.started]]), 5, asked('not-ready')).state)).toMatchObject({
      voice: 'not-ready',
    })
    expect(must(ready, 5, wish).state).toMatchObject({
      pending: [],
      channels: { voice: { state: 'not-ready' } },
    })
  })

  it('[P4] the agent’s own word goes before the setting: after the work, or now', () => {
    const busy = live(ready, [[3, chat.started]])
    const later = must(busy, 5, asked('not-ready', { when: 'after-work', pendingWhileBusy: false })).state
    expect(later.pending).toHaveLength(1)
    expect(later.channels).toEqual(busy.channels)
    const now = must(busy, 5, asked('not-ready', { when: 'now', pendingWhileBusy: true })).state
    expect(now.pending).toEqual([])
    expect(states(now)).toEqual({ voice: 'not-ready', 'web-chat': 'not-ready', email: 'not-ready' })
  })

  it('[P4] what waits is had at once by asking for it now', () => {
    const now = must(wished, 7, asked('not-ready', { reasonId: 'rsn_break', when: 'now' })).state
    expect(now.pending).toEqual([])
    expect(now.channels.voice).toEqual({ state: 'not-ready', reasonId: 'rsn_break', since: s(7) })
  })

  it('[P4] with nothing in hand after work is now, and ready never waits', () => {
    expect(states(must(ready, 5, asked('dnd', { when: 'after-work' })).state)).toMatchObject({ voice: 'dnd' })
    const again = must(wished, 6, asked('ready', { when: 'after-work' })).state
    expect(again.pending).toEqual([])
    expect(mayTake(again, 'web-chat', s(6))).toBe(true)
  })

  it('[P4] a wish that only waits leaves an open offer alone', () => {
    const { state, effects } = must(
      live(ready, [
        [3, chat.started],
        [4, other.offered],
      ]),
      5,
      wish,
    )
    expect(effects).toEqual([])
    expect(state.offers).toHaveLength(1)
  })
})

describe('open offers', () => {
  it('[P5] becoming not ready gives up the offers on these channels and no others', () => {
    const alerted = live(ready, [
      [3, chat.offered],
      [3, interaction('mail', 'email').offered],
    ])
    const { state, effects } = must(alerted, 5, asked('not-ready', { channels: ['web-chat'] }))
    expect(effects).toEqual([{ type: 'give-up-offers', interactionIds: ['int_chat'] }])
    expect(state.offers.map((offer) => offer.interactionId)).toEqual(['int_mail'])
    // The interaction answers with the end of the offer, which is known already.
    expect(must(state, 5, chat.offerEnded('gone')).state).toEqual(state)
  })
})

describe('forcing a state', () => {
  it('[P12] is done at once, pending or not', () => {
    const wished = live(ready, [
      [3, chat.started],
      [5, asked('dnd', { pendingWhileBusy: true })],
    ])
    const presence = must(wished, 6, forced('not-ready', { reasonId: 'rsn_training' })).state
    expect(presence.pending).toEqual([])
    expect(presence.channels['web-chat']).toEqual({
      state: 'not-ready',
      reasonId: 'rsn_training',
      since: s(6),
    })
    expect(states(must(live(ready, [[3, chat.started]]), 6, forced('logged-out')).state)).toMatchObject({
      voice: 'logged-out',
    })
  })

  it('[P12] ready means being given work: after-call work and a ban end', () => {
    const banned = live(
      ready,
      [
        [3, chat.offered],
        [9, chat.offerEnded('expired')],
      ],
      { que_sales: { misses: { limit: 1, banMs: s(60), mayLiftOwn: false } } },
    )
    const lifted = must(banned, 10, forced('ready'))
    expect(lifted.state).toMatchObject({ banned: null, misses: 0 })
    expect(lifted.effects).toEqual([{ type: 'cancel-wake', key: 'ban:agt_ana' }])
    const after = live(
      ready,
      [
        [3, chat.started],
        [9, chat.ended],
      ],
      later,
    )
    expect(mayTake(must(after, 10, forced('ready')).state, 'voice', s(10))).toBe(true)
  })
})
