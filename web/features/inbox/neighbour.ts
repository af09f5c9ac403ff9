import type { InteractionId } from '#core/id.ts'
import type { StableRow } from './stable-rows.ts'

/**
 * The row so many places further down (or up) that is still there; where that would be beyond the end, the last one before it. From outside the
 * list, its first or last one.
 */
export function neighbour(
  rows: readonly StableRow<{ readonly id: InteractionId }>[],
  current: InteractionId | null,
  by: number,
): InteractionId | null {
  const step = by > 0 ? 1 : -1
  const at = rows.findIndex(({ item }) => item.id === current)
  const wanted = at === -1 ? (by > 0 ? 0 : rows.length - 1) : at + by
  const start = Math.min(Math.max(wanted, 0), rows.length - 1)
  // Beyond what is gone in the same direction, or else back towards where it was.
  for (const direction of [step, -step])
    for (let index = start; index >= 0 && index < rows.length && index !== at; index += direction) {
      const row = rows[index]
      if (row && !row.isGone) return row.item.id
    }
  return null
}
