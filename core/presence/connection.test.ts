import { describe, expect, it } from 'vitest'
import {
  ana,
  capacity,
  interaction,
  asked,
  live,
  lost,
  must,
  nobody,
  put,
  ready,
  reconnected,
  s,
  signedIn,
  signedOut,
  states,
} from './test/timeline.ts'
import { mayTake } from './may-take.ts'
import { newPresence } from './step.ts'

const chat = interaction('chat')
const call = interaction('call', 'voice')

describe('signing in and out', () => {
  it('[P1] who has never signed in is offline, with every assigned channel logged out and nothing in hand', () => {
    const loggedOut = { state: 'logged-out', reasonId: null, since: s(7) }
    expect(newPresence(ana, ['voice', 'email'], capacity, s(7))).toEqual({
      agentId: ana,
      online: false,
      onlineSince: null,
      channels: { voice: loggedOut, email: loggedOut },
      capacity,
      offers: [],
      handling: [],
      calls: [],
      afterWork: null,
      pending: [],
      misses: 0,
      banned: null,
      diallingSince: null,
      beforeLost: null,
      loggedOutOf: [],
      idleSince: s(7),
      topSince: s(7),
      busyMs: 0,
      onlineMs: 0,
      countedAt: s(7),
    })
  })

  it('[P1] the first signing in: online, every assigned channel not ready', () => {
    const presence = must(nobody, 5, signedIn).state
    expect(presence).toMatchObject({ online: true, onlineSince: s(5) })
    expect(presence.channels).toEqual({
      voice: { state: 'not-ready', reasonId: null, since: s(5) },
      'web-chat': { state: 'not-ready', reasonId: null, since: s(5) },
      email: { state: 'not-ready', reasonId: null, since: s(5) },
    })
  })

  it('[P1] signing out makes every channel logged out and ends what was going on', () => {
    const busy = live(ready, [
      [3, { type: 'dialling-started' }],
      [4, chat.started],
      [5, asked('dnd', { pendingWhileBusy: true })],
    ])
    const presence = must(busy, 9, signedOut).state
    expect(states(presence)).toEqual({ voice: 'logged-out', 'web-chat': 'logged-out', email: 'logged-out' })
    expect(presence).toMatchObject({
      online: false,
      onlineSince: null,
      pending: [],
      diallingSince: null,
      afterWork: null,
    })
  })

  it('[P1] a channel the agent had logged out of stays so, the others come back not ready', () => {
    const left = live(ready, [
      [3, asked('logged-out', { channels: ['voice'] })],
      [4, asked('dnd', { channels: ['email'] })],
      [9, signedOut],
    ])
    const presence = must(left, 20, signedIn).state
    expect(states(presence)).toEqual({ voice: 'logged-out', 'web-chat': 'not-ready', email: 'not-ready' })
    expect(presence.channels.voice?.since).toBe(s(3))
  })

  it('[P1] signing in twice changes nothing, nor does signing out twice', () => {
    expect(must(ready, 5, signedIn).state.channels).toEqual(ready.channels)
    const out = must(ready, 5, signedOut).state
    expect(must(out, 6, signedOut).state).toEqual({ ...out, countedAt: s(6) })
  })

  it('[P5] signing out gives up the open offers', () => {
    const { state, effects } = must(live(ready, [[3, chat.offered]]), 4, signedOut)
    expect(effects).toEqual([{ type: 'give-up-offers', interactionIds: ['int_chat'] }])
    expect(state.offers).toEqual([])
  })
})

