/**
 * The server's clock as this page knows it. Every frame says the server's time when it was written; on its way it only grows older, so the
 * largest difference seen lately is the nearest to the truth. Timers are right after a reload and on a machine whose own clock is wrong.
 */
export type Clock = {
  /** Epoch ms by the server. */
  readonly now: () => number
  /** A frame written at `at` has just arrived. */
  readonly observe: (at: number) => void
}

/** How many frames a difference is trusted for: a machine that slept or was set right must be believed again soon. */
const remembered = 8

export function createClock(localNow: () => number): Clock {
  let differences: number[] = []
  let offsetMs = 0
  return {
    now: () => localNow() + offsetMs,
    observe(at) {
      differences = [...differences, at - localNow()].slice(-remembered)
      offsetMs = Math.max(...differences)
    },
  }
}
