/** A token bucket: `burst` at once, then `perMinute` evenly. Pure but for the numbers it holds; the instant is handed in. */
export interface FloodLimit {
  /** Takes one; false when there is none. */
  take(at: number): boolean
  /** How long until there is one again, in whole seconds, at least 1. */
  secondsToNext(at: number): number
  isFull(at: number): boolean
}

export function floodLimit({
  burst,
  perMinute,
}: {
  readonly burst: number
  readonly perMinute: number
}): FloodLimit {
  const everyMs = 60_000 / perMinute
  let tokens = burst
  let filledAt = Number.NEGATIVE_INFINITY

  function fill(at: number): void {
    if (at > filledAt) tokens = Math.min(burst, tokens + (at - filledAt) / everyMs)
    filledAt = Math.max(filledAt, at)
  }

  return {
    take(at) {
      fill(at)
      if (tokens < 1) return false
      tokens -= 1
      return true
    },
    secondsToNext(at) {
      fill(at)
      return Math.max(1, Math.ceil(((1 - tokens) * everyMs) / 1000))
    },
    isFull(at) {
      fill(at)
      return tokens >= burst
    },
  }
}