describe('a lost connection', () => {
  it('[P13] offline, offers given up; what is in hand stays until it is given back', () => {
    const { state, effects } = must(
      live(ready, [
        [3, call.started],
        [4, chat.offered],
      ]),
      60,
      lost,
    )
    expect(effects).toEqual([{ type: 'give-up-offers', interactionIds: ['int_chat'] }])
    expect(state.online).toBe(false)
    expect(state.handling).toHaveLength(1)
    const given = must(state, 61, call.givenBack).state
    expect(given).toMatchObject({ handling: [], afterWork: null })
  })

  it('[P13] back before anything was given back: every channel as it was, ready too', () => {
    const before = live(ready, [[3, asked('not-ready', { channels: ['voice'], reasonId: 'rsn_break' })]])
    const back = live(before, [
      [60, lost],
      [61, reconnected],
    ])
    expect(back.channels).toEqual(before.channels)
    expect(back).toMatchObject({ online: true, onlineSince: s(61), beforeLost: null })
    expect(mayTake(back, 'web-chat', s(61))).toBe(true)
  })

  it('[P13] back after something was given back: nothing is ready by itself', () => {
    const gone = live(ready, [
      [3, chat.started],
      [4, call.started],
      [60, lost],
    ])
    expect(
      states(
        live(gone, [
          [80, call.givenBack],
          [81, reconnected],
        ]),
      ),
    ).toEqual({ voice: 'not-ready', 'web-chat': 'not-ready', email: 'not-ready' })
    // A conversation that the customer ended stays the agent's.
    expect(
      states(
        live(gone, [
          [80, chat.ended],
          [81, reconnected],
        ]),
      ),
    ).toEqual({ voice: 'ready', 'web-chat': 'ready', email: 'ready' })
  })

  it('[P13] back later, by signing in: as left, but nothing is ready by itself', () => {
    const before = live(ready, [
      [3, asked('not-ready', { channels: ['voice'], reasonId: 'rsn_break' })],
      [4, asked('logged-out', { channels: ['email'] })],
    ])
    const back = live(before, [
      [60, lost],
      [90, signedIn],
    ])
    expect(back.channels).toEqual({
      voice: { state: 'not-ready', reasonId: 'rsn_break', since: s(3) },
      'web-chat': { state: 'not-ready', reasonId: null, since: s(90) },
      email: { state: 'logged-out', reasonId: null, since: s(4) },
    })
  })

  it('[P13] a wish that was pending when the connection went is what the agent comes back to', () => {
    const wished = live(ready, [
      [3, chat.started],
      [4, asked('not-ready', { reasonId: 'rsn_break', pendingWhileBusy: true })],
    ])
    const back = live(wished, [
      [60, lost],
      [61, reconnected],
    ])
    expect(states(back)).toEqual({ voice: 'not-ready', 'web-chat': 'not-ready', email: 'not-ready' })
    expect(back.pending).toEqual([])
  })

  it('[P13] signing out of a lost connection is signing out: nothing to reconnect to', () => {
    const out = live(ready, [
      [3, asked('logged-out', { channels: ['voice'] })],
      [60, lost],
      [61, signedOut],
    ])
    expect(put(out, 62, reconnected)).toEqual({ refused: 'agent-offline' })
    expect(states(must(out, 63, signedIn).state)).toEqual({
      voice: 'logged-out',
      'web-chat': 'not-ready',
      email: 'not-ready',
    })
  })
})

describe('assigned channels', () => {
  it('[P2] only assigned channels are there; a new one is not ready until the agent says so', () => {
    const presence = must(ready, 5, { type: 'channels-assigned', channels: ['web-chat', 'sms'] }).state
    expect(presence.channels).toEqual({
      'web-chat': ready.channels['web-chat'],
      sms: { state: 'not-ready', reasonId: null, since: s(5) },
    })
  })

  it('[P1] [P13] also while the agent is away', () => {
    const assigned = { type: 'channels-assigned', channels: ['web-chat', 'sms'] } as const
    const away = must(must(ready, 5, lost).state, 6, assigned).state
    expect(states(must(away, 7, reconnected).state)).toEqual({ 'web-chat': 'ready', sms: 'not-ready' })
    const out = must(must(ready, 5, signedOut).state, 6, assigned).state
    expect(states(out)).toEqual({ 'web-chat': 'logged-out', sms: 'logged-out' })
    expect(states(must(out, 7, signedIn).state)).toEqual({ 'web-chat': 'not-ready', sms: 'not-ready' })
  })

  it('[P7] the capacity that is set with them holds from then on, and the old one where none is', () => {
    const capacity = { maximum: { 'web-chat': 9 }, interruptedBy: {} }
    const assigned = { type: 'channels-assigned', channels: ['web-chat'] } as const
    expect(must(ready, 5, { ...assigned, capacity }).state.capacity).toEqual(capacity)
    expect(must(ready, 5, assigned).state.capacity).toEqual(ready.capacity)
  })

  it('[P5] an offer on a channel that is taken away is given up', () => {
    const { effects } = must(live(ready, [[3, chat.offered]]), 5, {
      type: 'channels-assigned',
      channels: ['voice'],
    })
    expect(effects).toEqual([{ type: 'give-up-offers', interactionIds: ['int_chat'] }])
  })
})
