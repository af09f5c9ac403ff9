import type { InteractionId } from '#core/id.ts'
import type { StableRow } from './stable-rows.ts'

/** The next row that is still there, from `current` downwards or upwards; from outside the list, its first or last one. */
export function neighbour(
  rows: readonly StableRow<{ readonly id: InteractionId }>[],
  current: InteractionId | null,
  by: 1 | -1,
): InteractionId | null {
  const at = rows.findIndex(({ item }) => item.id === current)
  const start = at === -1 ? (by === 1 ? 0 : rows.length - 1) : at + by
  for (let index = start; index >= 0 && index < rows.length; index += by) {
    const row = rows[index]
    if (row && !row.isGone) return row.item.id
  }
  return null
}
