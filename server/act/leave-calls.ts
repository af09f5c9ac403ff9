/** An agent stops work (K28), or may not look on any more: what becomes of the calls that the agent is in, or is rung for. */
import { agentIdOf, type Leg } from '#core/call/call.ts'
import type { AgentId, InteractionId } from '#core/id.ts'
import { readOpenCallsOf } from '../store/call-record.ts'
import type { Unit } from './unit.ts'

/** `ringing`: only what is not answered. `silent`: all but where the agent is heard. */
export type Leaving = 'ringing' | 'silent' | 'all'

const leaves: Record<Leaving, (leg: Leg['name']) => boolean> = {
  ringing: (leg) => leg === 'ringing',
  silent: (leg) => leg !== 'up',
  all: () => true,
}

/** The interactions of the calls that the agent stays in. Interactions and calls are locked already. */
export async function leaveCalls(
  unit: Unit,
  agentId: AgentId,
  which: Leaving,
): Promise<ReadonlySet<InteractionId>> {
  const stays = new Set<InteractionId>()
  for (const { call: seen } of await readOpenCallsOf(unit.transaction, agentId)) {
    const record = await unit.call(seen.id)
    const own = record?.call.parties.find((party) => agentIdOf(party) === agentId)
    if (!record || !own) continue
    if (leaves[which](own.leg.name)) await unit.applyToCall(seen.id, { type: 'gone', partyId: own.id })
    else if (record.call.interactionId) stays.add(record.call.interactionId)
  }
  return stays
}

/** Who is no supervisor any more hears nothing more of other people's calls, at once (R10). */
export async function stopLookingOn(unit: Unit, agentId: AgentId): Promise<void> {
  for (const { call: seen } of await readOpenCallsOf(unit.transaction, agentId)) {
    const own = (await unit.call(seen.id))?.call.parties.find((party) => agentIdOf(party) === agentId)
    if (own?.role === 'supervisor') await unit.applyToCall(seen.id, { type: 'left', partyId: own.id })
  }
}
