/** An alarm of a call rings. Before a ring that nobody answered ends, it goes on to whom that agent has named for it (K31). */
import { agentIdOf, partyOf } from '#core/call/call.ts'
import type { CallEvent } from '#core/call/event.ts'
import { forwardedOnNoAnswer } from '#core/call/forwarding.ts'
import type { CallId, PartyId } from '#core/id.ts'
import { refuse, type Refusal } from '#core/step.ts'
import type { Context } from '../context.ts'
import { ringMsOf } from './call-invite.ts'
import type { Unit } from './unit.ts'
import { forwardFacts } from './whom-to-ring.ts'

export async function callAlarm(context: Context, unit: Unit, id: CallId, event: CallEvent): Promise<void> {
  const refused = event.type === 'ring-expired' ? await ringOn(context, unit, id, event.partyId) : event
  if (refused) await unit.applyToCall(id, event)
}

/** Null: somebody else is rung instead. */
async function ringOn(
  context: Context,
  unit: Unit,
  id: CallId,
  fromPartyId: PartyId,
): Promise<Refusal | null> {
  const record = await unit.call(id)
  const from = record && partyOf(record.call, fromPartyId)
  const absentId = from && agentIdOf(from)
  if (!absentId) return refuse('party-gone')
  const { call } = record
  const facts = await forwardFacts(context, unit, absentId, { call, for: 'ask' })
  const next = forwardedOnNoAnswer(absentId, facts, from.insteadOf ?? [])
  if (!next || facts.reachOf(next.to) !== 'free') return refuse('nobody-free')
  return await unit.applyToCall(id, {
    type: 'forwarded',
    fromPartyId,
    partyId: context.newId('pty'),
    agentId: next.to,
    insteadOf: next.insteadOf,
    untilAt: unit.at + (await ringMsOf(context, unit, call)),
  })
}
