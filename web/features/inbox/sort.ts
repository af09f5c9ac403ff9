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
  return state.name === 'ended' || state.name === 'stored' ? null : summary.customerWaitingSince
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

/**
 * A list kept in order from one change to the next. It begins with its last order, in which hardly anything is out of place, so that ten thousand
 * rows cost no more than a look at each; when nothing has changed, the very same list comes back.
 */
export function createOrder<Row extends Sorted>(sort: ListSort): (rows: readonly Row[]) => readonly Row[] {
  let last: readonly Row[] = []
  return (rows) => {
    const now = new Map(rows.map((row) => [row.id, row]))
    const known = new Set<string>()
    const next: Row[] = []
    for (const { id } of last) {
      const row = now.get(id)
      known.add(id)
      if (row) next.push(row)
    }
    for (const row of rows) if (!known.has(row.id)) next.push(row)
    const isSame = next.length === last.length && next.every((row, index) => row === last[index])
    if (!isSame) last = sortList(next, sort)
    return last
  }
}
