import { describe, expect, it } from 'vitest'
import type { Presence } from './presence.ts'
import {
  asked,
  interaction,
  live,
  lost,
  must,
  nobody,
  ready,
  reconnected,
  s,
  signedIn,
  signedOut,
  type Rules,
} from './test/timeline.ts'
import { exceeded, topState, type TopState } from './top-state.ts'

const chat = interaction('chat')
const other = interaction('other')
const rules: Rules = {
  que_sales: { afterWork: { limitMs: s(30) }, misses: { limit: 1, banMs: s(60), mayLiftOwn: false } },
}
const top = (presence: Presence, at = 100): TopState => topState(presence, s(at))
const plain = { reasonId: null, endsAt: null, pending: false }

describe('the state on top', () => {
  it('[P15] offline, online, not ready with its reason, do not disturb, ready', () => {
    expect(top(nobody)).toEqual({ name: 'offline', since: 0, ...plain })
    expect(top(must(nobody, 1, signedIn).state)).toEqual({ name: 'not-ready', since: s(1), ...plain })
    expect(top(ready)).toEqual({ name: 'ready', since: s(2), ...plain })
    expect(top(must(ready, 5, asked('not-ready', { reasonId: 'rsn_break' })).state)).toEqual({
      ...plain,
      name: 'not-ready',
      reasonId: 'rsn_break',
      since: s(5),
    })
    expect(top(must(ready, 5, asked('dnd')).state)).toEqual({ name: 'dnd', since: s(5), ...plain })
    expect(top(must(ready, 5, asked('logged-out')).state)).toEqual({ name: 'online', since: s(5), ...plain })
  })

  it('[P15] one ready channel makes the agent ready; else do not disturb comes before not ready', () => {
    const mixed = live(ready, [
      [5, asked('dnd', { channels: ['voice'] })],
      [6, asked('not-ready', { channels: ['email'] })],
    ])
    expect(top(mixed)).toEqual({ name: 'ready', since: s(2), ...plain })
    expect(top(must(mixed, 7, asked('not-ready', { channels: ['web-chat'] })).state).name).toBe('dnd')
  })

  it('[P15] the reason shown is the one given last', () => {
    const twice = live(ready, [
      [5, asked('not-ready', { channels: ['voice', 'email'], reasonId: 'rsn_break' })],
      [6, asked('not-ready', { channels: ['web-chat'], reasonId: 'rsn_training' })],
    ])
    expect(top(twice)).toMatchObject({ name: 'not-ready', reasonId: 'rsn_training', since: s(6) })
  })

  it('[P15] dialling before in service before after service with its end, whatever the channels say', () => {
    const service = live(ready, [
      [3, chat.started],
      [4, asked('dnd')],
    ])
    expect(top(service)).toEqual({ name: 'in-service', since: s(3), ...plain })
    expect(top(must(service, 5, { type: 'dialling-started' }).state)).toMatchObject({
      name: 'dialling',
      since: s(5),
    })
    expect(
      top(
        live(service, [
          [5, { type: 'dialling-started' }],
          [6, { type: 'dialling-stopped' }],
        ]),
      ),
    ).toMatchObject({ name: 'in-service', since: s(6) })
    expect(top(must(service, 9, chat.ended, rules).state)).toEqual({
      ...plain,
      name: 'after-service',
      since: s(9),
      endsAt: s(39),
    })
  })

  it('[P15] the timer counts from the state’s beginning, whatever happens inside it', () => {
    const busy = live(ready, [
      [3, chat.started],
      [8, other.offered],
      [9, other.offerEnded('accepted')],
      [9, other.started],
      [20, chat.ended],
    ])
    expect(top(busy)).toMatchObject({ name: 'in-service', since: s(3) })
    expect(
      top(
        live(ready, [
          [8, other.offered],
          [9, other.offerEnded('rejected')],
        ]),
      ),
    ).toMatchObject({ name: 'ready', since: s(2) })
  })

  it('[P15] after-call work that goes on beneath a conversation comes up again with a timer of its own', () => {
    const both = live(
      ready,
      [
        [3, chat.started],
        [4, other.started],
        [10, chat.ended],
      ],
      rules,
    )
    expect(top(both)).toMatchObject({ name: 'in-service', since: s(3), endsAt: null })
    expect(top(must(both, 20, other.givenBack).state)).toMatchObject({
      name: 'after-service',
      since: s(20),
      endsAt: s(40),
    })
  })

  it('[P15] banned until its end; then the state beneath, since exactly then, also when the alarm is late', () => {
    const banned = live(
      ready,
      [
        [3, chat.offered],
        [10, chat.offerEnded('expired')],
      ],
      rules,
    )
    expect(top(banned, 69)).toEqual({ ...plain, name: 'banned', since: s(10), endsAt: s(70) })
    expect(top(banned, 70)).toEqual({ ...plain, name: 'ready', since: s(70) })
    expect(top(must(banned, 75, { type: 'ban-expired' }).state)).toEqual({
      ...plain,
      name: 'ready',
      since: s(70),
    })
    expect(top(must(banned, 80, signedOut).state)).toMatchObject({ name: 'offline', since: s(80) })
  })

  it('[P15] a ban without an end has none to show', () => {
    const endless: Rules = { que_sales: { misses: { limit: 1, banMs: null } } }
    expect(
      top(
        live(
          ready,
          [
            [3, chat.offered],
            [10, chat.offerEnded('expired')],
          ],
          endless,
        ),
      ),
    ).toEqual({ ...plain, name: 'banned', since: s(10) })
  })

  it('[P15] says that something is pending', () => {
    expect(
      top(
        live(ready, [
          [3, chat.started],
          [4, asked('dnd', { pendingWhileBusy: true })],
        ]),
      ),
    ).toMatchObject({ name: 'in-service', pending: true })
  })

  it('[P13] [P15] lost is offline since then, and back is ready since then', () => {
    const gone = must(ready, 20, lost).state
    expect(top(gone)).toMatchObject({ name: 'offline', since: s(20) })
    expect(top(must(gone, 25, reconnected).state)).toMatchObject({ name: 'ready', since: s(25) })
  })
})

describe('a reason’s maximum', () => {
  const paused = must(ready, 5, asked('not-ready', { reasonId: 'rsn_break' })).state

  it('[P16] is exceeded after it, not at it', () => {
    expect(exceeded(top(paused), s(10), s(15))).toBe(false)
    expect(exceeded(top(paused), s(10), s(15) + 1)).toBe(true)
  })

  it('[P16] counts for not ready alone, and not without a maximum', () => {
    expect(exceeded(top(paused), null, s(1_000))).toBe(false)
    expect(exceeded(top(ready), s(10), s(1_000))).toBe(false)
  })
})
