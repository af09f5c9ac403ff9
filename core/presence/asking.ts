/** What an agent wishes and a supervisor forces for the channels, and which channels there are (P2–P5, P12). */
import { refuse, isRefusal, type Refusal } from '../step.ts'
import {
  assignedChannels,
  chosenChannels,
  mapChannels,
  setChannels,
  type Channels,
} from './channel-choice.ts'
import type { Given, Handlers } from './handler.ts'
import { isBanned } from './may-take.ts'
import { isBusy, pendingWithout } from './pending.ts'
import type { ChannelPresence, Presence } from './presence.ts'
import type { PresenceRefusal } from './refusal.ts'

export const asking: Handlers<'state-asked' | 'state-forced' | 'channels-assigned'> = {
  'state-asked': ask,
  'state-forced': force,
  'channels-assigned': assign,
}

function ask({ presence, event, at }: Given<'state-asked'>): Presence | Refusal<PresenceRefusal> {
  if (!presence.online) return refuse('agent-offline')
  const chosen = chosenChannels(presence, event.channels)
  if (isRefusal(chosen)) return chosen
  const wantsWork = event.state === 'ready'
  if (wantsWork && isBanned(presence, at) && presence.banned?.mayLiftOwn === false) return refuse('banned')
  const pending = pendingWithout(presence.pending, chosen)
  if (!wantsWork && waits(event) && isBusy(presence)) {
    const wish = { channels: chosen, state: event.state, reasonId: event.reasonId, askedAt: at }
    return chosen.length === 0 ? presence : { ...presence, pending: [...pending, wish] }
  }
  const channels = setChannels(presence.channels, chosen, event, at)
  return { ...presence, ...(wantsWork ? banLifted : null), pending, channels }
}

/** The agent's own word goes before the centre's setting (P4). */
function waits({ when, pendingWhileBusy }: Given<'state-asked'>['event']): boolean {
  return when ? when === 'after-work' : pendingWhileBusy
}

const banLifted = { banned: null, misses: 0 } as const

/** At once, whatever is pending. Being forced ready means being given work, so a ban and after-call work end with it (P12). */
function force({ presence, event, at }: Given<'state-forced'>): Presence | Refusal<PresenceRefusal> {
  if (!presence.online) return refuse('agent-offline')
  const chosen = chosenChannels(presence, event.channels)
  if (isRefusal(chosen)) return chosen
  const released = event.state === 'ready' ? { ...banLifted, afterWork: null } : null
  const pending = pendingWithout(presence.pending, chosen)
  return { ...presence, ...released, pending, channels: setChannels(presence.channels, chosen, event, at) }
}

/** A channel that comes to an agent who is online is not ready until the agent says so. */
function assign({ presence, event, at }: Given<'channels-assigned'>): Presence {
  const fresh: ChannelPresence = {
    state: presence.online ? 'not-ready' : 'logged-out',
    reasonId: null,
    since: at,
  }
  const taken = assignedChannels(presence).filter((kind) => !event.channels.includes(kind))
  return {
    ...presence,
    capacity: event.capacity ?? presence.capacity,
    channels: reassigned(presence.channels, event.channels, fresh),
    pending: pendingWithout(presence.pending, taken),
    loggedOutOf: presence.loggedOutOf.filter((kind) => !taken.includes(kind)),
    beforeLost:
      presence.beforeLost &&
      reassigned(presence.beforeLost, event.channels, { ...fresh, state: 'not-ready' }),
  }
}

function reassigned(
  channels: Channels,
  assigned: readonly (keyof Channels)[],
  fresh: ChannelPresence,
): Channels {
  const all = Object.fromEntries(assigned.map((kind) => [kind, fresh]))
  return mapChannels(all, (_, kind) => channels[kind] ?? fresh)
}
