/**
 * The contract of a channel: one verb in, one verb out, abilities as data. An adapter knows its provider and nothing else; what an
 * interaction is, who gets it and what is kept is the server's business, which it reaches through `ChannelHost`.
 *
 * Three kinds of provider bend it: one that calls us (`receive`), one that we ask again and again (started in `open`, e-mail), and a
 * customer's page that holds a connection to us (`connect`, web chat). Most channels need only the first.
 */
import type { ChannelKind } from '#core/channel-kind.ts'
import type { ChannelAccountId, FileId, MessageId, QueueId } from '#core/id.ts'
import type { z } from 'zod'

/** A connected duplex of text frames, as the server's socket door gives it. */
export interface CustomerSocket {
  send(frame: string): void
  /** `code` as in WebSocket (1000, 1008, 1013 …). */
  close(code: number, reason: string): void
  onFrame(listener: (frame: string) => void): void
  onClose(listener: () => void): void
  /** Bytes not yet taken by the network: a slow customer must be cut off, not buffered. */
  readonly bufferedBytes: number
}

export type Abilities = {
  readonly acts: readonly OutboundAct['type'][]
  /** Longest text of one message in UTF-16 units. */
  readonly textLimit: number
  readonly files: {
    readonly kinds: readonly string[]
    readonly maximumBytes: number
    readonly perMessage: number
  } | null
  /** How long after the customer's last message an agent may write; null: always. */
  readonly replyWindowMs: number | null
  readonly agentMayStart: boolean
  /** Whether a message can show the customer which one it answers. Where it cannot, only our own screens show it. */
  readonly quotes: boolean
  /** Reports that an outgoing message was delivered / read. */
  readonly marks: readonly ('delivered' | 'read')[]
}

/** A file that is kept already. */
export type KeptFile = {
  readonly id: FileId
  readonly name: string
  readonly mime: string
  readonly sizeBytes: number
  readonly width?: number
  readonly height?: number
}

/** What the customer's side did. `user` is the provider's name for the person, `externalId` its id for the thing: doubles are harmless. */
export type InboundEvent =
  /**
   * A conversation is asked for, with what was filled in before (web chat), or a call; others begin with their first message. `sameAs`: the person is
   * that customer of another account, and what they say here belongs to the case that is open there.
   */
  | {
      readonly type: 'started'
      readonly user: string
      readonly at: number
      readonly person: Person
      readonly sameAs?: { readonly accountId: ChannelAccountId; readonly user: string }
      readonly caseData: Readonly<Record<string, string | boolean>>
    }
  | {
      readonly type: 'message'
      readonly user: string
      readonly externalId: string
      readonly at: number
      readonly text: string
      readonly fileIds: readonly FileId[]
      readonly person: Person
      /** The message of the conversation that is open which this one answers. One that is not found is left out; the text is kept anyhow. */
      readonly quoted?:
        | { readonly externalId: string }
        | { readonly conversation: string; readonly position: number }
    }
  /** How far something we sent has come. `upTo`: this and everything before it. */
  | {
      readonly type: 'marked'
      readonly user: string
      readonly upTo:
        | { readonly conversation: string; readonly position: number }
        | { readonly messageId: MessageId }
      readonly as: 'delivered' | 'read' | 'failed'
      readonly at: number
      readonly reason?: string
    }
  | { readonly type: 'left'; readonly user: string; readonly at: number }

/** What is known of the person writing; each part may be missing. */
export type Person = {
  readonly name?: string
  readonly email?: string
  readonly phone?: string
  readonly language?: 'es' | 'en'
}

export type Accepted =
  | {
      readonly kept: true
      readonly conversation: string
      readonly position: number
      readonly seq: number
      readonly at: number
      readonly double: boolean
    }
  | {
      readonly kept: false
      readonly refused: string
      readonly details?: Readonly<Record<string, string | number>>
    }

export type OutboundAct = {
  readonly type: 'text'
  readonly user: string
  readonly messageId: MessageId
  readonly text: string
  readonly files: readonly KeptFile[]
  /** The message that this one answers; null: none, or the channel has no `quotes`. */
  readonly quote: QuotedMessage | null
}

/** `externalId`: the provider's name for it, by which most providers quote; null when it never gave one. `excerpt` for those that quote in words. */
export type QuotedMessage = {
  readonly messageId: MessageId
  readonly externalId: string | null
  readonly position: number
  readonly direction: 'in' | 'out'
  readonly excerpt: string
}

/** What became of an act. `accepted`: the provider has it; `externalId` its id for it. */
export type Delivery =
  | { readonly outcome: 'accepted'; readonly externalId?: string }
  | { readonly outcome: 'retry'; readonly afterMs: number; readonly reason: string }
  | { readonly outcome: 'rejected'; readonly reason: string }
  | { readonly outcome: 'unauthorised'; readonly reason: string }
  | { readonly outcome: 'unsupported'; readonly reason: string }

/** What a customer who is connected to us may see of their own conversations. */
export type CustomerMessage = {
  readonly seq: number
  readonly conversation: string
  readonly position: number
  readonly externalId: string | null
  readonly direction: 'in' | 'out' | 'system'
  readonly authorName: string | null
  readonly text: string
  readonly note: { readonly code: string; readonly values?: Readonly<Record<string, string>> } | null
  /** Of the same conversation; `name` is the agent's first name, null for what the customer said. */
  readonly quote: {
    readonly position: number
    readonly direction: 'in' | 'out'
    readonly name: string | null
    readonly excerpt: string
  } | null
  readonly files: readonly KeptFile[]
  readonly state: string
  readonly at: number
}
export type CustomerConversation = {
  readonly id: string
  readonly state: 'waiting' | 'active' | 'ended'
  readonly agentName: string | null
}
export type CustomerView = {
  readonly conversation: CustomerConversation | null
  readonly messages: readonly CustomerMessage[]
}

