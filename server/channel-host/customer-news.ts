/** What a connected customer may see: their own conversations, in the customer's words and without anybody's ids. */
import type { CustomerConversation, CustomerNews, CustomerView } from '#channels/channel.ts'
import type { ChannelAccountId } from '#core/id.ts'
import type { Interaction } from '#core/interaction/interaction.ts'
import type { MessageView } from '#protocol/message.ts'
import type { CallNews } from '../act/call-news.ts'
import type { Context } from '../context.ts'
import { firstName, toCustomerMessage, toMessageView } from '../present/message-view.ts'
import { lastInteractionOfCustomer } from '../store/contact-row.ts'
import type { LoggedEvent } from '../store/event-log.ts'
import { readInteraction } from '../store/interaction-record.ts'
import { readCustomerMessages } from '../store/message-row.ts'

const mostMessages = 200

export function toCustomerConversation(
  context: Context,
  interaction: Pick<Interaction, 'id' | 'state'>,
): CustomerConversation {
  const { state } = interaction
  const { name } = state
  const owner = 'agentId' in state ? state.agentId : null
  const agent = owner ? context.configuration.agent(owner) : null
  const over = name === 'ended' || name === 'closed'
  return {
    id: interaction.id,
    state: over ? 'ended' : name === 'active' || name === 'parked' ? 'active' : 'waiting',
    agentName: agent ? firstName(agent.name) : null,
  }
}

export async function readCustomerView(
  context: Context,
  accountId: ChannelAccountId,
  user: string,
  afterSeq: number,
  beforeSeq: number = Number.MAX_SAFE_INTEGER,
): Promise<CustomerView> {
  const [last, rows] = await Promise.all([
    lastInteractionOfCustomer(context.database, accountId, user),
    readCustomerMessages(context.database, accountId, user, afterSeq, beforeSeq, mostMessages),
  ])
  const record = last ? await readInteraction(context.database, last.id) : null
  return {
    conversation: record ? toCustomerConversation(context, record.interaction) : null,
    messages: rows.map((row) => toCustomerMessage(toMessageView(row), row.seq_offset, row.external_id)),
  }
}

/** Which state of which conversation: the log may bring an older one after a newer one. */
export type Standing = { readonly id: string; readonly startedAt: number; readonly version: number }

export function standingOf(event: LoggedEvent): Standing | null {
  return event.type === 'interaction-changed'
    ? toStanding((event.body as { interaction: Standing }).interaction)
    : null
}

function toStanding({ id, startedAt, version }: Standing): Standing {
  return { id, startedAt, version }
}

export function isBefore(one: Standing, other: Standing | undefined): boolean {
  if (!other) return false
  return one.id === other.id ? one.version < other.version : one.startedAt < other.startedAt
}

/** Bodies are what this server's own acts wrote. */
export function toCustomerNews(context: Context, event: LoggedEvent): CustomerNews | null {
  if (event.type === 'message-added') {
    const { message, seqOffset, externalId } = event.body as {
      message: MessageView
      seqOffset: number
      externalId?: string | null
    }
    return { type: 'message', message: toCustomerMessage(message, seqOffset, externalId ?? null) }
  }
  if (event.type === 'interaction-changed') {
    const { interaction } = event.body as { interaction: Interaction }
    return { type: 'conversation', conversation: toCustomerConversation(context, interaction) }
  }
  if (event.type === 'call-changed') {
    const { customer } = event.body as CallNews
    return customer && { type: 'call', call: customer }
  }
  if (event.type === 'read-by-agent' && event.interactionId) {
    const { position } = event.body as { position: number }
    return position > 0 ? { type: 'marked', conversation: event.interactionId, position, as: 'read' } : null
  }
  return null
}
