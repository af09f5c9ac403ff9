import { ownerOf } from '#core/interaction/interaction.ts'
import type { AgentId } from '#core/id.ts'
import type { InteractionView } from '#protocol/interaction.ts'
import type { Audience } from '../store/event-log.ts'
import type { InteractionRecord } from '../store/interaction-record.ts'

/** The only way from a stored interaction to the wire. */
export function toInteractionView(record: InteractionRecord): InteractionView {
  const { interaction, version, summary, caseData, tagIds, note, offerWhy, startedAt, contactName } = record
  return {
    ...interaction,
    version,
    summary,
    caseData,
    tagIds,
    note,
    offerWhy,
    startedAt,
    contact: { id: interaction.contactId, name: contactName },
  }
}

/** Whom a change concerns: owner and alerted agents, and the members of the queue while it waits there or is stored. */
export function audienceOf(record: InteractionRecord): {
  agents: AgentId[]
  queues: InteractionRecord['interaction']['queueId'][]
} {
  const { interaction } = record
  const owner = ownerOf(interaction)
  const offered =
    interaction.state.name === 'offered' ? interaction.state.offers.map((offer) => offer.agentId) : []
  const isForMembers = ['waiting', 'offered', 'stored'].includes(interaction.state.name)
  return { agents: owner ? [owner, ...offered] : offered, queues: isForMembers ? [interaction.queueId] : [] }
}

/** Those concerned before and after a change: who loses it must hear so. */
export function audienceOfChange(before: InteractionRecord | null, after: InteractionRecord): Audience {
  const was = before ? audienceOf(before) : { agents: [], queues: [] }
  const is = audienceOf(after)
  return {
    agents: [...new Set([...was.agents, ...is.agents])],
    queues: [...new Set([...was.queues, ...is.queues])],
    customer: `${after.interaction.accountId}|${after.externalUser}`,
  }
}