/** A call as the customer in it may know it. See `VisitorCall` in protocol/web-call.ts. */
export type CustomerCall = {
  readonly id: string
  readonly state: 'waiting' | 'talking' | 'held' | 'over'
  readonly agentName: string | null
  readonly isMuted: boolean
  readonly isRecorded: boolean
  readonly leg: 'ringing' | 'joining' | 'up' | 'lost'
  /** Of a leg that is up. A page whose own leg has another id was replaced by another page of the same customer. */
  readonly legId: string | null
  readonly by: 'customer' | 'agent' | 'system' | null
  readonly startedAt: number
  readonly answeredAt: number | null
}

/** What a customer who talks to us can do with their own open call; every one of them is refused when there is none. */
export interface CustomerCalls {
  /** The call that is open now, or null. */
  open(user: string): Promise<CustomerCall | null>
  /** Opens the customer's leg, or opens it again. `sdp`: the browser's offer. */
  openLeg(
    user: string,
    sdp: string,
  ): Promise<
    | { readonly answer: string; readonly legId: string }
    | { readonly refused: string; readonly details?: Readonly<Record<string, string | number>> }
  >
  /** Refusals as codes; null: done. */
  mute(user: string, on: boolean): Promise<string | null>
  press(user: string, digits: string): Promise<string | null>
  hangUp(user: string): Promise<string | null>
  /** What a browser needs to reach us. */
  iceServers(): readonly {
    readonly urls: readonly string[]
    readonly username?: string
    readonly credential?: string
  }[]
}

/** What happens on our side, for a customer who is connected to us. */
export type CustomerNews =
  | { readonly type: 'message'; readonly message: CustomerMessage }
  | { readonly type: 'conversation'; readonly conversation: CustomerConversation }
  | {
      readonly type: 'marked'
      readonly conversation: string
      readonly position: number
      readonly as: 'delivered' | 'read'
    }
  | { readonly type: 'typing'; readonly on: boolean }
  | { readonly type: 'queue'; readonly position: number; readonly waitMs: number | null }
  | { readonly type: 'call'; readonly call: CustomerCall }

/** What the server gives an open channel. */
export interface ChannelHost {
  readonly accountId: ChannelAccountId
  readonly accountName: string
  readonly queueId: QueueId
  now(): number
  /** Keeps what the customer did, in one transaction, and resolves when it is stored. Only then may the provider be told OK. */
  accept(event: InboundEvent): Promise<Accepted>
  /** Checks by content and keeps a file; it belongs to `user` until a message takes it. */
  keepFile(upload: {
    readonly user: string
    readonly name: string
    readonly bytes: Uint8Array
  }): Promise<
    | { readonly file: KeptFile }
    | { readonly refused: string; readonly details?: Readonly<Record<string, string | number>> }
  >
  /** The bytes of a file that `user` may see; null otherwise. */
  openFile(user: string, id: FileId): Promise<{ readonly file: KeptFile; readonly bytes: Uint8Array } | null>
  /**
   * The customer's own messages after `afterSeq` (and before `beforeSeq`), oldest first, and the conversation that is open now (or the last
   * one). Of very many only the newest: whoever needs all asks again for those before the first.
   */
  view(user: string, afterSeq: number, beforeSeq?: number): Promise<CustomerView>
  /**
   * News for a connected customer, each after it is stored, from now on. Who waits is told the place in line (`queue`) at once: a page that
   * comes back has no other way to know it. Returns how to stop.
   */
  follow(user: string, listener: (news: CustomerNews) => void): () => void
  /** For channels of voice. */
  readonly calls: CustomerCalls
  /** Passed on to whoever handles the conversation; not kept. */
  customerTyping(user: string, on: boolean): void
  /** Whether the account's queue is open now, and when that changes next. */
  hours(): { readonly open: boolean; readonly changesAt: number | null }
  /** A token that only this server can have made for this account: `verify(sign(x)) === x`, else null. */
  sign(text: string): string
  /** What `sign` of another account of this centre has made; null: none of it, or the account is off. */
  verifyOf(accountId: ChannelAccountId, token: string): string | null
  verify(token: string): string | null
  /** New unguessable id with this prefix. */
  newId(prefix: string): string
  errorText(code: string, language: 'es' | 'en', details?: Readonly<Record<string, string | number>>): string
  /** Seen by supervisors; `ok` clears it. */
  reportHealth(health: { readonly ok: true } | { readonly ok: false; readonly reason: string }): void
  log(
    level: 'info' | 'warn' | 'error',
    message: string,
    values?: Readonly<Record<string, string | number>>,
  ): void
}

export interface Channel<Settings> {
  readonly kind: ChannelKind
  /** What an administrator fills in. A field with `.meta({ secret: true })` is encrypted at rest and never shown again. */
  readonly settings: z.ZodType<Settings>
  readonly can: Abilities
  /** Starts the account: opens connections, begins polling. Throws only when the settings cannot work at all. */
  open(settings: Settings, host: ChannelHost): Promise<OpenChannel>
}

export interface OpenChannel {
  /** A request at `/hooks/<account id>/…` (`path` is what follows the id). Acknowledge only what `host.accept` has kept. */
  receive(request: Request, path: string): Promise<Response>
  /** A customer's own connection at `/hooks/<account id>/live`; channels whose customers hold none leave it out. */
  connect?(socket: CustomerSocket, request: { readonly origin: string | null; readonly ip: string }): void
  /** Does one act. Never throws for what a provider may say. At least once: the same `messageId` may come again. */
  send(act: OutboundAct): Promise<Delivery>
  /** Leaves nothing running. */
  close(): Promise<void>
}
