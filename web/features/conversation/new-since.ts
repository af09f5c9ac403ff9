/**
 * Where what is new in a conversation begins: the line that stands above it stays while the conversation is open, also when all of it was read. It
 * moves only when more comes while nobody looks: what arrives before the agent's eyes is no news.
 */
import type { ConversationSummary } from '#core/interaction/summary.ts'

export type NewSince = {
  /** Position of the first new message. */
  readonly position: number
  readonly count: number
}

export function newSince(
  before: NewSince | null,
  { unread, unreadFrom }: Pick<ConversationSummary, 'unread' | 'unreadFrom'>,
  isSeen: boolean,
): NewSince | null {
  if (unreadFrom === null) return before
  if (before?.position === unreadFrom) return before.count === unread ? before : { ...before, count: unread }
  return isSeen ? before : { position: unreadFrom, count: unread }
}
