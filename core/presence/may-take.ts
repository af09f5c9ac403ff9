/** What an agent may be given at an instant (P6, P7): the only place that says so for the matcher, the server and the screen. */
import { channelKinds, type ChannelKind } from '../channel-kind.ts'
import type { Presence } from './presence.ts'

export type Load = Readonly<Partial<Record<ChannelKind, number>>>

/** Offered and active interactions per channel (P6); a colleague's call is a call, too (P19). */
export function loadOf(presence: Pick<Presence, 'offers' | 'handling' | 'calls'>): Load {
  const load: Partial<Record<ChannelKind, number>> = {}
  for (const { channel } of [...presence.offers, ...presence.handling])
    load[channel] = (load[channel] ?? 0) + 1
  if (presence.calls.length > 0) load.voice = (load.voice ?? 0) + presence.calls.length
  return load
}

/** A ban ends at its instant, also when its alarm has not rung yet (P11). */
export function isBanned({ banned }: Pick<Presence, 'banned'>, at: number): boolean {
  return banned !== null && (banned.untilAt === null || at < banned.untilAt)
}

/** Channels on which the agent is ready and nothing stands in the way but, maybe, the load. */
export function readyChannels(presence: Presence, at: number): readonly ChannelKind[] {
  if (!presence.online || isBanned(presence, at) || presence.pending.length > 0 || presence.afterWork)
    return []
  return channelKinds.filter((channel) => presence.channels[channel]?.state === 'ready')
}

export function mayTake(presence: Presence, channel: ChannelKind, at: number): boolean {
  return readyChannels(presence, at).includes(channel) && hasRoom(presence, channel)
}

function hasRoom(presence: Presence, channel: ChannelKind): boolean {
  const load = loadOf(presence)
  const { maximum, interruptedBy } = presence.capacity
  if ((load[channel] ?? 0) >= (maximum[channel] ?? 0)) return false
  return channelKinds.every(
    (other) => other === channel || !load[other] || interruptedBy[other]?.includes(channel) === true,
  )
}
