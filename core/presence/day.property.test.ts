import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { ChannelKind } from '../channel-kind.ts'
import type { OfferId } from '../id.ts'
import { isRefusal } from '../step.ts'
import type { PresenceEvent } from './event.ts'
import { loadOf, mayTake } from './may-take.ts'
import { channelStates, type Presence } from './presence.ts'
import { capacity, nobody, put, type Rules } from './test/timeline.ts'
import { topState } from './top-state.ts'

const kinds = ['voice', 'web-chat', 'email'] as const
const rules: Rules = {
  que_a: {
    afterWork: { limitMs: 3_000, extensionMs: 2_000, forcedEndMs: 8_000, then: { state: 'ready' } },
    misses: { limit: 2, banMs: 4_000, mayLiftOwn: false },
  },
  que_b: {
    afterWork: { limitMs: 6_000, then: { state: 'not-ready', reasonId: null } },
    misses: { limit: 3, banMs: null, mayLiftOwn: true },
  },
}

/** What somebody does; which offer or interaction is meant is decided by what there is when it is done. */
type Deed =
  | { readonly do: 'event'; readonly event: PresenceEvent }
  | { readonly do: 'offer'; readonly channel: ChannelKind; readonly queue: 'que_a' | 'que_b' }
  | {
      readonly do: 'answer'
      readonly which: number
      readonly outcome: 'accepted' | 'rejected' | 'expired' | 'withdrawn'
    }
  | { readonly do: 'stop'; readonly which: number; readonly ended: boolean }
  | { readonly do: 'done'; readonly which: number }

const channels = fc.oneof(fc.constant('all' as const), fc.subarray([...kinds], { minLength: 1 }))
const wish = {
  channels,
  state: fc.constantFrom(...channelStates),
  reasonId: fc.constantFrom(null, 'rsn_break' as const),
}
const which = fc.nat(5)

const deed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('offer'),
      channel: fc.constantFrom(...kinds),
      queue: fc.constantFrom('que_a', 'que_b'),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('answer'),
      which,
      outcome: fc.constantFrom('accepted', 'accepted', 'rejected', 'expired', 'withdrawn'),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('stop'), which, ended: fc.boolean() }) },
  fc.record({ do: fc.constant('done'), which }),
  fc
    .oneof(
      {
        weight: 4,
        arbitrary: fc.constantFrom<PresenceEvent>({ type: 'signed-in' }, { type: 'reconnected' }),
      },
      fc.constantFrom<PresenceEvent>({ type: 'signed-out' }, { type: 'lost' }),
      fc.constantFrom<PresenceEvent>(
        { type: 'after-work-extended' },
        { type: 'after-work-finished' },
        { type: 'dialling-started' },
        { type: 'dialling-stopped' },
      ),
      {
        weight: 4,
        arbitrary: fc.constant<PresenceEvent>({
          type: 'state-asked',
          channels: 'all',
          state: 'ready',
          reasonId: null,
          pendingWhileBusy: true,
        }),
      },
      {
        weight: 2,
        arbitrary: fc.record(
          {
            type: fc.constant('state-asked'),
            ...wish,
            when: fc.constantFrom('now', 'after-work'),
            pendingWhileBusy: fc.boolean(),
          },
          { requiredKeys: ['type', 'channels', 'state', 'reasonId', 'pendingWhileBusy'] },
        ),
      },
      fc.record({ type: fc.constant('state-forced'), ...wish }),
      fc.record({ type: fc.constant('channels-assigned'), channels: fc.constant([...kinds]) }),
    )
    .map((event): Deed => ({ do: 'event', event })),
)

const day = fc.array(fc.record({ deed, afterMs: fc.nat(3_000) }), {
  minLength: 1,
  maxLength: 60,
  size: 'max',
})

type Witness = {
  readonly presence: Presence
  readonly at: number
  readonly alarms: ReadonlyMap<string, number>
  readonly onlineMs: number
  readonly busyMs: number
  readonly topSince: number
}

