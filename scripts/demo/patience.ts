/**
 * Waiting, for people who are made up: all lengths go through one pace, so that a test can let them live fast, and all waiting ends at once
 * when they are sent away.
 */
export class SentAway extends Error {}

export interface Patience {
  readonly isOver: boolean
  /** Rejects with SentAway when it is over. */
  rest(ms: number): Promise<void>
  /** Whether it came true before the time was over. `listen` calls what it is given whenever something may have changed. */
  until(isTrue: () => boolean, ms: number, listen: (look: () => void) => () => void): Promise<boolean>
  /** Calls later, unless it is over by then. */
  later(ms: number, call: () => void): void
}

export function createPatience(signal: AbortSignal, pace: number): Patience {
  function waited(ms: number, listen: (done: () => void) => () => void): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(new SentAway())
      const end = (): void => {
        clearTimeout(timer)
        signal.removeEventListener('abort', onAbort)
        stop()
      }
      const onAbort = (): void => {
        end()
        reject(new SentAway())
      }
      const done = (): void => {
        end()
        resolve()
      }
      const timer = setTimeout(done, Math.min(ms * pace, 2 ** 31 - 1))
      signal.addEventListener('abort', onAbort)
      const stop = listen(done)
    })
  }

  return {
    get isOver() {
      return signal.aborted
    },
    rest: async (ms) => await waited(ms, () => () => undefined),
    async until(isTrue, ms, listen) {
      if (isTrue()) return true
      await waited(ms, (done) => listen(() => isTrue() && done()))
      return isTrue()
    },
    later(ms, call) {
      waited(ms, () => () => undefined).then(call, () => undefined)
    },
  }
}
