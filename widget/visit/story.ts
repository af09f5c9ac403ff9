/**
 * What the visitor sees of the conversation, as a fold of the server's frames: the same frames give the same story, whether they came one by
 * one, again after a reconnection, or all at once after a reload. Pure.
 */
import type { VisitorConversation, VisitorMessage, WidgetServerFrame } from '#protocol/widget.ts'
import type { Unsent } from './outbox.ts'

export type Story = {
  readonly conversation: VisitorConversation | null
  /** In the visitor's own sequence, each once. */
  readonly messages: readonly VisitorMessage[]
  /** The last sequence number the server brought; what we were only told is kept does not count, something may come before it. */
  readonly after: number
  readonly queue: { readonly position: number; readonly waitMs: number | null } | null
  readonly agentTypes: boolean
}

export const emptyStory: Story = {
  conversation: null,
  messages: [],
  after: 0,
  queue: null,
  agentTypes: false,
}

function place(messages: readonly VisitorMessage[], message: VisitorMessage): readonly VisitorMessage[] {
  const last = messages.at(-1)
  if (!last || last.seq < message.seq) return [...messages, message]
  const others = messages.filter((other) => other.seq !== message.seq)
  const index = others.findIndex((other) => other.seq > message.seq)
  return index < 0 ? [...others, message] : others.toSpliced(index, 0, message)
}

export function fold(story: Story, frame: WidgetServerFrame): Story {
  switch (frame.type) {
    case 'welcome': {
      const messages = frame.messages.reduce(place, story.messages)
      const after = Math.max(story.after, frame.messages.at(-1)?.seq ?? 0)
      return {
        ...story,
        messages,
        after,
        conversation: frame.conversation,
        agentTypes: false,
        queue: waiting(frame.conversation, story.queue),
      }
    }
    case 'message': {
      const { message } = frame
      const agentTypes = story.agentTypes && message.from !== 'agent'
      return {
        ...story,
        messages: place(story.messages, message),
        after: Math.max(story.after, message.seq),
        agentTypes,
      }
    }
    case 'conversation': {
      const { conversation } = frame
      const agentTypes = story.agentTypes && conversation.state === 'active'
      return { ...story, conversation, agentTypes, queue: waiting(conversation, story.queue) }
    }
    case 'marked':
      return { ...story, messages: story.messages.map((message) => mark(message, frame)) }
    case 'typing':
      return { ...story, agentTypes: frame.on }
    case 'queue':
      return story.conversation?.state === 'waiting'
        ? { ...story, queue: { position: frame.position, waitMs: frame.waitMs } }
        : story
    case 'kept':
    case 'refused':
    case 'ping':
    case 'bye':
      return story
  }
}

function waiting(conversation: VisitorConversation | null, queue: Story['queue']): Story['queue'] {
  return conversation?.state === 'waiting' ? queue : null
}

function mark(
  message: VisitorMessage,
  { conversation, position, as }: Extract<WidgetServerFrame, { type: 'marked' }>,
): VisitorMessage {
  const isMeant =
    message.from === 'me' && message.conversation === conversation && message.position <= position
  return isMeant && message.state !== 'read' ? { ...message, state: as } : message
}

/** Our own message, as soon as it is said to be kept; the server's own word for it comes later and replaces it. */
export function foldKept(
  story: Story,
  unsent: Unsent,
  { seq, position, conversation, at }: Extract<WidgetServerFrame, { type: 'kept' }>,
): Story {
  if (story.messages.some((message) => message.seq === seq)) return story
  const { clientId, text, files, quote = null } = unsent
  const message: VisitorMessage = {
    seq,
    conversation,
    position,
    clientId,
    from: 'me',
    name: null,
    text,
    note: null,
    quote,
    files,
    state: 'received',
    at,
  }
  return { ...story, messages: place(story.messages, message) }
}

/** What an agent said, once we have told the server how far it came. */
export function foldSeen(story: Story, upTo: VisitorMessage, as: 'delivered' | 'read'): Story {
  const isMeant = (message: VisitorMessage) =>
    message.from === 'agent' &&
    message.conversation === upTo.conversation &&
    message.position <= upTo.position &&
    message.state !== 'read'
  return {
    ...story,
    messages: story.messages.map((message) => (isMeant(message) ? { ...message, state: as } : message)),
  }
}

export function isOpen(story: Story): boolean {
  return story.conversation !== null && story.conversation.state !== 'ended'
}

/** How many of the agents' messages came after what was read. */
export function unread(story: Story, readSeq: number): number {
  return story.messages.filter(
    (message) => message.from === 'agent' && message.seq > readSeq && message.state !== 'read',
  ).length
}
