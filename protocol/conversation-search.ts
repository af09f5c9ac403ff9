/**
 * `GET /interactions/:id/search`: what was said in a conversation, found by words. Accents and case do not count, every word must be there; the
 * names of files count as text. Newest first.
 */
import type { MessageId } from '#core/id.ts'
import { z } from 'zod'

export const conversationSearchQuery = z.object({
  q: z.string().trim().min(1).max(200),
  /** A position: only what was said before it, for the hits that did not fit into the answer before. */
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
})

export type ConversationHit = {
  readonly messageId: MessageId
  readonly position: number
  readonly direction: 'in' | 'out'
  /** Who said it: the agent's or the customer's name. */
  readonly name: string
  readonly at: number
  /** One line of at most 160 characters around the first word found. */
  readonly excerpt: string
}

export type ConversationSearch = {
  readonly hits: readonly ConversationHit[]
  /** How many there are before `before` (or in all), also those that did not fit. */
  readonly total: number
  readonly hasMore: boolean
}
