import { describe, expect, it } from 'vitest'
import { loadOf, mayTake } from './may-take.ts'
import type { Presence } from './presence.ts'
import {
  asked,
  interaction,
  live,
  must,
  put,
  ready,
  s,
  signedIn,
  signedOut,
  type Moment,
  type Rules,
} from './test/timeline.ts'

const rules: Rules = { que_sales: { misses: { limit: 2, banMs: s(60), mayLiftOwn: false } } }
const one = interaction('one')
const two = interaction('two')
const three = interaction('three')

const miss = (from: Presence, at: number, offer: typeof one, more: Rules = rules): Presence =>
  live(
    from,
    [
      [at, offer.offered],
      [at + 1, offer.offerEnded('expired')],
    ],
    more,
  )
const banned = miss(miss(ready, 3, one), 5, two)

describe('offers', () => {
  it('[P6] an offer counts as load until it ends, however it ends', () => {
    const alerted = must(ready, 3, one.offered).state
    expect(loadOf(alerted)).toEqual({ 'web-chat': 1 })
    for (const outcome of ['accepted', 'rejected', 'expired', 'gone', 'withdrawn'] as const)
      expect(loadOf(must(alerted, 4, one.offerEnded(outcome)).state)).toEqual({})
  })

  it('[P6] the same offer told twice is one offer', () => {
    expect(
      live(ready, [
        [3, one.offered],
        [3, one.offered],
      ]).offers,
    ).toHaveLength(1)
  })

  it('[P14] being offered and declining does not make an agent less idle', () => {
    for (const outcome of ['rejected', 'expired', 'gone', 'withdrawn'] as const)
      expect(
        live(ready, [
          [3, one.offered],
          [9, one.offerEnded(outcome)],
        ]).idleSince,
      ).toBe(s(2))
  })
})

describe('misses', () => {
  it('[P11] each expired offer counts, accepting one sets the count to zero', () => {
    const missed = miss(ready, 3, one)
    expect(missed).toMatchObject({ misses: 1, banned: null })
    expect(
      live(
        missed,
        [
          [5, two.offered],
          [6, two.offerEnded('accepted')],
        ],
        rules,
      ).misses,
    ).toBe(0)
  })

  it('[P11] rejections, withdrawals and offers given up do not count', () => {
    const moments = (['rejected', 'withdrawn', 'gone'] as const).flatMap((outcome): Moment[] => [
      [3, one.offered],
      [4, one.offerEnded(outcome)],
    ])
    expect(live(ready, moments, rules)).toMatchObject({ misses: 0, banned: null })
  })

  it('[P11] at the limit the agent is banned until the ban’s end, to the instant', () => {
    expect(banned).toMatchObject({ misses: 2, banned: { since: s(6), untilAt: s(66), mayLiftOwn: false } })
    expect(mayTake(banned, 'voice', s(66) - 1)).toBe(false)
    expect(mayTake(banned, 'voice', s(66))).toBe(true)
  })

  it('[P11] the ban has an alarm, which is refused before its instant and then starts the count anew', () => {
    const last = must(must(miss(ready, 3, one), 5, two.offered).state, 6, two.offerEnded('expired'), rules)
    expect(last.effects).toEqual([
      { type: 'wake', key: 'ban:agt_ana', at: s(66), event: { type: 'ban-expired' } },
    ])
    expect(put(banned, 65, { type: 'ban-expired' })).toEqual({
      refused: 'too-early',
      details: { dueAt: s(66) },
    })
    const free = must(banned, 66, { type: 'ban-expired' })
    expect(free.state).toMatchObject({ misses: 0, banned: null, idleSince: s(2) })
    expect(free.effects).toEqual([{ type: 'cancel-wake', key: 'ban:agt_ana' }])
    expect(put(free.state, 67, { type: 'ban-expired' })).toEqual({ refused: 'not-banned' })
  })

  it('[P11] the other open offers of who is banned are given up', () => {
    const alerted = live(miss(ready, 3, one), [
      [5, two.offered],
      [5, three.offered],
    ])
    const { state, effects } = must(alerted, 6, two.offerEnded('expired'), rules)
    expect(effects).toContainEqual({ type: 'give-up-offers', interactionIds: ['int_three'] })
    expect(state.offers).toEqual([])
  })

  it('[P11] the agent lifts the ban by saying ready where the queue allows, and only there', () => {
    expect(put(banned, 10, asked('ready'))).toEqual({ refused: 'banned' })
    const own: Rules = { que_sales: { misses: { limit: 1, banMs: null, mayLiftOwn: true } } }
    const mild = miss(ready, 3, one, own)
    expect(mild.banned).toEqual({ since: s(4), untilAt: null, mayLiftOwn: true })
    expect(put(mild, 999, { type: 'ban-expired' })).toEqual({ refused: 'too-early' })
    expect(must(mild, 10, asked('ready')).state).toMatchObject({ banned: null, misses: 0 })
  })

  it('[P11] going to a break or out and in again does not lift a ban', () => {
    expect(
      live(banned, [
        [10, asked('not-ready')],
        [11, signedOut],
        [12, signedIn],
      ]).banned,
    ).not.toBeNull()
  })

  it('[P11] a queue with limit 0 never bans', () => {
    const never: Rules = { que_sales: { misses: { limit: 0 } } }
    expect(
      [one, two, three].reduce((now, offer, index) => miss(now, 3 + 2 * index, offer, never), ready),
    ).toMatchObject({ misses: 3, banned: null })
  })
})
