/** Coming and going (P1, P13): on purpose, or because the connection is gone. */
import { refuse } from '../step.ts'
import { assignedChannels, mapChannels, setChannels, withoutReady, type Channels } from './channel-choice.ts'
import type { Given, Handlers } from './handler.ts'
import { withPendingApplied } from './pending.ts'
import type { ChannelPresence, Presence } from './presence.ts'

export const connection: Handlers<'signed-in' | 'signed-out' | 'lost' | 'reconnected'> = {
  'signed-in': ({ presence, at }) => (presence.online ? presence : signIn(presence, at)),
  'signed-out': ({ presence, at }) =>
    presence.online || presence.beforeLost ? signOut(presence, at) : presence,
  lost: ({ presence, at }) => (presence.online ? lose(presence, at) : presence),
  reconnected: ({ presence, at }) => {
    if (presence.online) return presence
    const { beforeLost } = presence
    return beforeLost
      ? { ...presence, online: true, onlineSince: at, channels: beforeLost, beforeLost: null }
      : refuse('agent-offline')
  },
}

/** A new working session, whose sums begin now (P18). Whoever was lost comes back as left, but ready only when saying so again. */
function signIn(presence: Presence, at: number): Presence {
  const { beforeLost, loggedOutOf } = presence
  const fresh: ChannelPresence = { state: 'not-ready', reasonId: null, since: at }
  const channels = beforeLost
    ? withoutReady(beforeLost, at)
    : mapChannels(presence.channels, (channel, kind) => (loggedOutOf.includes(kind) ? channel : fresh))
  return {
    ...presence,
    online: true,
    onlineSince: at,
    channels,
    beforeLost: null,
    loggedOutOf: [],
    onlineMs: 0,
    busyMs: 0,
  }
}

function signOut(presence: Presence, at: number): Presence {
  const left = presence.beforeLost ?? presence.channels
  const loggedOutOf = assignedChannels(presence).filter((kind) => left[kind]?.state === 'logged-out')
  return { ...away(presence, at), loggedOutOf }
}

/** A wish that was pending is what the agent would have been in; it is remembered as that. */
function lose(presence: Presence, at: Given['at']): Presence {
  return { ...away(presence, at), beforeLost: withPendingApplied(presence, at) }
}

/** A ban stays: going away and coming back does not lift it. What is handled stays until it is given back. */
function away(presence: Presence, at: number): Presence {
  const channels: Channels = setChannels(
    presence.channels,
    assignedChannels(presence),
    { state: 'logged-out', reasonId: null },
    at,
  )
  const nothing = { pending: [], afterWork: null, diallingSince: null, beforeLost: null, onlineSince: null }
  return { ...presence, ...nothing, online: false, channels }
}
