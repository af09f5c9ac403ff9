/**
 * After-call work (P8–P10): time in which the agent is given nothing, after an interaction of any channel. There is one at a time; what
 * ends meanwhile prolongs it, and the queue whose limit lasts longest decides how it ends.
 */
import type { InteractionId } from '../id.ts'
import { refuse, type Refusal } from '../step.ts'
import { loggedInChannels, setChannels, type Channels } from './channel-choice.ts'
import type { Given, Handlers } from './handler.ts'
import type { AfterWork, AfterWorkPolicy, Held, Presence } from './presence.ts'
import type { PresenceRefusal } from './refusal.ts'

export const afterWork: Handlers<'after-work-extended' | 'after-work-finished' | 'after-work-expired'> = {
  'after-work-extended': extend,
  'after-work-finished': ({ presence, at }) =>
    presence.afterWork ? endAfterWork(presence, at) : refuse('not-in-after-work'),
  'after-work-expired': ({ presence, at }) => {
    if (!presence.afterWork) return refuse('not-in-after-work')
    const { endsAt } = presence.afterWork
    return at < endsAt ? refuse('too-early', { dueAt: endsAt }) : endAfterWork(presence, at)
  },
}

/** The owner's interaction has ended. A queue that gives no time still says what comes then. */
export function beginAfterWork(
  presence: Presence,
  held: Held,
  policy: AfterWorkPolicy,
  at: number,
): Presence {
  const own = newAfterWork(held, wishKept(policy, presence.channels, held.since), at)
  if (own.endsAt <= at) return presence.afterWork ? presence : whatComesThen(presence, own.policy, at)
  const { afterWork: going } = presence
  if (!going) return { ...presence, afterWork: own }
  const interactionIds = [...going.interactionIds, held.interactionId]
  const lasting = own.endsAt > going.endsAt ? { ...own, since: going.since } : going
  return { ...presence, afterWork: { ...lasting, interactionIds } }
}

function newAfterWork({ interactionId, queueId }: Held, policy: AfterWorkPolicy, at: number): AfterWork {
  const forcedEndAt = policy.forcedEndMs === null ? null : at + policy.forcedEndMs
  const endsAt = notPast(at + policy.limitMs, forcedEndAt)
  return { queueId, interactionIds: [interactionId], since: at, endsAt, forcedEndAt, policy }
}

const notPast = (endsAt: number, forcedEndAt: number | null): number =>
  forcedEndAt === null ? endsAt : Math.min(endsAt, forcedEndAt)

function extend({ presence, at }: Given<'after-work-extended'>): Presence | Refusal<PresenceRefusal> {
  const { afterWork: going } = presence
  if (!going || at >= going.endsAt) return refuse('not-in-after-work')
  const endsAt = notPast(going.endsAt + going.policy.extensionMs, going.forcedEndAt)
  return endsAt > going.endsAt
    ? { ...presence, afterWork: { ...going, endsAt } }
    : refuse('extension-not-allowed')
}

/** The agent has marked it done; after the last one there is nothing left to work on (P8). */
export function doneWith(presence: Presence, interactionId: InteractionId, at: number): Presence {
  const { afterWork: going } = presence
  if (!going?.interactionIds.includes(interactionId)) return presence
  const interactionIds = going.interactionIds.filter((id) => id !== interactionId)
  return interactionIds.length === 0
    ? endAfterWork(presence, at)
    : { ...presence, afterWork: { ...going, interactionIds } }
}

function endAfterWork(presence: Presence, at: number): Presence {
  const { afterWork: going } = presence
  if (!going) return presence
  const over: Presence = { ...presence, afterWork: null, idleSince: at }
  return whatComesThen(over, wishKept(going.policy, presence.channels, going.since), at)
}

/** What the queue wants then (P10), unless the agent's own wish is pending: that goes first, as soon as nothing is handled any more. */
function whatComesThen(presence: Presence, { then }: AfterWorkPolicy, at: number): Presence {
  if (then.state === 'as-before' || presence.pending.length > 0) return presence
  const wish = { state: then.state, reasonId: then.state === 'not-ready' ? then.reasonId : null }
  return { ...presence, channels: setChannels(presence.channels, loggedInChannels(presence), wish, at) }
}

/** *Ready* does not overrule who was asked or forced out of it meanwhile (P10). */
function wishKept(policy: AfterWorkPolicy, channels: Channels, since: number): AfterWorkPolicy {
  const saidNo = Object.values(channels).some((channel) => channel.state !== 'ready' && channel.since > since)
  return policy.then.state === 'ready' && saidNo ? { ...policy, then: { state: 'as-before' } } : policy
}
