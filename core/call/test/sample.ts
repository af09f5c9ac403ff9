/** Calls for the tests, brought into each situation by the events that do it in life. Legs are named after who has them. */
import { audioPlan, hearersOf } from '#core/call/audio-plan.ts'
import type { Call } from '#core/call/call.ts'
import type { CallEffect, CallEvent } from '#core/call/event.ts'
import { openCall, openInternalCall, stepCall } from '#core/call/step.ts'
import type { PartyId } from '#core/id.ts'
import { isRefusal, type Step } from '#core/step.ts'

export const start = 1_000_000
export const soon = start + 30_000

export const opened = openCall(
  {
    id: 'cal_1',
    interactionId: 'int_1',
    partyId: 'pty_customer',
    who: { kind: 'customer' },
    leg: 'joining',
    untilAt: soon,
  },
  start,
).state

export function must(call: Call, event: CallEvent, at: number = start + 1_000): Step<Call, CallEffect> {
  const answer = stepCall(call, event, at)
  if (isRefusal(answer)) throw new Error(`${event.type}: ${answer.refused}`)
  return answer
}

export function after(call: Call, ...events: readonly CallEvent[]): Call {
  return events.reduce((now, event, index) => must(now, event, start + 1_000 + index).state, call)
}

/** As a party: `up('ana')` has the leg `leg_ana`. */
export const up = (name: string): CallEvent => ({
  type: 'leg-up',
  partyId: `pty_${name}`,
  legId: `leg_${name}`,
})
export const owner = (name: string): CallEvent => ({
  type: 'owner-joined',
  partyId: `pty_${name}`,
  agentId: `agt_${name}`,
  untilAt: soon,
})
export const invite = (name: string, as: 'consulted' | 'member' = 'consulted'): CallEvent => ({
  type: 'invited',
  partyId: `pty_${name}`,
  who: { kind: 'agent', agentId: `agt_${name}` },
  as,
  untilAt: soon,
})
export const answer = (name: string): readonly CallEvent[] => [
  { type: 'invitation-accepted', partyId: `pty_${name}`, untilAt: soon },
  up(name),
]
export const watch = (name: string, mode: 'listen' | 'whisper' | 'barge'): readonly CallEvent[] => [
  { type: 'monitored', partyId: `pty_${name}`, agentId: `agt_${name}`, mode, untilAt: soon },
  up(name),
]
export const party = (name: string): PartyId => `pty_${name}`

export const waiting = after(opened, up('customer'))
export const talking = after(waiting, owner('ana'), up('ana'))
export const consulting = after(talking, invite('bruno'), ...answer('bruno'))
export const conference = after(consulting, { type: 'merged' })
export const colleagues = after(
  openInternalCall({ id: 'cal_2', partyId: 'pty_ana', agentId: 'agt_ana', untilAt: soon }, start).state,
  up('ana'),
  invite('bruno', 'member'),
  ...answer('bruno'),
)

/** What everybody hears, by name: `ana: customer | customer: music`. */
export function sound(call: Call): Readonly<Record<string, string>> {
  const plan = audioPlan(call)
  return Object.fromEntries(
    plan.legs.map(({ legId, hears }) => {
      const heard = plan.legs.filter((other) => hearersOf(plan, other.legId).includes(legId))
      const names = heard.map((leg) => leg.legId.slice(4)).toSorted()
      return [legId.slice(4), hears === 'bridge' ? names.join(' ') : hears]
    }),
  )
}

export const recorded = (call: Call): string =>
  audioPlan(call)
    .legs.filter((leg) => leg.isRecorded)
    .map((leg) => leg.legId.slice(4))
    .toSorted()
    .join(' ')
