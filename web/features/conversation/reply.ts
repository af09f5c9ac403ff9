/** Answering a given message: the quote as the server will make it, and going from one to the next by keyboard. */
import { previewOf } from '#core/interaction/summary.ts'
import type { MessageQuote, MessageView } from '#protocol/message.ts'

const longestExcerpt = 200

/** Null for a line of the system: nobody said it. */
export function quoteOf(message: MessageView, customerName: string): MessageQuote | null {
  const { id, position, direction, author, text, files } = message
  if (direction === 'system' || author.kind === 'system') return null
  const name = author.name === '' && author.kind === 'customer' ? customerName : author.name
  return { messageId: id, position, direction, name, excerpt: previewOf(text, files, longestExcerpt) }
}

/** What the customer said last; with a quote already, what the customer said before that. Null: there is no such one here. */
export function earlierToQuote(
  messages: readonly MessageView[],
  quote: MessageQuote | null,
): MessageView | null {
  const before = quote?.position ?? Infinity
  return messages.findLast(({ direction, position }) => direction === 'in' && position < before) ?? null
}

/** The way back: what the customer said next, or null behind the last one: then nothing is quoted any more. */
export function laterToQuote(messages: readonly MessageView[], quote: MessageQuote): MessageView | null {
  return messages.find(({ direction, position }) => direction === 'in' && position > quote.position) ?? null
}
