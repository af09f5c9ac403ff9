/** The sums of online and busy time (P18): counted on at every change, so that what lies between two changes was one and the same. */
import type { Presence } from './presence.ts'

type Sums = Pick<Presence, 'onlineMs' | 'busyMs' | 'countedAt'>

/** Up to `at`. Busy is in service or after service, and only while online. */
export function counted(presence: Presence, at: number): Sums {
  // Two nodes' clocks may differ by a little: time that would run backwards is no time.
  const passedMs = Math.max(0, at - presence.countedAt)
  const busy = presence.handling.length > 0 || presence.calls.length > 0 || presence.afterWork !== null
  return {
    onlineMs: presence.onlineMs + (presence.online ? passedMs : 0),
    busyMs: presence.busyMs + (presence.online && busy ? passedMs : 0),
    countedAt: presence.countedAt + passedMs,
  }
}

/** The share of online time spent busy since the agent signed in, 0–1. */
export function occupancy(presence: Presence, at: number): number {
  const { onlineMs, busyMs } = counted(presence, at)
  return onlineMs === 0 ? 0 : busyMs / onlineMs
}
