/**
 * What stands on top of an agent's screen and beside the agent's name everywhere: one state and one timer (P15). It is derived here
 * and nowhere else, and shared by server and page.
 */
import { channelKinds } from '../channel-kind.ts'
import type { ReasonId } from '../id.ts'
import { isBanned } from './may-take.ts'
import type { ChannelPresence, Presence } from './presence.ts'

export const topStateNames = [
  'offline',
  'banned',
  'dialling',
  'in-service',
  'after-service',
  'dnd',
  'not-ready',
  'online',
  'ready',
] as const
export type TopStateName = (typeof topStateNames)[number]

export type TopState = {
  readonly name: TopStateName
  /** Only of *not-ready*. */
  readonly reasonId: ReasonId | null
  readonly since: number
  /** When it will end by itself; null: it will not. */
  readonly endsAt: number | null
  /** Another state waits for the work to be finished (P4). */
  readonly pending: boolean
}

export function topState(presence: Presence, at: number): TopState {
  const { name, reasonId } = nameOnTop(presence, at)
  return {
    name,
    reasonId,
    since: sinceWhen(presence, at),
    endsAt: endOf(presence, name),
    pending: presence.pending.length > 0,
  }
}

/** Longer than the reason allows (P16). */
export function exceeded(
  top: Pick<TopState, 'name' | 'since'>,
  reasonMaximumMs: number | null,
  at: number,
): boolean {
  return top.name === 'not-ready' && reasonMaximumMs !== null && at - top.since > reasonMaximumMs
}

type Named = Pick<TopState, 'name' | 'reasonId'>

function nameOnTop(presence: Presence, at: number): Named {
  const name = activityOf(presence, at)
  return name ? { name, reasonId: null } : availabilityOf(presence)
}

function activityOf(presence: Presence, at: number): TopStateName | null {
  if (!presence.online) return 'offline'
  if (isBanned(presence, at)) return 'banned'
  if (presence.diallingSince !== null) return 'dialling'
  if (presence.handling.length > 0 || presence.calls.length > 0) return 'in-service'
  return presence.afterWork ? 'after-service' : null
}

/** One channel that is ready makes the agent ready; else do not disturb comes before not ready. */
function availabilityOf(presence: Presence): Named {
  const channels = channelKinds.flatMap((kind) => presence.channels[kind] ?? [])
  const inState = (state: ChannelPresence['state']): ChannelPresence[] =>
    channels.filter((channel) => channel.state === state)
  if (inState('ready').length > 0) return { name: 'ready', reasonId: null }
  if (inState('dnd').length > 0) return { name: 'dnd', reasonId: null }
  const latest = inState('not-ready').reduce<ChannelPresence | null>(
    (last, next) => (last && last.since >= next.since ? last : next),
    null,
  )
  return latest ? { name: 'not-ready', reasonId: latest.reasonId } : { name: 'online', reasonId: null }
}

/** A ban that has run out ended at its own instant, also when nobody has noticed yet. */
function sinceWhen({ banned, topSince, online }: Presence, at: number): number {
  const endedAt = banned?.untilAt ?? null
  return online && endedAt !== null && endedAt <= at ? Math.max(topSince, endedAt) : topSince
}

function endOf(presence: Presence, name: TopStateName): number | null {
  if (name === 'banned') return presence.banned?.untilAt ?? null
  return name === 'after-service' ? (presence.afterWork?.endsAt ?? null) : null
}
