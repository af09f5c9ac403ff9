/**
 * How long somebody will wait (Q16), from what is true now: the place in line, who is there to serve, how long one takes, and how long
 * people wait before they give up. Each step forward takes as long as the next slot takes to become free or somebody ahead to leave; the
 * shorter the line in front, the fewer can leave. What others waited lately is not asked: it tells of a line that is gone. (Compared in
 * `estimated-wait.test.ts`; known as the queue-length forecast with abandonment, Whitt 1999, Ibrahim and Whitt 2009.)
 */
export type WaitFacts = {
  /** 1 for the next to be served (Q15). */
  readonly position: number
  /** How many those who are ready can have at once (`Matcher.staff`). */
  readonly slots: number
  /** From accepting to being free again; null: not known yet. */
  readonly meanHandlingMs: number | null
  /** Mean time after which people give up waiting; null: nobody does, or not known. */
  readonly meanPatienceMs: number | null
}

/** null when it cannot be said: nobody is there to serve, or nothing is known of how long one takes. */
export function estimatedWaitMs({
  position,
  slots,
  meanHandlingMs,
  meanPatienceMs,
}: WaitFacts): number | null {
  if (slots <= 0 || meanHandlingMs === null) return null
  const served = slots / meanHandlingMs
  const leaving = meanPatienceMs === null || meanPatienceMs <= 0 ? 0 : 1 / meanPatienceMs
  let waitMs = 0
  for (let ahead = 0; ahead < position; ahead++) waitMs += 1 / (served + ahead * leaving)
  return waitMs
}

/**
 * The mean patience behind what was seen. Those who were served would have waited longer, we do not know how long; so it is the time that
 * all of them waited together, for each one who gave up. null while nobody has.
 */
export function meanPatienceMs(waitedMs: number, abandoned: number): number | null {
  return abandoned === 0 ? null : waitedMs / abandoned
}
