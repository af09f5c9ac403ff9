import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ownerOf } from '#core/interaction/interaction.ts'
import { openInteraction, stepInteraction } from '#core/interaction/step.ts'
import { isRefusal } from '#core/step.ts'
import type { AgentId, OfferId } from '../id.ts'
import type { InteractionEvent } from './event.ts'
import type { Interaction } from './interaction.ts'
import { ana, bruno, carla, newcomer, start } from './test/sample.ts'

const agent = fc.constantFrom<AgentId>(ana, bruno, carla)
const offerId = fc.constantFrom<OfferId>('off_1', 'off_2', 'off_3', 'off_4')
const soon = fc.integer({ min: 1, max: 5_000 })
const policy = fc.constantFrom('mandatory', 'optional', 'hidden')

/** Any event, sensible or not; `at` is the instant it happens at. Offers and parks come more often than life brings them. */
const anyEvent: fc.Arbitrary<(at: number) => InteractionEvent> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .array(fc.record({ id: offerId, agentId: agent, inMs: soon, autoAnswer: fc.boolean() }), {
        minLength: 1,
        maxLength: 3,
      })
      .map((offers) => (at: number): InteractionEvent => ({
        type: 'offered',
        offers: offers.map(({ inMs, ...offer }) => ({ ...offer, offeredAt: at, deadlineAt: at + inMs })),
      })),
  },
  fc
    .record({ type: fc.constantFrom('accepted', 'rejected'), offerId, agentId: agent })
    .map((event) => () => event),
  fc.record({ type: fc.constant('offer-expired'), offerId }).map((event) => () => event),
  fc
    .record({
      type: fc.constantFrom('agent-gone', 'agent-lost', 'pulled', 'assigned', 'retrieved', 'taken'),
      agentId: agent,
    })
    .map((event) => () => event),
  fc
    .constantFrom<InteractionEvent>(
      { type: 'returned' },
      { type: 'park-expired' },
      { type: 'due' },
      { type: 'transferred', queueId: 'que_a' },
      { type: 'transferred', queueId: 'que_b' },
    )
    .map((event) => () => event),
  fc
    .constantFrom<InteractionEvent>(
      { type: 'customer-left' },
      { type: 'ended', by: 'agent' },
      { type: 'draft-sent' },
      { type: 'draft-discarded' },
    )
    .map((event) => () => event),
  policy.map((chosen) => (): InteractionEvent => ({
    type: 'disposed',
    dispositionId: 'dsp_1',
    policy: chosen,
  })),
  policy.map((chosen) => (): InteractionEvent => ({ type: 'closed', policy: chosen })),
  {
    weight: 3,
    arbitrary: soon.map((inMs) => (at: number): InteractionEvent => ({
      type: 'parked',
      slot: '701',
      untilAt: at + inMs,
    })),
  },
  {
    weight: 2,
    arbitrary: fc.option(soon).map((inMs) => (at: number): InteractionEvent => ({
      type: 'stored',
      workbinId: 'bin_1',
      dueAt: inMs === null ? null : at + inMs,
    })),
  },
)

const life = fc.array(fc.record({ event: anyEvent, afterMs: fc.integer({ min: 0, max: 2_000 }) }), {
  minLength: 1,
  maxLength: 40,
  size: 'max',
})

/** The deadlines that the state itself says. */
function deadlinesOf({ id, state }: Interaction): [string, number][] {
  if (state.name === 'offered') return state.offers.map((offer) => [`offer:${offer.id}`, offer.deadlineAt])
  if (state.name === 'parked') return [[`park:${id}`, state.untilAt]]
  if (state.name === 'stored' && state.dueAt !== null) return [[`due:${id}`, state.dueAt]]
  return []
}

/** Puts a life's events one after another and tells `watch` of each that was not refused. */
function live(
  events: readonly { event: (at: number) => InteractionEvent; afterMs: number }[],
  watch: (now: Interaction, answer: Exclude<ReturnType<typeof stepInteraction>, { refused: string }>) => void,
): void {
  let interaction = openInteraction(newcomer, start).state
  let at = start
  for (const { event, afterMs } of events) {
    at += afterMs
    const answer = stepInteraction(interaction, event(at), at)
    if (isRefusal(answer)) continue
    interaction = answer.state
    watch(interaction, answer)
  }
}

const runs = { seed: 20_261_120, numRuns: 1_500 }

it('[I22] the lives below pass through every state that an inbound interaction can be in', () => {
  const seen = new Set<string>()
  for (const events of fc.sample(life, runs)) live(events, (now) => seen.add(now.state.name))
  expect([...seen].toSorted((one, other) => one.localeCompare(other))).toEqual([
    'active',
    'closed',
    'ended',
    'offered',
    'parked',
    'stored',
    'waiting',
  ])
})

it('[I1] the place never changes, whatever happens', () => {
  fc.assert(
    fc.property(life, (events) => live(events, (now) => expect(now.placeAt).toBe(start))),
    runs,
  )
})

it('[I23] the alarms that are set are always exactly the deadlines of the state', () => {
  fc.assert(
    fc.property(life, (events) => {
      const alarms = new Map<string, number>()
      const neverSet: string[] = []
      live(events, (now, { effects }) => {
        for (const effect of effects) {
          if (effect.type === 'cancel-wake' && !alarms.delete(effect.key)) neverSet.push(effect.key)
          if (effect.type === 'wake') alarms.set(effect.key, effect.at)
        }
        expect(neverSet).toEqual([])
        expect(alarms).toEqual(new Map(deadlinesOf(now)))
      })
    }),
    runs,
  )
})

it('[I24] at most one agent is told to handle it at any instant, and it is the owner of an active one', () => {
  fc.assert(
    fc.property(life, (events) => {
      const handling = new Set<AgentId>()
      const neverStarted: AgentId[] = []
      live(events, (now, { effects }) => {
        for (const effect of effects) {
          if (effect.type !== 'agent') continue
          if (effect.event.type === 'handling-stopped' && !handling.delete(effect.agentId))
            neverStarted.push(effect.agentId)
          if (effect.event.type === 'handling-started') handling.add(effect.agentId)
        }
        const { name } = now.state
        expect(neverStarted).toEqual([])
        expect([...handling]).toEqual(name === 'active' ? [ownerOf(now)] : [])
        expect(ownerOf(now) !== null).toBe(['draft', 'active', 'parked', 'ended'].includes(name))
      })
    }),
    runs,
  )
})

it('[I2] [I3] every agent is alerted once and told once how the offer ended, no two open offers to one agent', () => {
  fc.assert(
    fc.property(life, (events) => {
      const alerted = new Map<OfferId, AgentId>()
      const neverAlerted: OfferId[] = []
      live(events, (now, { effects }) => {
        for (const effect of effects) {
          if (effect.type !== 'agent') continue
          if (effect.event.type === 'offer-started') alerted.set(effect.event.offerId, effect.agentId)
          if (effect.event.type === 'offer-ended') {
            if (alerted.get(effect.event.offerId) !== effect.agentId) neverAlerted.push(effect.event.offerId)
            alerted.delete(effect.event.offerId)
          }
        }
        expect(neverAlerted).toEqual([])
        const open = now.state.name === 'offered' ? now.state.offers : []
        expect(alerted).toEqual(new Map(open.map((offer) => [offer.id, offer.agentId])))
        expect(new Set(open.map((offer) => offer.agentId)).size).toBe(open.length)
      })
    }),
    runs,
  )
})
