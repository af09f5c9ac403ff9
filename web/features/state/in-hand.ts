/** What an agent would leave behind by going: conversations, offers, and what only waits to be closed. */
import type { AgentId } from '#core/id.ts'
import { openOffers } from '#core/interaction/interaction.ts'
import { listOf, type LiveModel } from '#web/live/model.ts'

export type InHand = { readonly active: number; readonly offered: number; readonly ended: number }

export function inHand(interactions: LiveModel['interactions'], me: AgentId): InHand {
  const counts = { active: 0, offered: 0, ended: 0 }
  for (const { shown } of interactions.values()) {
    const list = listOf(shown, me)
    if (list === 'active') counts.active += 1
    if (list === 'ended') counts.ended += 1
    if (openOffers(shown).some((offer) => offer.agentId === me)) counts.offered += 1
  }
  return counts
}
