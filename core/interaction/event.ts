import type { AgentId, DispositionId, OfferId, QueueId, WorkbinId } from '../id.ts'
import type { DispositionPolicy } from '../disposition/policy.ts'
import type { PresenceEvent } from '../presence/event.ts'
import type { ClosedOutcome, Decline, EndedBy, Offer } from './interaction.ts'

/** What can happen to an interaction. Past tense: the door has checked who says so, `step` decides whether it can be. */
export type InteractionEvent =
  | { readonly type: 'offered'; readonly offers: readonly Offer[] }
  | { readonly type: 'accepted'; readonly offerId: OfferId; readonly agentId: AgentId }
  | { readonly type: 'rejected'; readonly offerId: OfferId; readonly agentId: AgentId }
  | { readonly type: 'offer-expired'; readonly offerId: OfferId }
  /** The agent cannot take offers any more (not ready, signed out, vanished). */
  | { readonly type: 'agent-gone'; readonly agentId: AgentId }
  /** The agent vanished for longer than the grace time, or was removed. */
  | { readonly type: 'agent-lost'; readonly agentId: AgentId }
  | { readonly type: 'customer-left' }
  | { readonly type: 'pulled'; readonly agentId: AgentId }
  | { readonly type: 'assigned'; readonly agentId: AgentId }
  | { readonly type: 'returned' }
  | { readonly type: 'transferred'; readonly queueId: QueueId }
  /** Given to one agent without asking (I26): that agent is alerted. */
  | { readonly type: 'transferred-to-agent'; readonly offer: Offer }
  | { readonly type: 'ended'; readonly by: Exclude<EndedBy, 'customer'> }
  | {
      readonly type: 'disposed'
      readonly dispositionId: DispositionId | null
      readonly policy: DispositionPolicy
    }
  | { readonly type: 'closed'; readonly policy: DispositionPolicy }
  | { readonly type: 'draft-sent' }
  | { readonly type: 'draft-discarded' }
  | { readonly type: 'parked'; readonly slot: string; readonly untilAt: number }
  | { readonly type: 'retrieved'; readonly agentId: AgentId }
  | { readonly type: 'park-expired' }
  | { readonly type: 'stored'; readonly workbinId: WorkbinId; readonly dueAt: number | null }
  | { readonly type: 'taken'; readonly agentId: AgentId }
  | { readonly type: 'due' }

/**
 * What is to be done because of a step, as data.
 * - `wake` / `cancel-wake`: an exact alarm under a key; when it rings, `event` is put to this interaction again.
 * - `agent`: tell that agent's presence.
 * - `offer-withdrawn`: an alert to be taken back, with why.
 */
export type InteractionEffect =
  | { readonly type: 'wake'; readonly key: string; readonly at: number; readonly event: InteractionEvent }
  | { readonly type: 'cancel-wake'; readonly key: string }
  | { readonly type: 'agent'; readonly agentId: AgentId; readonly event: PresenceEvent }
  | {
      readonly type: 'offer-withdrawn'
      readonly offer: Offer
      readonly why:
        | 'accepted-by-other'
        | 'customer-left'
        | 'pulled'
        | 'assigned'
        | 'transferred'
        | Decline['why']
    }
  | { readonly type: 'closed'; readonly outcome: ClosedOutcome }
