/**
 * Carries out a decision of the matcher. The matcher decides over facts that may be a moment old; here, under the locks, the interaction must
 * still wait and each agent must still be one who may be given it (P7), else that agent is left out. With the routing fence, two nodes can never both
 * act on their decisions.
 */
import { mayTake } from '#core/presence/may-take.ts'
import type { Decision } from '#core/routing/snapshot.ts'
import { refuse, type Refusal } from '#core/step.ts'
import type { Offer } from '#core/interaction/interaction.ts'
import type { Context } from '../context.ts'
import { isFenceCurrent } from '../store/lease.ts'
import { postOfferPushes } from '../store/push-row.ts'
import { act } from './unit.ts'

export async function makeOffers(
  context: Context,
  decision: Decision,
  fence: number,
): Promise<{ made: number } | Refusal> {
  let pushes = 0
  const made = await act<{ made: number }>(context, async (unit) => {
    if (!(await isFenceCurrent(unit.transaction, 'routing', fence))) return refuse('not-leader')
    const record = await unit.interaction(decision.interactionId)
    if (!record || record.interaction.queueId !== decision.queueId) return refuse('not-found')
    const queue = context.configuration.queue(decision.queueId)
    if (!queue) return refuse('not-found')
    const offers: Offer[] = []
    for (const agentId of decision.agentIds.toSorted()) {
      const agent = await unit.presence(agentId)
      if (!agent || !mayTake(agent.presence, record.interaction.channel, unit.at)) continue
      offers.push({
        id: context.newId('off'),
        agentId,
        offeredAt: unit.at,
        deadlineAt: unit.at + queue.offerMs,
        autoAnswer: queue.autoAnswer,
      })
    }
    if (offers.length === 0) return refuse('nobody-free')
    const refused = await unit.applyToInteraction(decision.interactionId, { type: 'offered', offers })
    if (refused) return refused
    await unit.amend(decision.interactionId, { offerWhy: decision.why })
    pushes = await postOfferPushes(unit.transaction, decision.interactionId, offers, unit.at)
    return { made: offers.length }
  })
  if (pushes > 0) context.doorbell.ring('outbox')
  return made
}
