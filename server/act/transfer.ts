/**
 * Giving a conversation away without asking: to another queue's line (I12), or to one agent, who is alerted (I26). Whoever calls these has looked whether
 * the actor may; a channel with no more to it than this needs nothing else.
 */
import { mayTake } from '#core/presence/may-take.ts'
import type { AgentId, InteractionId, QueueId } from '#core/id.ts'
import type { InteractionEvent } from '#core/interaction/event.ts'
import type { Offer } from '#core/interaction/interaction.ts'
import { refuse, type Refusal } from '#core/step.ts'
import type { Context } from '../context.ts'
import { firstName } from '../present/message-view.ts'
import type { InteractionRecord } from '../store/interaction-record.ts'
import { postOfferPushes } from '../store/push-row.ts'
import type { Unit } from './unit.ts'

/** The event, if the queue takes this channel. */
export function toQueue(
  context: Context,
  { interaction }: InteractionRecord,
  queueId: QueueId,
): InteractionEvent | Refusal {
  const queue = context.configuration.queue(queueId)
  return queue && !queue.archivedAt && queue.channels.includes(interaction.channel)
    ? { type: 'transferred', queueId }
    : refuse('unknown-reference', { what: queueId })
}

export async function noteQueue(
  context: Context,
  unit: Unit,
  id: InteractionId,
  queueId: QueueId,
): Promise<null> {
  const queue = context.configuration.queue(queueId)?.name ?? ''
  await unit.note(id, { code: 'transferred', values: { queue } })
  return null
}

/** One agent is alerted, and who gives it away is free. The agent must be able to take it at once (P7). */
export async function transferToAgent(
  context: Context,
  unit: Unit,
  { interaction }: InteractionRecord,
  { fromAgentId, toAgentId }: { readonly fromAgentId: AgentId; readonly toAgentId: AgentId },
): Promise<Refusal | null> {
  const agent = context.configuration.agent(toAgentId)
  if (!agent || agent.archivedAt) return refuse('unknown-reference', { what: toAgentId })
  const presence = (await unit.presence(toAgentId))?.presence
  if (!presence?.online) return refuse('agent-offline')
  if (!mayTake(presence, interaction.channel, unit.at)) return refuse('agent-busy')
  const offer = offerTo(context, interaction, { fromAgentId, toAgentId }, unit.at)
  const refused = await unit.applyToInteraction(interaction.id, { type: 'transferred-to-agent', offer })
  if (refused) return refused
  await unit.note(interaction.id, {
    code: 'transferred-to-agent',
    values: { agent: firstName(agent.name) },
  })
  await postOfferPushes(unit.transaction, interaction.id, [offer], unit.at)
  return null
}

function offerTo(
  context: Context,
  { queueId, channel }: InteractionRecord['interaction'],
  { fromAgentId, toAgentId }: { readonly fromAgentId: AgentId; readonly toAgentId: AgentId },
  at: number,
): Offer {
  const queue = context.configuration.queue(queueId)
  if (!queue) throw new Error(`An interaction is in queue ${queueId}, which does not exist.`)
  return {
    id: context.newId('off'),
    agentId: toAgentId,
    offeredAt: at,
    deadlineAt: at + (channel === 'voice' ? queue.voice.ringMs : queue.offerMs),
    autoAnswer: false,
    direct: { fromAgentId, returnOfferId: queue.voice.transferReturns ? context.newId('off') : null },
  }
}
