/** Which channels a wish is about, and what setting them does to each (P2, P3, P17). */
import { channelKinds, type ChannelKind } from '../channel-kind.ts'
import type { ReasonId } from '../id.ts'
import { refuse, type Refusal } from '../step.ts'
import type { ChannelChoice } from './event.ts'
import type { ChannelPresence, ChannelState, Presence } from './presence.ts'

export type Channels = Presence['channels']
export type Wish = { readonly state: ChannelState; readonly reasonId: ReasonId | null }

export function assignedChannels({ channels }: Pick<Presence, 'channels'>): readonly ChannelKind[] {
  return channelKinds.filter((kind) => channels[kind])
}

export function loggedInChannels(presence: Pick<Presence, 'channels'>): readonly ChannelKind[] {
  return assignedChannels(presence).filter((kind) => presence.channels[kind]?.state !== 'logged-out')
}

/**
 * *All* are the channels that are logged in (P3): a break does not log anybody in where they had logged out. When none is logged in,
 * *all* are the assigned ones, or else nobody could come back with one click.
 */
export function chosenChannels(
  presence: Presence,
  choice: ChannelChoice,
): readonly ChannelKind[] | Refusal<'channel-not-assigned'> {
  const assigned = assignedChannels(presence)
  if (choice === 'all') {
    const loggedIn = loggedInChannels(presence)
    return loggedIn.length > 0 ? loggedIn : assigned
  }
  const foreign = choice.find((kind) => !assigned.includes(kind))
  return foreign ? refuse('channel-not-assigned', { channel: foreign }) : choice
}

/** Every other channel keeps its state and its timer; so does a named one that is in this state already (P17). */
export function setChannels(
  channels: Channels,
  chosen: readonly ChannelKind[],
  wish: Wish,
  at: number,
): Channels {
  return mapChannels(channels, (channel, kind) =>
    chosen.includes(kind) ? changed(channel, wish, at) : channel,
  )
}

export function mapChannels(
  channels: Channels,
  change: (channel: ChannelPresence, kind: ChannelKind) => ChannelPresence,
): Channels {
  const changedOnes: Partial<Record<ChannelKind, ChannelPresence>> = {}
  for (const kind of channelKinds) {
    const channel = channels[kind]
    if (channel) changedOnes[kind] = change(channel, kind)
  }
  return changedOnes
}

/** What was ready is not any more. */
export function withoutReady(channels: Channels, at: number): Channels {
  const ready = channelKinds.filter((kind) => channels[kind]?.state === 'ready')
  return setChannels(channels, ready, { state: 'not-ready', reasonId: null }, at)
}

/** Only *not-ready* has a reason. */
function changed(channel: ChannelPresence, { state, reasonId }: Wish, at: number): ChannelPresence {
  const reason = state === 'not-ready' ? reasonId : null
  return channel.state === state && channel.reasonId === reason
    ? channel
    : { state, reasonId: reason, since: at }
}
