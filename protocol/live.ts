/**
 * The workspace's live socket, `GET /api/v1/live` (WebSocket, JSON text frames, the session's cookie).
 *
 * The page says `subscribe` with the last cursor it has seen, or null. It gets either exactly the events it missed or a snapshot, and from
 * then on every event that concerns it, in order, without gaps. An event carries the new state of what it is about, so applying one twice, or
 * one that is older than what the page has (by `version`), is harmless. Signals are hints that are not kept: typing, queue figures.
 */
import type { AgentId, CallId, InteractionId, MessageId, PartyId, QueueId } from '#core/id.ts'
import type { ConversationSummary } from '#core/interaction/summary.ts'
import type { WaitingReason } from '#core/routing/snapshot.ts'
import { z } from 'zod'
import type { AgentStateView, OwnStateView } from './agent-state.ts'
import type { CallQuality, CallView, EndedInvitation } from './call.ts'
import type { ConfigurationKind } from './config/kind.ts'
import type { DraftKind } from './draft.ts'
import { interactionId } from './id.ts'
import type { InteractionView } from './interaction.ts'
import type { MessageState, MessageView } from './message.ts'
import type { Preferences } from './workspace.ts'

/** A place in the event log: opaque to clients, only handed back. */
export type Cursor = string

export const clientFrame = z.discriminatedUnion('type', [
  z.object({ type: z.literal('subscribe'), after: z.string().max(64).nullable() }),
  z.object({ type: z.literal('typing'), interactionId, on: z.boolean() }),
  z.object({ type: z.literal('pong') }),
])
export type ClientFrame = z.infer<typeof clientFrame>

export type LiveEvent =
  /** `left`: it no longer concerns this person; the page takes it off its lists. */
  | {
      readonly type: 'interaction-changed'
      readonly at: number
      readonly interaction: InteractionView
      readonly cause: string
      readonly left: boolean
    }
  | {
      readonly type: 'message-added'
      readonly at: number
      readonly interactionId: InteractionId
      readonly version: number
      readonly message: MessageView
      readonly summary: ConversationSummary
    }
  | {
      readonly type: 'message-changed'
      readonly at: number
      readonly interactionId: InteractionId
      readonly messageId: MessageId
      readonly position: number
      readonly state: MessageState
      readonly reason: string | null
    }
  | {
      readonly type: 'summary-changed'
      readonly at: number
      readonly interactionId: InteractionId
      readonly version: number
      readonly summary: ConversationSummary
    }
  /** To those who are in it or rung, and to supervisors. `left`: it no longer concerns this person (it is over, or they are out of it). */
  | {
      readonly type: 'call-changed'
      readonly at: number
      readonly call: CallView
      readonly left: boolean
      /** Somebody who was called and did not come, and why: to the owner. */
      readonly invitation: EndedInvitation | null
    }
  /** `own` only for the agent and for supervisors. */
  | {
      readonly type: 'agent-changed'
      readonly at: number
      readonly agent: AgentStateView
      readonly own: OwnStateView | null
    }
  /** To this person's other pages: what was saved, all of it. */
  | { readonly type: 'preferences-changed'; readonly at: number; readonly preferences: Preferences }
  | {
      readonly type: 'configuration-changed'
      readonly at: number
      readonly kind: ConfigurationKind
      readonly id: string
    }

export type Signal =
  | { readonly type: 'customer-typing'; readonly interactionId: InteractionId; readonly on: boolean }
  | {
      readonly type: 'agent-typing'
      readonly interactionId: InteractionId
      readonly agentId: AgentId
      readonly on: boolean
    }
  /**
   * To the pages of its author, and a reply's also to those of who owns the conversation; to nobody else. Without the text: whoever knows an older
   * revision asks for it. A page that was away asks for all of them.
   */
  | {
      readonly type: 'draft-changed'
      readonly interactionId: InteractionId
      readonly kind: DraftKind
      readonly agentId: AgentId
      readonly revision: number
      /** Nothing is left of it. */
      readonly isEmpty: boolean
    }
  /** Every two seconds or so to those who are in the call: how one party's sound comes through. */
  | {
      readonly type: 'call-quality'
      readonly callId: CallId
      readonly partyId: PartyId
      readonly quality: CallQuality
    }
  /** A key that another party has pressed. */
  | {
      readonly type: 'call-digit'
      readonly callId: CallId
      readonly partyId: PartyId
      readonly digit: string
    }
  /** Every few seconds while it changes: how the queues stand, and why what this person may see still waits (Q14), the first of each queue. */
  | {
      readonly type: 'queues'
      readonly queues: readonly QueuePulse[]
      readonly waiting: WaitingReasons
    }

export type WaitingReasons = readonly {
  readonly interactionId: InteractionId
  readonly reason: WaitingReason
  readonly position: number
}[]

export type QueuePulse = {
  readonly queueId: QueueId
  readonly waiting: number
  readonly longestSince: number | null
  readonly online: number
  readonly ready: number
}

export type ServerFrame =
  | {
      readonly type: 'snapshot'
      readonly cursor: Cursor
      /** The server's clock now, to correct the page's timers. */
      readonly at: number
      readonly own: OwnStateView
      readonly agents: readonly AgentStateView[]
      /** The person's own, what is offered to the person, and of what waits the oldest few hundred. */
      readonly interactions: readonly InteractionView[]
      /** Open calls: the person's own, and for supervisors all. */
      readonly calls: readonly CallView[]
      /** Where the rest of what waits begins, for `GET /interactions?list=pending&after=…`; null: there is no more. */
      readonly moreWaiting: string | null
    }
  | {
      readonly type: 'events'
      readonly cursor: Cursor
      readonly at: number
      readonly events: readonly LiveEvent[]
    }
  | { readonly type: 'signal'; readonly signal: Signal }
  | { readonly type: 'ping'; readonly at: number }
  /** The server closes; the page reconnects, except after `signed-out` (or when `replaced-version` asks for a reload). */
  | { readonly type: 'bye'; readonly reason: 'shutting-down' | 'signed-out' | 'too-slow' | 'bad-frame' }

/** A `ping` is sent this often; a socket without a `pong` for twice as long is closed. */
export const heartbeatMs = 15_000
