/** A leg that a page opens in the double: answered by the exchange, and put in its party's place when it is up. */
import { partyOf } from '#core/call/call.ts'
import type { AgentId, CallId, LegId } from '#core/id.ts'
import { ownParty } from '#core/permission/call-act.ts'
import { refuse, type Refusal } from '#core/step.ts'
import type { LegAnswer } from '#protocol/call.ts'
import { callsOf } from './call.ts'
import type { Centre } from './centre.ts'
import { soundOf } from './sound.ts'

const lostMs = 15_000
export async function openLegOf(
  centre: Centre,
  callId: CallId,
  agentId: AgentId,
  offer: string,
): Promise<LegAnswer | Refusal> {
  const calls = callsOf(centre)
  const { exchange, isThere } = soundOf(centre)
  const party = ownParty(calls.must(callId).call, { agentId })
  if (!party) return refuse('not-allowed')
  if (!exchange || !isThere) return refuse('voice-down')
  const legId: LegId = centre.id('leg')
  const isShown = (): boolean => {
    const leg = partyOf(calls.must(callId).call, party.id)?.leg
    return leg?.name === 'up' && leg.legId === legId
  }
  const answer = await exchange.answer(legId, offer, (what) => {
    if (what === 'up') calls.step(callId, { type: 'leg-up', partyId: party.id, legId })
    else if (isShown()) calls.step(callId, { type: 'leg-lost', legId, untilAt: Date.now() + lostMs })
  })
  return { answer, legId }
}
