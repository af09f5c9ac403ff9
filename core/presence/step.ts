/**
 * An agent's presence (SPEC §3): what every event makes of it. The handlers change what their event is about and nothing else, in one
 * file for each concern; what follows from any change is in `settle.ts`, and the time that has passed is counted before anything changes.
 */
import type { ChannelKind } from '../channel-kind.ts'
import type { AgentId } from '../id.ts'
import { isRefusal, type Refusal, type Step } from '../step.ts'
import { afterWork } from './after-work.ts'
import { alerting } from './alerting.ts'
import { asking } from './asking.ts'
import { connection } from './connection.ts'
import { counted } from './counting.ts'
import type { PresenceEffect, PresenceEvent } from './event.ts'
import { handling } from './handling.ts'
import type { Given, Handlers, EventType, RulesOf } from './handler.ts'
import type { CapacityRule, ChannelPresence, Presence } from './presence.ts'
import type { PresenceRefusal } from './refusal.ts'
import { settle } from './settle.ts'

export type { PresenceRefusal } from './refusal.ts'

/** Somebody who has never signed in. */
export function newPresence(
  agentId: AgentId,
  channels: readonly ChannelKind[],
  capacity: CapacityRule,
  at: number,
): Presence {
  const loggedOut: ChannelPresence = { state: 'logged-out', reasonId: null, since: at }
  return {
    agentId,
    online: false,
    onlineSince: null,
    channels: Object.fromEntries(channels.map((kind) => [kind, loggedOut])),
    capacity,
    offers: [],
    handling: [],
    calls: [],
    afterWork: null,
    pending: [],
    misses: 0,
    banned: null,
    diallingSince: null,
    beforeLost: null,
    loggedOutOf: [],
    idleSince: at,
    topSince: at,
    busyMs: 0,
    onlineMs: 0,
    countedAt: at,
  }
}

const handlers: Handlers<EventType> = { ...connection, ...asking, ...alerting, ...handling, ...afterWork }

export function stepPresence(
  presence: Presence,
  event: PresenceEvent,
  at: number,
  rulesOf: RulesOf,
): Step<Presence, PresenceEffect> | Refusal<PresenceRefusal> {
  const before: Presence = { ...presence, ...counted(presence, at) }
  // The table pairs each handler with its event; the compiler cannot carry that pairing through the look-up.
  const handler = handlers[event.type] as (given: Given) => Presence | Refusal<PresenceRefusal>
  const changed = handler({ presence: before, event, at, rulesOf })
  return isRefusal(changed) ? changed : settle(before, changed, at)
}
