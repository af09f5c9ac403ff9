/** Whom a colleague may ring (K29), and how an agent is reached by a colleague's call (K30). */
import { loadOf, mayTake } from '../presence/may-take.ts'
import type { Presence } from '../presence/presence.ts'
import type { Reach } from './forwarding.ts'

/** Asking may be refused, so it needs less than P7: somebody who can be heard, and is not in a call. */
export function reachToAsk(presence: Presence): Reach {
  const state = presence.channels.voice?.state ?? 'logged-out'
  if (!presence.online || state === 'logged-out') return 'away'
  return state === 'dnd' || !hasRoomForCall(presence) ? 'busy' : 'free'
}

/** For one call at least, whatever the capacity for queues' calls is. */
export function hasRoomForCall(presence: Presence): boolean {
  return (loadOf(presence).voice ?? 0) < Math.max(1, presence.capacity.maximum.voice ?? 0)
}

/** What is given without asking must be taken at once (P7). */
export function reachToGive(presence: Presence, at: number): Reach {
  if (!presence.online || (presence.channels.voice?.state ?? 'logged-out') === 'logged-out') return 'away'
  return mayTake(presence, 'voice', at) ? 'free' : 'busy'
}

/** Those who may be given a call now, longest idle first among those with the least in hand (Q6). */
export function longestIdleFirst(presences: readonly Presence[], at: number): readonly Presence[] {
  const inHand = (presence: Presence): number =>
    Object.values(loadOf(presence)).reduce((sum, count) => sum + count, 0)
  return presences
    .filter((presence) => mayTake(presence, 'voice', at))
    .toSorted(
      (a, b) => inHand(a) - inHand(b) || a.idleSince - b.idleSince || (a.agentId < b.agentId ? -1 : 1),
    )
}
