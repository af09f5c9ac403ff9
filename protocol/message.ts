/** One message of a conversation, as screens, the API and the log carry it. */
import type { AgentId, FileId, InteractionId, MessageId } from '#core/id.ts'
import { z } from 'zod'
import { fileId, messageId } from './id.ts'

/**
 * How far an outgoing message has come (C4). `queued`: kept here, not handed over; `sending`: being handed over; `sent`: the channel has it;
 * `delivered`, `read`: as the customer's side reports; `failed`: with `reason`. Incoming messages are `received`, or `read` once an agent saw them.
 */
export const messageStates = ['received', 'queued', 'sending', 'sent', 'delivered', 'read', 'failed'] as const
export type MessageState = (typeof messageStates)[number]

export type FileView = {
  readonly id: FileId
  readonly name: string
  /** Found from the content, not from what the sender said. */
  readonly mime: string
  readonly sizeBytes: number
  readonly width?: number
  readonly height?: number
}

export type MessageAuthor =
  | { readonly kind: 'agent'; readonly agentId: AgentId; readonly name: string }
  | { readonly kind: 'customer'; readonly name: string }
  | { readonly kind: 'system' }

/** What a system line says, as a code with values; screens put it into words. */
export type SystemNote = {
  readonly code:
    | 'started'
    | 'accepted'
    | 'returned'
    | 'transferred'
    | 'transferred-to-agent'
    | 'parked'
    | 'ended-by-agent'
    | 'ended-by-customer'
    | 'ended-by-system'
    | 'customer-gone-quiet'
    | 'out-of-hours'
  readonly values?: Readonly<Record<string, string>>
}

/** The message that another one answers, as it is shown above it. `excerpt`: one line of at most 200 characters, or its files' names. */
export type MessageQuote = {
  readonly messageId: MessageId
  readonly position: number
  readonly direction: 'in' | 'out'
  /** Who said it: the agent's or the customer's name. */
  readonly name: string
  readonly excerpt: string
}

export type MessageView = {
  readonly id: MessageId
  readonly interactionId: InteractionId
  /** 1, 2, 3 … within the interaction, without gaps: the order of the conversation. */
  readonly position: number
  readonly direction: 'in' | 'out' | 'system'
  readonly author: MessageAuthor
  readonly text: string
  readonly note: SystemNote | null
  readonly quote: MessageQuote | null
  readonly files: readonly FileView[]
  readonly state: MessageState
  readonly reason: string | null
  /** The sender's own key for it; a repeated one is the same message. */
  readonly clientId: string | null
  readonly at: number
  /** When `state` became what it is. */
  readonly stateAt: number
}

/** The longest text of one message, in characters (UTF-16 units); the body limit of the door is larger. */
export const maximumMessageLength = 10_000

/**
 * What an agent says. `clientId` makes a repeated request harmless. Neither text nor a file is refused as `message-empty`, a text longer than
 * `maximumMessageLength` as `message-too-long`: the agent is told what to do, not what a program has sent.
 */
export const newMessage = z.object({
  clientId: z.string().min(8).max(64),
  text: z.string().default(''),
  fileIds: z.array(fileId).max(10).default([]),
  /** A message of the same conversation that this one answers. */
  quotedMessageId: messageId.nullable().default(null),
  /** The revision of the reply draft that this message was; the draft is emptied with it unless it has been written on since. */
  draftRevision: z.number().int().nonnegative().nullable().default(null),
})
export type NewMessage = z.input<typeof newMessage>
