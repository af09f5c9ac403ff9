/** Wishes that wait until the work is finished (P4). A later wish for a channel takes the place of an earlier one. */
import type { ChannelKind } from '../channel-kind.ts'
import { setChannels, type Channels } from './channel-choice.ts'
import type { PendingState, Presence } from './presence.ts'

/** Something is handled, or after-call work is going on. */
export function isBusy({
  handling,
  calls,
  afterWork,
}: Pick<Presence, 'handling' | 'calls' | 'afterWork'>): boolean {
  return handling.length > 0 || calls.length > 0 || afterWork !== null
}

/** What stays pending when something else is wanted for these channels. */
export function pendingWithout(
  pending: readonly PendingState[],
  channels: readonly ChannelKind[],
): readonly PendingState[] {
  return pending
    .map((wish) => ({ ...wish, channels: wish.channels.filter((kind) => !channels.includes(kind)) }))
    .filter((wish) => wish.channels.length > 0)
}

export function withPendingApplied(
  { channels, pending }: Pick<Presence, 'channels' | 'pending'>,
  at: number,
): Channels {
  return pending.reduce((now, wish) => setChannels(now, wish.channels, wish, at), channels)
}
