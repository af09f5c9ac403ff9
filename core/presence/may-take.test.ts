import { describe, expect, it } from 'vitest'
import type { ChannelKind } from '../channel-kind.ts'
import { loadOf, mayTake, readyChannels } from './may-take.ts'
import type { Presence } from './presence.ts'
import { toRoutingFacts } from './routing-facts.ts'
import { asked, interaction, live, must, nobody, ready, s, signedIn, type Moment } from './test/timeline.ts'

const now = s(50)
const kinds: readonly ChannelKind[] = ['voice', 'web-chat', 'email', 'sms']
const takes = (presence: Presence): ChannelKind[] => kinds.filter((kind) => mayTake(presence, kind, now))
const having = (...started: readonly [string, ChannelKind][]): Presence =>
  live(
    ready,
    started.map(([name, channel]): Moment => [10, interaction(name, channel).started]),
  )

describe('load', () => {
  it('[P6] counts offered and active ones per channel; ended and given back ones do not count', () => {
    const mail = interaction('mail', 'email')
    const busy = live(ready, [
      [3, mail.started],
      [4, interaction('two', 'email').offered],
      [5, interaction('chat').started],
    ])
    expect(loadOf(busy)).toEqual({ email: 2, 'web-chat': 1 })
    expect(loadOf(must(busy, 6, mail.ended).state)).toEqual({ email: 1, 'web-chat': 1 })
    expect(loadOf(must(busy, 6, mail.givenBack).state)).toEqual({ email: 1, 'web-chat': 1 })
  })
})

describe('what may be given', () => {
  it('[P7] only to who is online and ready on that channel', () => {
    expect(takes(nobody)).toEqual([])
    expect(takes(must(nobody, 1, signedIn).state)).toEqual([])
    expect(takes(ready)).toEqual(['voice', 'web-chat', 'email'])
    expect(takes(must(ready, 3, asked('dnd', { channels: ['voice'] })).state)).toEqual(['web-chat', 'email'])
  })

  it('[P7] up to the channel’s maximum', () => {
    expect(mayTake(having(['a', 'web-chat']), 'web-chat', now)).toBe(true)
    expect(mayTake(having(['a', 'web-chat'], ['b', 'web-chat']), 'web-chat', now)).toBe(false)
    expect(mayTake({ ...ready, capacity: { maximum: {}, interruptedBy: {} } }, 'voice', now)).toBe(false)
  })

  it('[P7] where every other channel with load allows being interrupted', () => {
    expect(takes(having(['mail', 'email']))).toEqual(['voice', 'web-chat', 'email'])
    expect(takes(having(['chat', 'web-chat']))).toEqual(['web-chat'])
    expect(takes(having(['call', 'voice']))).toEqual([])
    expect(takes(having(['mail', 'email'], ['chat', 'web-chat']))).toEqual(['web-chat'])
  })

  it('[P7] [P6] an open offer stands in the way as an active interaction does', () => {
    expect(takes(must(ready, 3, interaction('call', 'voice').offered).state)).toEqual([])
  })

  it('[P7] not while banned, with something pending, or in after-call work', () => {
    const chat = interaction('chat')
    const missed = live(
      ready,
      [
        [3, chat.offered],
        [4, chat.offerEnded('expired')],
      ],
      { que_sales: { misses: { limit: 1, banMs: null } } },
    )
    expect(takes(missed)).toEqual([])
    const wished = live(ready, [
      [3, chat.started],
      [4, asked('dnd', { channels: ['voice'], pendingWhileBusy: true })],
    ])
    expect(takes(wished)).toEqual([])
    const after = live(
      ready,
      [
        [3, chat.started],
        [4, chat.ended],
      ],
      { que_sales: { afterWork: { limitMs: s(90) } } },
    )
    expect(takes(after)).toEqual([])
    expect(readyChannels(after, now)).toEqual([])
  })
})

describe('what the matcher knows', () => {
  it('[P7] [P14] [P18] the facts of the presence, with the load apart from readiness', () => {
    const busy = having(['call', 'voice'])
    expect(toRoutingFacts(busy, s(20))).toEqual({
      id: 'agt_ana',
      online: true,
      readyOn: ['voice', 'web-chat', 'email'],
      load: { voice: 1 },
      capacity: ready.capacity,
      idleSince: s(10),
      occupancy: 10 / 19,
    })
    expect(toRoutingFacts(nobody, s(20))).toMatchObject({ online: false, readyOn: [], occupancy: 0 })
  })
})
