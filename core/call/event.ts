import type { AgentId, LegId, PartyId } from '../id.ts'
import type { MonitorMode, OverBy, Party, Who } from './call.ts'

/** Why somebody who was called did not come. */
export type InvitationEnd = 'refused' | 'no-answer' | 'busy' | 'unreachable' | 'withdrawn'

/** What can happen to a call. Past tense: who says so was checked at the door. */
export type CallEvent =
  /** An agent has accepted the interaction and will be there at once (K3). */
  | {
      readonly type: 'owner-joined'
      readonly partyId: PartyId
      readonly agentId: AgentId
      readonly untilAt: number
    }
  /** The owner gives the customer away: returned, transferred without asking, parked (K19, K22). */
  | { readonly type: 'owner-released' }
  | { readonly type: 'leg-up'; readonly partyId: PartyId; readonly legId: LegId }
  /** No sound comes any more, and nobody said why (K17). */
  | { readonly type: 'leg-lost'; readonly legId: LegId; readonly untilAt: number }
  | { readonly type: 'attach-expired'; readonly partyId: PartyId }
  /** Hung up, or left the page on purpose. */
  | { readonly type: 'left'; readonly partyId: PartyId }
  /** Is not at work any more: what would become of somebody who is lost and does not come back, at once (K28). */
  | { readonly type: 'gone'; readonly partyId: PartyId }
  | { readonly type: 'held' }
  | { readonly type: 'resumed' }
  | { readonly type: 'muted'; readonly partyId: PartyId; readonly on: boolean }
  | { readonly type: 'digits-pressed'; readonly partyId: PartyId; readonly digits: string }
  /** Somebody is called in: to be consulted (K7) or straight into the conversation (K11). */
  | {
      readonly type: 'invited'
      readonly partyId: PartyId
      readonly who: Exclude<Who, { readonly kind: 'customer' }>
      readonly as: 'consulted' | 'member'
      readonly untilAt: number
      readonly insteadOf?: readonly AgentId[]
    }
  /** Somebody else is rung in the place of who does not answer (K31). */
  | {
      readonly type: 'forwarded'
      readonly fromPartyId: PartyId
      readonly partyId: PartyId
      readonly agentId: AgentId
      readonly insteadOf: readonly AgentId[]
      readonly untilAt: number
    }
  | { readonly type: 'invitation-accepted'; readonly partyId: PartyId; readonly untilAt: number }
  | { readonly type: 'invitation-ended'; readonly partyId: PartyId; readonly why: InvitationEnd }
  | { readonly type: 'ring-expired'; readonly partyId: PartyId }
  /** The owner turns to the other one (K9). */
  | { readonly type: 'turned'; readonly to: 'main' | 'consult' }
  /** Owner, customer and consulted talk together (K11). */
  | { readonly type: 'merged' }
  /** Attended transfer (K10): to the one consulted, or to a member. `stay`: the former owner goes on listening. */
  | { readonly type: 'handed-over'; readonly partyId: PartyId; readonly stay: boolean }
  | { readonly type: 'removed'; readonly partyId: PartyId }
  | {
      readonly type: 'monitored'
      readonly partyId: PartyId
      readonly agentId: AgentId
      readonly mode: MonitorMode
      readonly untilAt: number
    }
  | { readonly type: 'monitor-changed'; readonly partyId: PartyId; readonly mode: MonitorMode }
  | { readonly type: 'taken-over'; readonly partyId: PartyId }
  | { readonly type: 'recording-set'; readonly to: 'off' | 'on' | 'paused' }
  | { readonly type: 'ended'; readonly by: OverBy }

/**
 * What is to be done because of a step, besides the sound (that is `audioPlan`).
 * - `wake` / `cancel-wake`: an exact alarm under a key; `event` is put to this call again when it rings.
 * - `ring` / `stop-ringing`: somebody is to be called, or no more.
 * - `close-leg`: this leg belongs to nobody any more.
 * - `send-digits`: as telephone events on this leg.
 * - `owner-changed`: the interaction is to be assigned. `owner-gone`: it goes back to the front of its line; the customer hears music.
 */
export type CallEffect =
  | { readonly type: 'wake'; readonly key: string; readonly at: number; readonly event: CallEvent }
  | { readonly type: 'cancel-wake'; readonly key: string }
  | { readonly type: 'ring'; readonly party: Party }
  | { readonly type: 'stop-ringing'; readonly party: Party; readonly why: InvitationEnd }
  | { readonly type: 'close-leg'; readonly legId: LegId }
  | { readonly type: 'send-digits'; readonly legId: LegId; readonly digits: string }
  | { readonly type: 'owner-changed'; readonly from: AgentId | null; readonly to: AgentId }
  | { readonly type: 'owner-gone'; readonly agentId: AgentId }
  | { readonly type: 'over'; readonly by: OverBy }

/** Why a call says no. Each one is a code of the error registry. */
export const callRefusals = [
  /** It is over: nothing can be done with it any more (K21). */
  'call-over',
  /** Not in this state of the call. */
  'wrong-state',
  /** There is no such party, or it has left. */
  'party-gone',
  /** Nobody more fits in (K12). */
  'call-full',
  /** Somebody is being consulted already (K7). */
  'already-consulting',
  /** This agent takes part in it already. */
  'already-in-call',
  /** An alarm that rings before its instant. */
  'too-early',
  'digits-invalid',
] as const
export type CallRefusal = (typeof callRefusals)[number]
