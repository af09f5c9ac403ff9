import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isRefusal } from '../step.ts'
import type { PartyId } from '../id.ts'
import { audioPlan, hearersOf } from './audio-plan.ts'
import { mostParties, type Call } from './call.ts'
import { callRefusals, type CallEvent } from './event.ts'
import { stepCall } from './step.ts'
import { opened, start } from './test/sample.ts'

const names = ['customer', 'ana', 'bruno', 'carla', 'sofia', 'bank'] as const
const partyId = fc.constantFrom(...names).map((name): PartyId => `pty_${name}`)
const agent = fc.constantFrom('ana', 'bruno', 'carla', 'sofia')
const untilAt = fc.integer({ min: start, max: start + 50 })

const event: fc.Arbitrary<CallEvent> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.constantFrom(...names), fc.integer({ min: 1, max: 2 }))
      .map(([name, n]): CallEvent => ({ type: 'leg-up', partyId: `pty_${name}`, legId: `leg_${name}${n}` })),
  },
  fc
    .tuple(agent, untilAt)
    .map(([name, until]): CallEvent => ({
      type: 'owner-joined',
      partyId: `pty_${name}`,
      agentId: `agt_${name}`,
      untilAt: until,
    })),
  fc
    .tuple(agent, fc.constantFrom('consulted', 'member'), untilAt)
    .map(([name, as, until]): CallEvent => ({
      type: 'invited',
      partyId: `pty_${name}`,
      who: { kind: 'agent', agentId: `agt_${name}` },
      as,
      untilAt: until,
    })),
  untilAt.map((until): CallEvent => ({
    type: 'invited',
    partyId: 'pty_bank',
    who: { kind: 'number', number: '+34910000000' },
    as: 'consulted',
    untilAt: until,
  })),
  fc
    .tuple(partyId, untilAt)
    .map(([id, until]): CallEvent => ({ type: 'invitation-accepted', partyId: id, untilAt: until })),
  fc
    .tuple(agent, fc.constantFrom('listen', 'whisper', 'barge'), untilAt)
    .map(([name, mode, until]): CallEvent => ({
      type: 'monitored',
      partyId: `pty_${name}`,
      agentId: `agt_${name}`,
      mode,
      untilAt: until,
    })),
  fc
    .tuple(fc.constantFrom(...names), fc.integer({ min: 1, max: 2 }), untilAt)
    .map(([name, n, until]): CallEvent => ({ type: 'leg-lost', legId: `leg_${name}${n}`, untilAt: until })),
  fc
    .tuple(partyId, fc.constantFrom('left', 'removed', 'attach-expired', 'ring-expired', 'taken-over'))
    .map(([id, type]): CallEvent => ({ type, partyId: id })),
  partyId.map((id): CallEvent => ({ type: 'invitation-ended', partyId: id, why: 'refused' })),
  fc.tuple(partyId, fc.boolean()).map(([id, on]): CallEvent => ({ type: 'muted', partyId: id, on })),
  fc
    .tuple(partyId, fc.boolean())
    .map(([id, stay]): CallEvent => ({ type: 'handed-over', partyId: id, stay })),
  fc.constantFrom<CallEvent>(
    { type: 'held' },
    { type: 'resumed' },
    { type: 'merged' },
    { type: 'owner-released' },
    { type: 'turned', to: 'main' },
    { type: 'turned', to: 'consult' },
  ),
)

function check(call: Call): void {
  const plan = audioPlan(call)
  const owners = call.parties.filter(({ role }) => role === 'owner')
  expect(owners.length).toBeLessThanOrEqual(1)
  expect(call.parties.filter(({ role }) => role === 'consulted').length).toBeLessThanOrEqual(1)
  expect(call.parties.length).toBeLessThanOrEqual(mostParties)
  expect(new Set(call.parties.map(({ id }) => id)).size).toBe(call.parties.length)
  expect(new Set(plan.legs.map(({ legId }) => legId)).size).toBe(plan.legs.length)
  for (const leg of plan.legs) {
    const party = call.parties.find(({ id }) => id === leg.partyId)
    const heard = plan.legs.filter((other) => hearersOf(plan, other.legId).includes(leg.legId))
    // K4: nobody hears a customer on hold, who hears nobody.
    if (party?.role === 'customer' && call.isHeld) {
      expect(hearersOf(plan, leg.legId)).toEqual([])
      expect(heard).toEqual([])
    }
    // K2: a customer is never left in silence.
    if (party?.role === 'customer') expect(leg.hears).not.toBe('nothing')
    // K15: no whisper reaches the customer.
    if (party?.role === 'customer')
      for (const other of heard)
        expect(call.parties.find(({ id }) => id === other.partyId)?.mode ?? 'barge').toBe('barge')
    // Nobody hears the own voice, and hearing music is not hearing people.
    expect(heard.map(({ legId }) => legId)).not.toContain(leg.legId)
    if (leg.hears !== 'bridge') expect(heard).toEqual([])
  }
  if (call.state.name === 'over') expect(call.parties).toEqual([])
}

describe('a call, whatever happens to it', () => {
  it('[K24] keeps its rules, its alarms fit its parties, and what it lets go is closed', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (events) => {
        let call = opened
        const alarms = new Map([['call:cal_1:pty_customer', start + 30_000]])
        const open = new Set<string>()
        events.forEach((happens, index) => {
          const answer = stepCall(call, happens, start + index)
          if (isRefusal(answer)) {
            expect(callRefusals).toContain(answer.refused)
            return
          }
          if (happens.type === 'leg-up') open.add(happens.legId)
          call = answer.state
          for (const effect of answer.effects) {
            if (effect.type === 'wake') alarms.set(effect.key, effect.at)
            if (effect.type === 'cancel-wake') alarms.delete(effect.key)
            if (effect.type === 'close-leg') open.delete(effect.legId)
          }
          check(call)
          const wanted = call.parties.flatMap(({ id, leg }) =>
            'untilAt' in leg ? [[`call:cal_1:${id}`, leg.untilAt]] : [],
          )
          expect([...alarms].toSorted()).toEqual(wanted.toSorted())
          const up = call.parties.flatMap(({ leg }) => (leg.name === 'up' ? [leg.legId] : []))
          expect([...open].toSorted()).toEqual([...up].toSorted())
        })
      }),
      { numRuns: 600, seed: 20261120 },
    )
  })
})
