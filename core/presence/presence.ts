/**
 * What an agent may be given and what the agent does now, at one instant. The screen's single state and timer are derived from it
 * in `top-state.ts` and nowhere else.
 */
import type { ChannelKind } from '../channel-kind.ts'
import type { AgentId, CallId, InteractionId, OfferId, QueueId, ReasonId } from '../id.ts'

export const channelStates = ['logged-out', 'not-ready', 'ready', 'dnd'] as const
export type ChannelState = (typeof channelStates)[number]

export type ChannelPresence = {
  readonly state: ChannelState
  readonly reasonId: ReasonId | null
  readonly since: number
}

/** What a queue wants after an interaction has ended (P8–P10). All lengths in ms. */
export type AfterWorkPolicy = {
  /** 0: none. */
  readonly limitMs: number
  /** 0: may not be extended. */
  readonly extensionMs: number
  /** Counted from its beginning; null: never forced. */
  readonly forcedEndMs: number | null
  readonly then:
    | { readonly state: 'ready' | 'as-before' }
    | { readonly state: 'not-ready'; readonly reasonId: ReasonId | null }
}

/** When missed offers take an agent out (P11). */
export type MissPolicy = {
  /** 0: never. */
  readonly limit: number
  /** null: until the agent says ready. */
  readonly banMs: number | null
  readonly mayLiftOwn: boolean
}

/** How much of each channel an agent can have at once, and which channel may interrupt which (P7). */
export type CapacityRule = {
  readonly maximum: Readonly<Partial<Record<ChannelKind, number>>>
  /** While handling the key, these other channels may still be given. */
  readonly interruptedBy: Readonly<Partial<Record<ChannelKind, readonly ChannelKind[]>>>
}

export type Held = {
  readonly interactionId: InteractionId
  readonly channel: ChannelKind
  readonly queueId: QueueId
  readonly since: number
}
export type Alerting = Held & { readonly offerId: OfferId }

export type AfterWork = {
  readonly queueId: QueueId
  /** The ended interactions it is for. */
  readonly interactionIds: readonly InteractionId[]
  readonly since: number
  readonly endsAt: number
  readonly forcedEndAt: number | null
  readonly policy: AfterWorkPolicy
}

export type PendingState = {
  readonly channels: readonly ChannelKind[]
  readonly state: ChannelState
  readonly reasonId: ReasonId | null
  readonly askedAt: number
}

export type Presence = {
  readonly agentId: AgentId
  readonly online: boolean
  readonly onlineSince: number | null
  /** Only the channels assigned to the agent (F5). */
  readonly channels: Readonly<Partial<Record<ChannelKind, ChannelPresence>>>
  readonly capacity: CapacityRule
  readonly offers: readonly Alerting[]
  readonly handling: readonly Held[]
  /** Calls the agent takes part in without holding their interaction: consulted, in a conference, with a colleague (P19). */
  readonly calls: readonly { readonly callId: CallId; readonly since: number }[]
  readonly afterWork: AfterWork | null
  readonly pending: readonly PendingState[]
  readonly misses: number
  readonly banned: {
    readonly since: number
    readonly untilAt: number | null
    readonly mayLiftOwn: boolean
  } | null
  readonly diallingSince: number | null
  /** What the channels were when the connection was lost, to be given back on return (P13). */
  readonly beforeLost: Readonly<Partial<Record<ChannelKind, ChannelPresence>>> | null
  /** Channels the agent had logged out of when signing out: they stay so at the next signing in (P1). */
  readonly loggedOutOf: readonly ChannelKind[]
  readonly idleSince: number
  /** Since when the state on top has been what it is (P15). */
  readonly topSince: number
  /** Sums since the last signing in, up to `countedAt` (P18). */
  readonly busyMs: number
  readonly onlineMs: number
  readonly countedAt: number
}
