/** Time and dice, handed in so that tests can hold them. */
export interface Clock {
  now(): number
  /** 0 to 1. */
  dice(): number
  /** Calls later; the returned function calls it off. */
  later(call: () => void, ms: number): () => void
}

export const realClock: Clock = {
  now: () => Date.now(),
  dice: () => Math.random(),
  later(call, ms) {
    const timer = setTimeout(call, ms)
    return () => clearTimeout(timer)
  },
}
