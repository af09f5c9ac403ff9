/** The order of a list. Equal ones by id, so that the same set always stands in the same order. */
import type { Preferences } from '#protocol/workspace.ts'
import type { InteractionView } from '#protocol/interaction.ts'

export type ListSort = NonNullable<Preferences['listSort']>
export const listSorts = ['longest-waiting', 'newest', 'oldest'] as const satisfies readonly ListSort[]

type Sorted = Pick<InteractionView, 'id' | 'state' | 'summary' | 'placeAt'>

/**
 * Since when its customer waits: for an agent at all, or for an answer. null: it is the customer's turn.
 */
export function waitingSince({ state, summary, placeAt }: Omit<Sorted, 'id'>): number | null {
  if (state.name === 'waiting' || state.name === 'offered') return placeAt
  return state.name === 'ended' ? null : summary.customerWaitingSince
}

export function sortList<Row extends Sorted>(rows: readonly Row[], sort: ListSort): Row[] {
  const key = (row: Row): number => {
    if (sort === 'newest') return -row.placeAt
    if (sort === 'oldest') return row.placeAt
    // Those nobody waits in come after all that somebody waits in, the longest held first.
    return waitingSince(row) ?? Number.MAX_SAFE_INTEGER / 2 + row.state.since
  }
  return rows.toSorted((a, b) => key(a) - key(b) || (a.id < b.id ? -1 : 1))
}
