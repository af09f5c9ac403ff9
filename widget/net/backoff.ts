const firstMs = 500
const longestMs = 30_000

/**
 * How long to wait before the next try, after `attempt` failures in a row (1, 2 …). Doubling, with dice, so that the pages of a whole site
 * do not come back in one instant when the server does. `dice` is 0 to 1.
 */
export function backoffMs(attempt: number, dice: number): number {
  const most = Math.min(longestMs, firstMs * 2 ** (attempt - 1))
  return Math.round(most / 2 + (most / 2) * dice)
}
