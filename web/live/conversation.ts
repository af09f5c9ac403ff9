/**
 * The part of one conversation that the page has: messages in a row without a gap. It grows at its ends by pages fetched and by what is said
 * live; a jump to another date replaces it. Positions are the conversation's own order, so the same message twice is one.
 *
 * Of a very long one only a part is kept: what is far from the end that grows is let go, and fetched again when it is scrolled to.
 *
 * What happens while a page is on its way and cannot be put in its place makes the part *stale*: the newest page is then asked for once more.
 */
import type { MessageState, MessageView } from '#protocol/message.ts'

export type Conversation = {
  readonly messages: readonly MessageView[]
  readonly hasOlder: boolean
  /** There is more after the last one here: what is said now is not shown at the end of this part. */
  readonly hasNewer: boolean
  readonly isStale: boolean
  /** At least one page has come. */
  readonly isLoaded: boolean
}

export type FetchedPage = {
  readonly messages: readonly MessageView[]
  readonly hasOlder: boolean
  readonly hasNewer: boolean
}

/** `newest`: the end of the conversation; `older`/`newer`: goes on at an end; `elsewhere`: a jump. */
export type PageKind = 'newest' | 'older' | 'newer' | 'elsewhere'

/** As many lines are kept when a page is added; what is said live may double it before the oldest go. */
export const keptLines = 480

const unopened: Conversation = {
  messages: [],
  hasOlder: false,
  hasNewer: false,
  isStale: false,
  isLoaded: false,
}

/** From now on, what cannot be put in its place is noticed. */
export function pageAsked(conversation: Conversation = unopened): Conversation {
  return { ...conversation, isStale: false }
}

export function withPage(
  conversation: Conversation = unopened,
  page: FetchedPage,
  kind: PageKind,
): Conversation {
  const { messages, isStale, isLoaded } = conversation
  if (kind === 'elsewhere' || !touches(messages, page.messages)) return { ...page, isStale, isLoaded: true }
  const isSilent = isLoaded && page.messages.length === 0
  const startsEarlier = !isSilent && firstPosition(page.messages) <= firstPosition(messages)
  const endsLater = !isSilent && lastPosition(page.messages) >= lastPosition(messages)
  const whole = {
    messages: merged(messages, page.messages),
    hasOlder: kind === 'older' || startsEarlier ? page.hasOlder : conversation.hasOlder,
    hasNewer: kind === 'newer' || endsLater ? page.hasNewer : conversation.hasNewer,
    isStale,
    isLoaded: true,
  }
  return kind === 'older' ? withoutNewest(whole) : withoutOldest(whole, keptLines)
}

function withoutNewest(conversation: Conversation): Conversation {
  const { messages } = conversation
  return messages.length <= keptLines
    ? conversation
    : { ...conversation, messages: messages.slice(0, keptLines), hasNewer: true, isStale: false }
}

function withoutOldest(conversation: Conversation, most: number): Conversation {
  const { messages } = conversation
  return messages.length <= most
    ? conversation
    : { ...conversation, messages: messages.slice(-keptLines), hasOlder: true }
}

export function withMessage(conversation: Conversation, message: MessageView): Conversation {
  const { messages } = conversation
  const last = lastPosition(messages)
  if (message.position <= last) return { ...conversation, messages: merged(messages, [message]) }
  if (conversation.hasNewer) return conversation
  // One from further on, without those between.
  if (message.position > last + 1 || !conversation.isLoaded) return { ...conversation, isStale: true }
  // The reader may be anywhere in it: only when it is far too long do the oldest go.
  return withoutOldest({ ...conversation, messages: [...messages, message] }, 2 * keptLines)
}

export type Mark = {
  readonly position: number
  readonly state: MessageState
  readonly reason: string | null
  readonly at: number
}

/** Marks may overtake each other on their way; the later instant wins. */
export function withMark(conversation: Conversation, mark: Mark): Conversation {
  if (mark.position > lastPosition(conversation.messages)) {
    return conversation.hasNewer ? conversation : { ...conversation, isStale: true }
  }
  const messages = conversation.messages.map((message) =>
    message.position === mark.position && message.stateAt <= mark.at
      ? { ...message, state: mark.state, reason: mark.reason, stateAt: mark.at }
      : message,
  )
  return { ...conversation, messages }
}

function touches(mine: readonly MessageView[], page: readonly MessageView[]): boolean {
  if (mine.length === 0 || page.length === 0) return page.length === 0
  return firstPosition(page) <= lastPosition(mine) + 1 && firstPosition(mine) <= lastPosition(page) + 1
}

function merged(mine: readonly MessageView[], other: readonly MessageView[]): MessageView[] {
  const byPosition = new Map(mine.map((message) => [message.position, message]))
  for (const message of other) {
    const had = byPosition.get(message.position)
    if (!had || had.stateAt <= message.stateAt) byPosition.set(message.position, message)
  }
  return [...byPosition.values()].sort((a, b) => a.position - b.position)
}

export const firstPosition = (messages: readonly MessageView[]): number => messages[0]?.position ?? 0
export const lastPosition = (messages: readonly MessageView[]): number => messages.at(-1)?.position ?? 0
