/**
 * What the customer's widget and the server say to each other.
 *
 * `GET  /widget/v1/config?account=acc_…`   → `WidgetConfig` (public, cacheable for a minute; refused for an origin that is not allowed)
 * `POST /hooks/<account id>/session`        → `{ token, user }`: a new visitor; the widget keeps the token in local storage
 * `POST /hooks/<account id>/files`          → `{ file: FileView }` (multipart, field `file`, header `authorization: Bearer <token>`)
 * `GET  /hooks/<account id>/files/<id>`     → the bytes, with `?token=`
 * `GET  /hooks/<account id>/transcript`     → text/plain of the last conversation, with `?token=`, and `&language=` and `&timeZone=` (IANA) if wished
 * `WS   /hooks/<account id>/live`           → frames below; first frame is `hello`
 *
 * The visitor's messages have a key of their own (`clientId`): the widget repeats a message until it is acknowledged, and a repeated one is
 * the same message. What comes from the server has a place in the visitor's own sequence; `hello.after` asks for what was missed.
 */
import { z } from 'zod'
import { fileId } from './id.ts'
import { maximumMessageLength, type FileView, type MessageState, type SystemNote } from './message.ts'
import { language, type Language, type LocalText } from './text.ts'

export type PreChatField = {
  readonly key: string
  readonly label: LocalText
  readonly type: 'text' | 'email' | 'phone' | 'choice' | 'long-text' | 'consent'
  readonly required: boolean
  readonly choices?: readonly { readonly value: string; readonly label: LocalText }[]
}

export type WidgetConfig = {
  readonly account: string
  readonly title: LocalText
  readonly greeting: LocalText
  readonly preChat: readonly PreChatField[]
  readonly theme: { readonly accent: string; readonly side: 'left' | 'right' }
  /** Whether somebody may answer now; when not, `opensAt` says from when. */
  readonly open: boolean
  readonly opensAt: number | null
  readonly closedText: LocalText
  /** Whether a conversation may begin while closed (it waits in line). */
  readonly acceptsWhenClosed: boolean
  /** The voice account whose calls the widget offers beside the chat (protocol/web-call.ts); null: none. */
  readonly call: { readonly account: string } | null
  /** Longest text of one message, in UTF-16 units. */
  readonly textLimit: number
  /** `accept`: media types, found from the content. `perMessage`: how many in one message. */
  readonly files: {
    readonly allowed: boolean
    readonly maximumBytes: number
    readonly perMessage: number
    readonly accept: readonly string[]
  }
}

/** What counts as an e-mail address and as a phone number in the form: lenient, because a person is asked again if it is wrong. */
export const emailPattern = /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/
export const phonePattern = /^\+?[\d\s().-]{6,24}$/

/** Answers to the pre-chat form, by field key. */
export const preChatAnswers = z.record(z.string().max(64), z.union([z.string().max(2000), z.boolean()]))

export const widgetFrame = z.discriminatedUnion('type', [
  /** `after`: the last sequence this page has, 0 for none. */
  z.object({
    type: z.literal('hello'),
    token: z.string().max(200),
    after: z.number().int().nonnegative(),
    language,
    page: z.string().max(500).optional(),
  }),
  /** Begins a conversation (or none is open): with the form's answers. Harmless when one is open already. */
  z.object({ type: z.literal('start'), answers: preChatAnswers }),
  z.object({
    type: z.literal('say'),
    clientId: z.string().min(8).max(64),
    text: z.string().max(maximumMessageLength).default(''),
    fileIds: z.array(fileId).max(10).default([]),
    /** The message that this one answers. It is left out when it is not of the conversation that is open. */
    quotes: z.object({ conversation: z.string().max(64), position: z.number().int().positive() }).optional(),
  }),
  z.object({ type: z.literal('typing'), on: z.boolean() }),
  /** Shown (`delivered`) or seen (`read`) up to this position of the open conversation. */
  z.object({
    type: z.literal('mark'),
    conversation: z.string().max(64),
    position: z.number().int().nonnegative(),
    as: z.enum(['delivered', 'read']),
  }),
  z.object({ type: z.literal('end') }),
  z.object({ type: z.literal('pong') }),
])
export type WidgetFrame = z.infer<typeof widgetFrame>
export type WidgetFrameInput = z.input<typeof widgetFrame>

/** The message that another one answers, of the same conversation. `excerpt`: one line, or its files' names. */
export type VisitorQuote = {
  readonly position: number
  readonly from: 'me' | 'agent'
  readonly name: string | null
  readonly excerpt: string
}

export type VisitorMessage = {
  /** The visitor's own sequence number over all conversations: strictly growing, what `hello.after` means. */
  readonly seq: number
  readonly conversation: string
  readonly position: number
  readonly clientId: string | null
  readonly from: 'me' | 'agent' | 'system'
  readonly name: string | null
  readonly text: string
  readonly note: SystemNote | null
  readonly quote: VisitorQuote | null
  readonly files: readonly FileView[]
  readonly state: MessageState
  readonly at: number
}

export type VisitorConversation = {
  readonly id: string
  readonly state: 'waiting' | 'active' | 'ended'
  readonly agentName: string | null
}

export type WidgetServerFrame =
  /** Answer to `hello`: everything after `after`, and how things stand. */
  | {
      readonly type: 'welcome'
      readonly at: number
      readonly conversation: VisitorConversation | null
      readonly messages: readonly VisitorMessage[]
      readonly language: Language
    }
  | { readonly type: 'message'; readonly message: VisitorMessage }
  /** Your `say` is kept. */
  | {
      readonly type: 'kept'
      readonly clientId: string
      readonly seq: number
      readonly position: number
      readonly conversation: string
      readonly at: number
    }
  /**
   * Your `say` cannot be kept, ever; but after `too-many-requests` and `unavailable` it may be said again later. `clientId` null: it was the
   * `start`. `code` is of the error registry, `text` in your language.
   */
  | {
      readonly type: 'refused'
      readonly clientId: string | null
      readonly code: string
      readonly text: string
    }
  | { readonly type: 'conversation'; readonly conversation: VisitorConversation }
  /** What I said was delivered to or read by the agent, up to this position. */
  | {
      readonly type: 'marked'
      readonly conversation: string
      readonly position: number
      readonly as: 'delivered' | 'read'
    }
  | { readonly type: 'typing'; readonly on: boolean }
  /** Only while waiting. `waitMs` null: cannot be said. */
  | { readonly type: 'queue'; readonly position: number; readonly waitMs: number | null }
  | { readonly type: 'ping'; readonly at: number }
  | {
      readonly type: 'bye'
      readonly reason: 'shutting-down' | 'bad-token' | 'too-fast' | 'bad-frame' | 'too-slow'
    }
