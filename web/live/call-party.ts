/** Who is who in a call, as this agent sees it. */
import type { PartyRole } from '#core/call/call.ts'
import type { AgentId, InteractionId } from '#core/id.ts'
import type { CallView, PartyView } from '#protocol/call.ts'
import type { LiveCall } from './fold-call.ts'
import type { LiveModel } from './model.ts'

export const agentIdOf = ({ who }: PartyView): AgentId | null => (who.kind === 'agent' ? who.agentId : null)

export const partyOfAgent = (view: CallView, id: AgentId): PartyView | null =>
  view.parties.find((party) => agentIdOf(party) === id) ?? null

export const partyWithRole = (view: CallView, role: PartyRole): PartyView | null =>
  view.parties.find((party) => party.role === role) ?? null

/** The agent takes part in it, or will in a moment; who is only rung does not. */
export function isIn(view: CallView, me: AgentId): boolean {
  const own = partyOfAgent(view, me)
  return view.state.name === 'open' && own !== null && own.leg.name !== 'ringing'
}

/** The agent is rung. */
export function isRung(view: CallView, me: AgentId): boolean {
  return view.state.name === 'open' && partyOfAgent(view, me)?.leg.name === 'ringing'
}

/** The own calls: the ones that are heard first, then as they began. */
export function ownCalls({ calls, me }: Pick<LiveModel, 'calls' | 'me'>): readonly LiveCall[] {
  return [...calls.values()]
    .filter(({ view }) => isIn(view, me))
    .toSorted(
      (a, b) =>
        Number(isSetAside(a.view, me)) - Number(isSetAside(b.view, me)) ||
        a.view.startedAt - b.view.startedAt,
    )
}

export const callOfInteraction = (
  { calls, me }: Pick<LiveModel, 'calls' | 'me'>,
  id: InteractionId,
): LiveCall | null =>
  [...calls.values()].find(({ view }) => view.interactionId === id && isIn(view, me)) ?? null

/** Put aside for another call: the customer is on hold; where there is nobody to hold, the own microphone is off. */
export function isSetAside(view: CallView, me: AgentId): boolean {
  const own = partyOfAgent(view, me)
  return own?.role === 'owner' && partyWithRole(view, 'customer') ? view.isHeld : (own?.isMuted ?? false)
}
