import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isRefusal } from '../step.ts'
import type { LegId, PartyId } from '../id.ts'
import { audioPlan, hearersOf } from './audio-plan.ts'
import { mostParties, type Call } from './call.ts'
import type { CallEvent } from './event.ts'
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
  fc.tuple(agent, untilAt).map(([name, until]): CallEvent => ({
    type: 'owner-joined',
    partyId: `pty_${name}`,
    agentId: `agt_${name}`,
    untilAt: until,
  })),
  fc.tuple(agent, fc.constantFrom('consulted', 'member'), untilAt).map(([name, as, until]): CallEvent => ({
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
    .tuple(
      partyId,
      fc.constantFrom('left', 'gone', 'removed', 'attach-expired', 'ring-expired', 'taken-over'),
    )
    .map(([id, type]): CallEvent => ({ type, partyId: id })),
  fc.tuple(partyId, agent, untilAt).map(([from, name, until]): CallEvent => ({
    type: 'forwarded',
    fromPartyId: from,
    partyId: `pty_${name}`,
    agentId: `agt_${name}`,
    insteadOf: ['agt_carla'],
    untilAt: until,
  })),
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

/** Which rules the call breaks as it is; none. */
function faults(call: Call): string[] {
  const plan = audioPlan(call)
  const count = (role: string): number => call.parties.filter((party) => party.role === role).length
  const heardBy = (legId: LegId) => plan.legs.filter((other) => hearersOf(plan, other.legId).includes(legId))
  const modeOf = (id: PartyId) => call.parties.find((party) => party.id === id)?.mode ?? 'barge'
  const customer = call.parties.find(({ role }) => role === 'customer')
  const line = plan.legs.find(({ partyId: id }) => id === customer?.id)
  const found: [string, boolean][] = [
    ['one owner', count('owner') > 1],
    ['one consultation', count('consulted') > 1],
    ['too many', call.parties.length > mostParties],
    ['somebody twice', new Set(call.parties.map(({ id }) => id)).size < call.parties.length],
    ['a leg twice', new Set(plan.legs.map(({ legId }) => legId)).size < plan.legs.length],
    ['hears itself', plan.legs.some((leg) => hearersOf(plan, leg.legId).includes(leg.legId))],
    [
      'hears people beside music',
      plan.legs.some((leg) => leg.hears !== 'bridge' && heardBy(leg.legId).length > 0),
    ],
    ['K2 a customer in silence', line?.hears === 'nothing'],
    [
      'K4 heard on hold',
      call.isHeld &&
        line !== undefined &&
        (hearersOf(plan, line.legId).length > 0 || heardBy(line.legId).length > 0),
    ],
    [
      'K15 a whisper for the customer',
      line !== undefined && heardBy(line.legId).some((leg) => modeOf(leg.partyId) !== 'barge'),
    ],
    ['K21 somebody is left', call.state.name === 'over' && call.parties.length > 0],
  ]
  return found.flatMap(([name, isSo]) => (isSo ? [name] : []))
}

/** What must be outside: the alarms that are set and the legs that are open. */
function outside(call: Call): { readonly alarms: object; readonly open: readonly string[] } {
  const alarms = call.parties.flatMap(({ id, leg }) =>
    'untilAt' in leg ? [[`call:cal_1:${id}`, leg.untilAt]] : [],
  )
  const open = call.parties.flatMap(({ leg }) => (leg.name === 'up' ? [leg.legId] : []))
  return { alarms: Object.fromEntries(alarms), open: open.toSorted((a, b) => a.localeCompare(b)) }
}

describe('a call, whatever happens to it', () => {
  it('[K24] keeps its rules, its alarms fit its parties, and what it lets go is closed', () => {
    fc.assert(
      fc.property(fc.array(event, { minLength: 20, maxLength: 80, size: 'max' }), (events) => {
        let call = opened
        const alarms = new Map([['call:cal_1:pty_customer', start + 30_000]])
        const open = new Set<string>()
        for (const [index, happens] of events.entries()) {
          const answer = stepCall(call, happens, start + index)
          if (isRefusal(answer)) continue
          if (happens.type === 'leg-up') open.add(happens.legId)
          call = answer.state
          for (const effect of answer.effects) {
            if (effect.type === 'wake') alarms.set(effect.key, effect.at)
            if (effect.type === 'cancel-wake') alarms.delete(effect.key)
            if (effect.type === 'close-leg') open.delete(effect.legId)
          }
          expect(faults(call)).toEqual([])
          expect({
            alarms: Object.fromEntries(alarms),
            open: [...open].toSorted((a, b) => a.localeCompare(b)),
          }).toEqual(outside(call))
        }
      }),
      { numRuns: 600, seed: 20261120 },
    )
  })
})
