import type { ChannelKind } from '../channel-kind.ts'
import type { CallId, InteractionId, OfferId, QueueId, ReasonId } from '../id.ts'
import type { AfterWorkPolicy, CapacityRule, ChannelState, MissPolicy } from './presence.ts'

/** Which channels an agent means: all assigned ones, or these. */
export type ChannelChoice = 'all' | readonly ChannelKind[]

/** When a wish made during work is to come true (P4). */
export const wishTimes = ['now', 'after-work'] as const
export type WishTime = (typeof wishTimes)[number]

/** What can happen to an agent's state. */
export type PresenceEvent =
  | { readonly type: 'signed-in' }
  | { readonly type: 'signed-out' }
  /** The connection is gone for longer than the grace time (P13). */
  | { readonly type: 'lost' }
  /** The connection is back before anything was given back. */
  | { readonly type: 'reconnected' }
  /** What an administrator has set: the channels, and how much of each at once (kept as it is when left out). */
  | {
      readonly type: 'channels-assigned'
      readonly channels: readonly ChannelKind[]
      readonly capacity?: CapacityRule
    }
  | {
      readonly type: 'state-asked'
      readonly channels: ChannelChoice
      readonly state: ChannelState
      readonly reasonId: ReasonId | null
      /** What the agent says; absent: what the centre's setting says. */
      readonly when?: WishTime
      /** The centre's setting. */
      readonly pendingWhileBusy: boolean
    }
  | {
      readonly type: 'state-forced'
      readonly channels: ChannelChoice
      readonly state: ChannelState
      readonly reasonId: ReasonId | null
    }
  | {
      readonly type: 'offer-started'
      readonly interactionId: InteractionId
      readonly offerId: OfferId
      readonly channel: ChannelKind
      readonly queueId: QueueId
    }
  | {
      readonly type: 'offer-ended'
      readonly interactionId: InteractionId
      readonly offerId: OfferId
      readonly outcome: 'accepted' | 'rejected' | 'expired' | 'gone' | 'withdrawn'
    }
  | {
      readonly type: 'handling-started'
      readonly interactionId: InteractionId
      readonly channel: ChannelKind
      readonly queueId: QueueId
    }
  /** The agent no longer holds it: ended, returned, transferred, parked, stored. Only `ended` gives after-call work. */
  | { readonly type: 'handling-stopped'; readonly interactionId: InteractionId; readonly ended: boolean }
  /** The agent marked it done (closed). */
  | { readonly type: 'handling-closed'; readonly interactionId: InteractionId }
  /** Takes part in a call without holding its interaction (P19). */
  | { readonly type: 'call-joined'; readonly callId: CallId }
  | { readonly type: 'call-left'; readonly callId: CallId }
  | { readonly type: 'after-work-extended' }
  | { readonly type: 'after-work-finished' }
  | { readonly type: 'after-work-expired' }
  | { readonly type: 'ban-expired' }
  | { readonly type: 'dialling-started' }
  | { readonly type: 'dialling-stopped' }

/** The queue's rules that some events need; the door looks them up and hands them to `step`. */
export type QueueRules = { readonly afterWork: AfterWorkPolicy; readonly misses: MissPolicy }

export type PresenceEffect =
  | { readonly type: 'wake'; readonly key: string; readonly at: number; readonly event: PresenceEvent }
  | { readonly type: 'cancel-wake'; readonly key: string }
  /** The open offers of this agent are given up: put `agent-gone` to these interactions. */
  | { readonly type: 'give-up-offers'; readonly interactionIds: readonly InteractionId[] }
