/**
 * Calls as agents' pages see them, and what can be done with one. A call stands beside a voice interaction (`interactionId`), or has none: then it is
 * between colleagues. The rules are in core/call (SPEC §14, K1 …).
 *
 * `GET  /calls/settings`            → `VoiceSettings`
 * `POST /calls/:id/leg`   `{offer}`  → `{ answer, legId }`: opens (or opens again) the caller's own leg. Refused for whoever is not in the call.
 * `POST /calls/:id/acts`  `CallAct`  → `{ call: CallView }`
 * `POST /calls`           `{target}` → `{ call: CallView }`: a call to a colleague; the target rings.
 * `GET  /calls/targets?q=…`          → `CallTargets`: whom a call can be given to, or who can be asked.
 * `GET  /calls/parked`               → `{ parked: ParkedCall[] }`
 * `POST /calls/parked/:slot/retrieve`→ `{ interaction: InteractionView }`
 */
import type { MonitorMode, OverBy, PartyRole } from '#core/call/call.ts'
import { monitorModes } from '#core/call/call.ts'
import type { InvitationEnd } from '#core/call/event.ts'
import type { ChannelState } from '#core/presence/presence.ts'
import type { AgentId, CallId, InteractionId, LegId, PartyId, QueueId, TeamId } from '#core/id.ts'
import { z } from 'zod'
import { agentId, callId, partyId, queueId, teamId } from './id.ts'

export type PartyView = {
  readonly id: PartyId
  readonly who:
    | { readonly kind: 'customer'; readonly name: string }
    | { readonly kind: 'agent'; readonly agentId: AgentId }
    | { readonly kind: 'number'; readonly number: string }
  readonly role: PartyRole
  /** `untilAt`: of ringing, joining and lost. `legId`: of up; a page whose own leg has another id was replaced by another device. */
  readonly leg: {
    readonly name: 'ringing' | 'joining' | 'up' | 'lost'
    readonly since: number
    readonly untilAt: number | null
    readonly legId: LegId | null
  }
  readonly isMuted: boolean
  /** Of a supervisor who looks on. Who only listens is shown to supervisors alone, unless `hasStayed`. */
  readonly mode: MonitorMode | null
  readonly joinedAt: number
  /** Whose forwarded call it is, in order (K30); absent: called in person. */
  readonly insteadOf?: readonly AgentId[]
  /** Has handed the call over and listens on: shown to everybody, let go when the customer is released. */
  readonly hasStayed?: true
}

export type CallView = {
  readonly id: CallId
  readonly interactionId: InteractionId | null
  readonly version: number
  readonly parties: readonly PartyView[]
  readonly isHeld: boolean
  /** Where the owner talks: with everybody, or with the one who is consulted. */
  readonly ownerIn: 'main' | 'consult'
  readonly recording: 'off' | 'on' | 'paused'
  /** What the queue says: `always` cannot be switched off, only paused; `off`: there is none. */
  readonly recordingPolicy: 'off' | 'on-demand' | 'always'
  readonly state: { readonly name: 'open' } | { readonly name: 'over'; readonly by: OverBy }
  readonly startedAt: number
}

/** Somebody who was called and did not come. */
export type EndedInvitation = {
  readonly who: Exclude<PartyView['who'], { readonly kind: 'customer' }>
  readonly why: InvitationEnd
}

/** Whom a call can be given to, or who can be asked. `queueId`, `teamId`: whoever is free there, longest idle first (asking), or the line (giving). */
export const callTarget = z.union([
  z.object({ agentId }),
  z.object({ queueId }),
  z.object({ teamId }),
  /** As dialled. Needs a telephone line (`VoiceSettings.numbers`); else refused with `no-telephone-line`. */
  z.object({ number: z.string().trim().min(1).max(40) }),
])
export type CallTarget = z.infer<typeof callTarget>

/**
 * `POST /calls/:id/acts`. Who may: the owner, but for `mute`, `press`, `leave` (every party, for itself), `answer` and `refuse` (who is rung),
 * `monitor` and `take-over` (supervisors).
 */
