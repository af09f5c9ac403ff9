/**
 * A call and its interaction are two views of one matter, and each follows the other (K25, K26): the interaction says whose work it is, the call who
 * hears whom. Both functions answer nothing when the two agree already, so that each may be asked after every change of the other.
 */
import type { AgentId, PartyId } from '../id.ts'
import type { InteractionEvent } from '../interaction/event.ts'
import type { Interaction } from '../interaction/interaction.ts'
import type { PresenceEvent } from '../presence/event.ts'
import { agentIdOf, withRole, type Call, type OverBy } from './call.ts'
import type { CallEffect, CallEvent } from './event.ts'

/** What the call is to be told now that the interaction is this. `partyId`: for an owner who comes in; `untilAt`: until when the sound must be there. */
export function followInteraction(
  call: Call,
  { state }: Pick<Interaction, 'state'>,
  joining: { readonly partyId: PartyId; readonly untilAt: number },
): readonly CallEvent[] {
  if (call.state.name === 'over') return []
  if (state.name === 'ended') return [{ type: 'ended', by: overByOf(state.by) }]
  if (state.name === 'closed')
    return [{ type: 'ended', by: state.outcome === 'abandoned' ? 'customer' : 'system' }]
  const owner = withRole(call, 'owner')
  const ownerId = owner && agentIdOf(owner)
  const wantedId = state.name === 'active' ? state.agentId : null
  if (ownerId === wantedId) return []
  if (wantedId === null) return [{ type: 'owner-released' }]
  return newOwner(call, wantedId, joining)
}

/** Somebody holds the interaction who does not own the call: whoever is in it already is not called in a second time. */
function newOwner(
  call: Call,
  agentId: AgentId,
  joining: { readonly partyId: PartyId; readonly untilAt: number },
): readonly CallEvent[] {
  const known = call.parties.find((party) => agentIdOf(party) === agentId)
  const owner = withRole(call, 'owner')
  const isIn = known?.leg.name === 'up'
  if (owner && known && isIn)
    return known.role === 'supervisor'
      ? [{ type: 'taken-over', partyId: known.id }]
      : [{ type: 'handed-over', partyId: known.id, stay: false }]
  return [
    ...(known ? [{ type: 'left', partyId: known.id } as const] : []),
    ...(owner ? [{ type: 'owner-released' } as const] : []),
    { type: 'owner-joined', agentId, ...joining },
  ]
}

function overByOf(by: Extract<Interaction['state'], { readonly name: 'ended' }>['by']): OverBy {
  return by === 'customer' || by === 'system' ? by : 'agent'
}

/** What the interaction is to be told because of this effect of its call; null: nothing, or it knows already. */
export function followCall(
  effect: CallEffect,
  { state }: Pick<Interaction, 'state'>,
): InteractionEvent | null {
  const holderId = state.name === 'active' ? state.agentId : null
  if (effect.type === 'owner-changed')
    return holderId === effect.to ? null : { type: 'assigned', agentId: effect.to }
  if (effect.type === 'owner-gone')
    return holderId === effect.agentId ? { type: 'agent-lost', agentId: effect.agentId } : null
  if (effect.type !== 'over' || state.name === 'ended' || state.name === 'closed') return null
  const isHeld = state.name === 'active' || state.name === 'parked'
  return isHeld && effect.by !== 'customer' ? { type: 'ended', by: effect.by } : { type: 'customer-left' }
}

/** An owner whose sound did not come is not ready for calls: the next one would ring, and be answered by itself, where nothing can be heard (K32). */
export function newsForOwner(
  effect: CallEffect,
): { readonly agentId: AgentId; readonly event: PresenceEvent } | null {
  if (effect.type !== 'owner-gone') return null
  const event = { type: 'state-forced', channels: ['voice'], state: 'not-ready', reasonId: null } as const
  return { agentId: effect.agentId, event }
}

/** The agents for whom this call is a call of their own beside their interactions (K27). */
export function takersPart(call: Call): readonly AgentId[] {
  return call.parties.flatMap((party) => {
    const agentId = agentIdOf(party)
    const holdsWork = party.role === 'owner' && call.interactionId !== null
    return agentId === null || party.role === 'supervisor' || holdsWork || party.leg.name === 'ringing'
      ? []
      : [agentId]
  })
}
