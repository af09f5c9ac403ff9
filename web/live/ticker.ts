/** The second hand all timers of the page share: one beat each second by the server's clock, only while somebody looks. */
import type { Clock } from '../net/clock.ts'

export type Ticker = { readonly now: () => number; readonly subscribe: (listener: () => void) => () => void }

export function createTicker(clock: Clock, wait: (ms: number, then: () => void) => () => void): Ticker {
  const listeners = new Set<() => void>()
  let shown = clock.now()
  let stop = (): void => {}

  const beat = (): void => {
    shown = clock.now()
    for (const listener of listeners) listener()
    stop = wait(1_000 - (((shown % 1_000) + 1_000) % 1_000), beat)
  }

  return {
    now: () => shown,
    subscribe(listener) {
      listeners.add(listener)
      if (listeners.size === 1) beat()
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) stop()
      }
    },
  }
}
