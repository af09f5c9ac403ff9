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

type Key = (row: Sorted) => number

function keyOf(sort: ListSort): Key {
  if (sort === 'newest') return ({ placeAt }) => -placeAt
  if (sort === 'oldest') return ({ placeAt }) => placeAt
  // Those nobody waits in come after all that somebody waits in, the longest held first.
  return (row) => waitingSince(row) ?? Number.MAX_SAFE_INTEGER / 2 + row.state.since
}

export function sortList<Row extends Sorted>(rows: readonly Row[], sort: ListSort): Row[] {
  const key = keyOf(sort)
  return rows.toSorted((a, b) => key(a) - key(b) || (a.id < b.id ? -1 : 1))
}

/**
 * A list kept in order from one change to the next. Mostly a few rows have other contents and the same place: then they are put where the old ones
 * were, and ten thousand rows cost no more than a look at each. When nothing has changed, the very same list comes back.
 */
export function createOrder<Row extends Sorted>(sort: ListSort): (rows: readonly Row[]) => readonly Row[] {
  const key = keyOf(sort)
  let last: readonly Row[] = []
  let sorted: readonly Row[] = []
  let places: Map<string, number> | null = null

  /** null: rows have come, gone or moved. */
  function replaced(rows: readonly Row[]): readonly Row[] | null {
    if (rows.length !== last.length) return null
    const fresh: Row[] = []
    for (let index = 0; index < rows.length; index++) {
      const row = rows[index]
      const before = last[index]
      if (row === before) continue
      if (!row || before?.id !== row.id || key(before) !== key(row)) return null
      fresh.push(row)
    }
    if (fresh.length === 0) return sorted
    places ??= new Map(sorted.map(({ id }, index) => [id, index]))
    const next = [...sorted]
    for (const row of fresh) next[places.get(row.id) ?? 0] = row
    return next
  }

  return (rows) => {
    const next = replaced(rows)
    if (next === null) places = null
    sorted = next ?? sortList(rows, sort)
    last = rows
    return sorted
  }
}
