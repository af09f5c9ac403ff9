/** What follows from the own presence, worked out by the core's own step: the page promises nothing that the server would not do. */
import { isBanned, loadOf, mayTake } from '#core/presence/may-take.ts'
import { channelKinds, type ChannelKind } from '#core/channel-kind.ts'
import type { PresenceEvent } from '#core/presence/event.ts'
import type { Presence } from '#core/presence/presence.ts'
import { stepPresence } from '#core/presence/step.ts'
import { topState, type TopState } from '#core/presence/top-state.ts'
import { isRefusal } from '#core/step.ts'
import type { StateWish } from '#web/live/acts.ts'

function after(presence: Presence, event: PresenceEvent, at: number): Presence | null {
  const { afterWork } = presence
  const policy = afterWork?.policy ?? {
    limitMs: 0,
    extensionMs: 0,
    forcedEndMs: null,
    then: { state: 'as-before' },
  }
  const step = stepPresence(presence, event, at, () => ({
    afterWork: policy,
    misses: { limit: 0, banMs: null, mayLiftOwn: true },
  }))
  return isRefusal(step) ? null : step.state
}

/** Whether after-call work can be prolonged now. */
export function mayExtend(presence: Presence, at: number): boolean {
  return after(presence, { type: 'after-work-extended' }, at) !== null
}

/** What stands on top when after-call work ends; null: there is none. */
export function afterWorkLeadsTo(presence: Presence, at: number): TopState | null {
  const then = after(presence, { type: 'after-work-finished' }, at)
  return then && topState(then, at)
}

/** To put pending wishes aside is to ask, now, for what the channels are in: nothing else changes, and nobody becomes ready by it (P4, P17). */
export function withoutPending({ channels, pending }: Presence): StateWish[] {
  const waiting = new Set(pending.flatMap((wish) => wish.channels))
  const wishes = new Map<
    string,
    { state: StateWish['state']; reasonId: StateWish['reasonId']; channels: ChannelKind[] }
  >()
  for (const kind of channelKinds) {
    const channel = channels[kind]
    if (!channel || !waiting.has(kind)) continue
    const { state, reasonId } = channel
    const key = `${state} ${reasonId}`
    const wish = wishes.get(key) ?? { state, reasonId, channels: [] }
    wishes.set(key, { ...wish, channels: [...wish.channels, kind] })
  }
  return [...wishes.values()].map((wish) => ({ ...wish, when: 'now' }))
}

/** The same wishes, without waiting any longer. */
export function pendingNow({ pending }: Presence): StateWish[] {
  return pending.map(({ channels, state, reasonId }) => ({ channels, state, reasonId, when: 'now' }))
}

/** Why a channel brings nothing now although it is ready; `null`: it does, or it is not ready. */
export type Hindrance =
  | { readonly why: 'banned' | 'pending' | 'after-work' | 'full' }
  | { readonly why: 'busy-on'; readonly other: ChannelKind }

export function hindranceOf(presence: Presence, channel: ChannelKind, at: number): Hindrance | null {
  if (presence.channels[channel]?.state !== 'ready' || mayTake(presence, channel, at)) return null
  if (isBanned(presence, at)) return { why: 'banned' }
  if (presence.pending.length > 0) return { why: 'pending' }
  if (presence.afterWork) return { why: 'after-work' }
  const load = loadOf(presence)
  const other = channelKinds.find(
    (kind) =>
      kind !== channel &&
      (load[kind] ?? 0) > 0 &&
      presence.capacity.interruptedBy[kind]?.includes(channel) !== true,
  )
  const isFull = (load[channel] ?? 0) >= (presence.capacity.maximum[channel] ?? 0)
  return isFull || !other ? { why: 'full' } : { why: 'busy-on', other }
}