/** Lives a day with alarms that ring to the instant, counts beside the core what it should count, and shows every step to `watch`. */
function live(deeds: readonly { deed: Deed; afterMs: number }[], watch: (witness: Witness) => void): void {
  let presence = nobody
  let at = 0
  let offers = 0
  const alarms = new Map<string, { at: number; event: PresenceEvent }>()
  const counts = { onlineMs: 0, busyMs: 0, topSince: 0 }

  function step(event: PresenceEvent, instant: number): void {
    const passedMs = instant - at
    counts.onlineMs += presence.online ? passedMs : 0
    counts.busyMs += presence.online && (presence.handling.length > 0 || presence.afterWork) ? passedMs : 0
    at = instant
    const answer = put(presence, instant / 1_000, event, rules)
    if (isRefusal(answer)) return
    const newSession = event.type === 'signed-in' && !presence.online
    if (newSession) Object.assign(counts, { onlineMs: 0, busyMs: 0 })
    const top = ({ name, reasonId }: ReturnType<typeof topState>): string => `${name} ${reasonId}`
    if (top(topState(presence, at)) !== top(topState(answer.state, at))) counts.topSince = at
    // The end of a ban is a change on top, although nothing happens but its alarm.
    if (event.type === 'ban-expired' && topState(answer.state, at).name !== 'offline') counts.topSince = at
    presence = answer.state
    for (const effect of answer.effects) {
      if (effect.type === 'wake') alarms.set(effect.key, effect)
      if (effect.type === 'cancel-wake') alarms.delete(effect.key)
    }
    watch({ presence, at, alarms: new Map([...alarms].map(([key, alarm]) => [key, alarm.at])), ...counts })
  }

  function ringUntil(instant: number): void {
    const due = [...alarms]
      .filter(([, alarm]) => alarm.at <= instant)
      .toSorted(([, one], [, other]) => one.at - other.at)[0]
    if (!due) return
    alarms.delete(due[0])
    step(due[1].event, due[1].at)
    ringUntil(instant)
  }

  function perform(what: Deed): void {
    if (what.do === 'event') return step(what.event, at)
    if (what.do === 'offer') {
      if (!mayTake(presence, what.channel, at)) return
      offers += 1
      return step(
        {
          type: 'offer-started',
          interactionId: `int_${offers}`,
          offerId: `off_${offers}`,
          channel: what.channel,
          queueId: what.queue,
        },
        at,
      )
    }
    if (what.do === 'answer') {
      const offer = presence.offers[what.which % presence.offers.length]
      if (!offer) return
      const { interactionId, channel, queueId } = offer
      step({ type: 'offer-ended', interactionId, offerId: offer.offerId, outcome: what.outcome }, at)
      if (what.outcome === 'accepted') step({ type: 'handling-started', interactionId, channel, queueId }, at)
      return
    }
    if (what.do === 'stop') {
      const held = presence.handling[what.which % presence.handling.length]
      if (held) step({ type: 'handling-stopped', interactionId: held.interactionId, ended: what.ended }, at)
      return
    }
    const ids = presence.afterWork?.interactionIds ?? []
    const interactionId = ids[what.which % ids.length]
    if (interactionId) step({ type: 'handling-closed', interactionId }, at)
  }

  step({ type: 'signed-in' }, 0)
  step({ type: 'state-asked', channels: 'all', state: 'ready', reasonId: null, pendingWhileBusy: false }, 0)
  for (const { deed: what, afterMs } of deeds) {
    const instant = at + afterMs
    ringUntil(instant)
    step({ type: 'channels-assigned', channels: [...kinds] }, instant)
    perform(what)
  }
}

const runs = { seed: 20_261_121, numRuns: 400 }
const property = (watch: (witness: Witness) => void): void =>
  fc.assert(
    fc.property(day, (deeds) => live(deeds, watch)),
    runs,
  )

it('[P15] the days below pass through every state on top', () => {
  const seen = new Set<string>()
  for (const deeds of fc.sample(day, runs))
    live(deeds, ({ presence, at }) => seen.add(topState(presence, at).name))
  expect(seen).toEqual(
    new Set([
      'ready',
      'not-ready',
      'dnd',
      'online',
      'offline',
      'banned',
      'dialling',
      'in-service',
      'after-service',
    ]),
  )
})

it('[P6] [P7] load is never negative and never beyond capacity when only what may be taken is offered', () => {
  property(({ presence }) => {
    const load = loadOf(presence)
    for (const kind of kinds) {
      expect(load[kind] ?? 0).toBeGreaterThanOrEqual(0)
      expect(load[kind] ?? 0).toBeLessThanOrEqual(capacity.maximum[kind] ?? 0)
    }
    expect(Object.values(load).reduce((sum, count) => sum + count, 0)).toBe(
      presence.offers.length + presence.handling.length,
    )
  })
})

it('[P8] [P11] the alarms that are set are always exactly the ends that the state knows', () => {
  property(({ presence, alarms }) => {
    const ends: [string, number | null][] = [
      ['after-work:agt_ana', presence.afterWork?.endsAt ?? null],
      ['ban:agt_ana', presence.banned?.untilAt ?? null],
    ]
    expect(alarms).toEqual(new Map(ends.filter(([, end]) => end !== null)))
  })
})

it('[P18] the sums are what was lived', () => {
  property(({ presence, at, onlineMs, busyMs }) => {
    expect({ onlineMs: presence.onlineMs, busyMs: presence.busyMs, countedAt: presence.countedAt }).toEqual({
      onlineMs,
      busyMs,
      countedAt: at,
    })
    expect(busyMs).toBeLessThanOrEqual(onlineMs)
  })
})

it('[P15] the timer on top begins when the state on top changes, and only then', () => {
  property(({ presence, at, topSince }) => expect(topState(presence, at).since).toBe(topSince))
})

it('[P4] [P5] nothing pending without work, no alert where it cannot stand, nobody handles or is alerted twice', () => {
  property(({ presence }) => {
    const busy = presence.handling.length > 0 || presence.afterWork !== null
    expect(presence.pending.length === 0 || busy).toBe(true)
    expect(
      presence.offers.every(
        (offer) => presence.online && presence.channels[offer.channel]?.state === 'ready',
      ),
    ).toBe(true)
    const ids: OfferId[] = presence.offers.map((offer) => offer.offerId)
    expect(new Set(ids).size).toBe(ids.length)
  })
})