export const callAct = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hold') }),
  z.object({ type: z.literal('resume') }),
  z.object({ type: z.literal('mute'), on: z.boolean() }),
  /** 0–9 * # A–D. */
  z.object({ type: z.literal('press'), digits: z.string().min(1).max(32) }),
  /** Ask first (`consulted`), or straight into the conversation (`member`). */
  z.object({ type: z.literal('invite'), target: callTarget, as: z.enum(['consulted', 'member']) }),
  z.object({ type: z.literal('answer') }),
  z.object({ type: z.literal('refuse') }),
  z.object({ type: z.literal('turn'), to: z.enum(['main', 'consult']) }),
  z.object({ type: z.literal('merge') }),
  /** Attended transfer to the one consulted or a member. `stay`: the former owner goes on listening. */
  z.object({ type: z.literal('hand-over'), partyId, stay: z.boolean().default(false) }),
  /** Somebody else is sent away, but no supervisor; of who is rung: taken back. */
  z.object({ type: z.literal('remove'), partyId }),
  /** Hangs up for oneself (K13, K14). */
  z.object({ type: z.literal('leave') }),
  /** Blind transfer. */
  z.object({ type: z.literal('transfer'), target: callTarget }),
  /** Answers with the slot in the interaction's state. */
  z.object({ type: z.literal('park') }),
  z.object({ type: z.literal('record'), to: z.enum(['on', 'paused', 'off']) }),
  /** Looks on, or changes how. */
  z.object({ type: z.literal('monitor'), mode: z.enum(monitorModes) }),
  z.object({ type: z.literal('take-over') }),
])
export type CallAct = z.infer<typeof callAct>
export type CallActInput = z.input<typeof callAct>

/** `offer`: SDP of the browser, one `sendrecv` audio line to talk on and further `recvonly` lines to hear others on; at most 64 KiB. */
export const openLeg = z.object({ offer: z.string().min(1).max(65_536) })
export type LegAnswer = { readonly answer: string; readonly legId: LegId }

/** `POST /calls` */
export const startCall = z.object({ target: callTarget })

export const callTargetQuery = z.object({
  q: z.string().max(80).default(''),
  /** The call it is for: who is in it already is left out, and the queues are those of its channel. */
  callId: callId.optional(),
})

export type CallTargets = {
  readonly agents: readonly {
    readonly agentId: AgentId
    readonly voice: ChannelState | 'offline'
    /** May be given a call now (P7): *transfer now* is possible. */
    readonly takesCalls: boolean
    /** What stands on top of the agent's screen is in the page's own model. */
    readonly isForwarded: boolean
  }[]
  readonly teams: readonly { readonly teamId: TeamId; readonly ready: number }[]
  readonly queues: readonly {
    readonly queueId: QueueId
    readonly waiting: number
    readonly ready: number
    /** Estimated, in ms; null: cannot be said. */
    readonly waitMs: number | null
  }[]
  /** What was typed, as a number to dial; null: it is none, or there is no line. */
  readonly number: string | null
}

export type ParkedCall = {
  readonly slot: string
  readonly interactionId: InteractionId
  readonly agentId: AgentId
  readonly customerName: string
  readonly since: number
  readonly untilAt: number
}

/** What a page needs to open a leg. */
export type VoiceSettings = {
  /** For `RTCPeerConnection`: STUN and TURN, with credentials that last for the page's session. */
  readonly iceServers: readonly {
    readonly urls: readonly string[]
    readonly username?: string
    readonly credential?: string
  }[]
  /** How many others can be heard apart at once: the number of audio lines in the offer. */
  readonly lines: number
  /** Whether numbers can be called. */
  readonly numbers: boolean
}

/** Measured by the engine on one leg. Shares 0–1, times in ms; null: not known yet. */
export type CallQuality = {
  readonly lossIn: number
  readonly jitterInMs: number
  readonly lossOut: number | null
  readonly roundTripMs: number | null
}

/** Where an agent's own calls go instead (D8): those that colleagues make or give to the agent in person, not those of queues. */
export const forwarding = z.object({
  to: z.union([z.object({ agentId }), z.object({ number: z.string().trim().min(1).max(40) })]),
  when: z.enum(['always', 'busy', 'no-answer']),
})
export type Forwarding = z.infer<typeof forwarding>
