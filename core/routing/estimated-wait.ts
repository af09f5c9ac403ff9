/**
 * How long somebody in line will probably wait (Q16): everybody before them must be served or give up first. With `slots` conversations
 * going on at once, each ending after `meanHandlingMs` on average, and each one waiting giving up after `meanPatienceMs` on average, the line
 * moves with rate `slots / meanHandlingMs + ahead / meanPatienceMs`; the estimate adds up the steps from the own position to the front.
 */
export type WaitFigures = {
  /** 1: the next to be served. */
  readonly position: number
  /** Conversations that the staff who are there can have at once. */
  readonly slots: number
  readonly meanHandlingMs: number
  /** null: nobody gives up. */
  readonly meanPatienceMs: number | null
}

/** null: nobody is there to serve, so nothing can be said. */
export function estimatedWaitMs({
  position,
  slots,
  meanHandlingMs,
  meanPatienceMs,
}: WaitFigures): number | null {
  if (slots <= 0 || meanHandlingMs <= 0) return null
  const servedPerMs = slots / meanHandlingMs
  const leavePerMs = meanPatienceMs === null || meanPatienceMs <= 0 ? 0 : 1 / meanPatienceMs
  let waitMs = 0
  for (let ahead = 0; ahead < position; ahead += 1) waitMs += 1 / (servedPerMs + ahead * leavePerMs)
  return waitMs
}
