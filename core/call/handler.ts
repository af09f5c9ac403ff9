/** What the handlers of a call have in common: what they are given, what they answer, and the small changes they are made of. */
import type { PartyId } from '../id.ts'
import type { Refusal, Step } from '../step.ts'
import { alarmOf, partyKey } from './alarm.ts'
import type { Call, Leg, Party } from './call.ts'
import type { CallEffect, CallEvent, CallRefusal } from './event.ts'

export type CallStep = Step<Call, CallEffect>
export type Answer = CallStep | Refusal<CallRefusal>
export type EventType = CallEvent['type']
export type EventOf<Type extends EventType> = Extract<CallEvent, { readonly type: Type }>
export type Given<Type extends EventType> = {
  readonly call: Call
  readonly event: EventOf<Type>
  readonly at: number
}
export type Handlers = { readonly [Type in EventType]?: (given: Given<Type>) => Answer }

export const unchanged = (call: Call): CallStep => ({ state: call, effects: [] })

/** One after the other; what each does adds up. */
export function andThen(step: CallStep, next: (call: Call) => CallStep): CallStep {
  const after = next(step.state)
  return { state: after.state, effects: [...step.effects, ...after.effects] }
}

export function withChange(call: Call, change: Partial<Call>): CallStep {
  return { state: { ...call, ...change }, effects: [] }
}

export function withParty(call: Call, id: PartyId, change: Partial<Party>): Call {
  return {
    ...call,
    parties: call.parties.map((party) => (party.id === id ? { ...party, ...change } : party)),
  }
}

/** Another leg state, with the alarm that belongs to it. */
export function withLeg(call: Call, party: Party, leg: Leg): CallStep {
  return {
    state: withParty(call, party.id, { leg }),
    effects: [alarmOf(call, { ...party, leg })],
  }
}

export function added(call: Call, party: Party): CallStep {
  return {
    state: { ...call, parties: [...call.parties, party] },
    effects: [alarmOf(call, party)],
  }
}

/** A party that is no longer in it: its leg is closed, its alarm cancelled. */
export function without(call: Call, party: Party): CallStep {
  return {
    state: { ...call, parties: call.parties.filter(({ id }) => id !== party.id) },
    effects: [...closeLeg(party), ...noAlarm(call, party)],
  }
}

function closeLeg({ leg }: Party): CallEffect[] {
  return leg.name === 'up' ? [{ type: 'close-leg', legId: leg.legId }] : []
}

function noAlarm(call: Call, party: Party): CallEffect[] {
  return 'untilAt' in party.leg ? [{ type: 'cancel-wake', key: partyKey(call, party) }] : []
}
