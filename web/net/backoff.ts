/**
 * How long to wait before trying again: doubling from half a second to fifteen, spread by dice so that a hundred pages do not come back in the
 * same instant after the server was away.
 */
const firstMs = 500
const longestMs = 15_000

export function backoffMs(failures: number, dice: number): number {
  const ceiling = Math.min(longestMs, firstMs * 2 ** Math.max(0, failures - 1))
  return Math.round(ceiling / 2 + (ceiling / 2) * dice)
}
