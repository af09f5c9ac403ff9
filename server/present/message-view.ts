import type { CustomerMessage } from '#channels/channel.ts'
import type { MessageAuthor, MessageView } from '#protocol/message.ts'
import type { MessageRow, NewMessageRow } from '../store/message-row.ts'

/** The only way from a stored message to the wire. */
export function toMessageView(row: MessageRow): MessageView {
  return {
    id: row.id,
    interactionId: row.interaction_id,
    position: row.position,
    direction: row.direction,
    author: toAuthor(row.author_agent_id, row.author_name, row.direction),
    text: row.text,
    note: row.note,
    quote: row.quote,
    files: row.files,
    state: row.state,
    reason: row.reason,
    clientId: row.client_id,
    at: row.at,
    stateAt: row.state_at,
  }
}

export function newMessageView(row: NewMessageRow): MessageView {
  return {
    id: row.id,
    interactionId: row.interactionId,
    position: row.position,
    direction: row.direction,
    author: toAuthor(row.authorAgentId, row.authorName, row.direction),
    text: row.text,
    note: row.note,
    quote: null,
    files: row.files,
    state: row.state,
    reason: null,
    clientId: row.clientId,
    at: row.at,
    stateAt: row.at,
  }
}

function toAuthor(
  agentId: MessageRow['author_agent_id'],
  name: string | null,
  direction: MessageRow['direction'],
): MessageAuthor {
  if (direction === 'system') return { kind: 'system' }
  return agentId ? { kind: 'agent', agentId, name: name ?? '' } : { kind: 'customer', name: name ?? '' }
}

/** As the customer may see it: no ids of agents, and the customer's own sequence number. */
export function toCustomerMessage(
  message: MessageView,
  seqOffset: number,
  externalId: string | null,
): CustomerMessage {
  return {
    seq: seqOffset + message.position,
    conversation: message.interactionId,
    position: message.position,
    externalId,
    direction: message.direction,
    authorName: message.author.kind === 'agent' ? firstName(message.author.name) : null,
    text: message.text,
    note: message.note,
    quote: message.quote && {
      position: message.quote.position,
      direction: message.quote.direction,
      name: message.quote.direction === 'out' ? firstName(message.quote.name) : null,
      excerpt: message.quote.excerpt,
    },
    files: message.files,
    state: message.state,
    at: message.at,
  }
}

/** Customers are told an agent's first name only. */
export function firstName(name: string): string {
  return name.split(' ', 1)[0] ?? name
}
