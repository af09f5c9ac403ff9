import { useMemo, useState } from 'react'
import { useLive } from '#web/live/desk-context.ts'
import { listsOf } from '#web/live/lists.ts'
import type { ListName } from '#web/live/model.ts'
import type { InteractionView } from '#protocol/interaction.ts'
import { isEmpty, passes, type Filter } from './filter.ts'
import { createOrder, type ListSort } from './sort.ts'
import { stableRows, type StableRow } from './stable-rows.ts'

export type Rows = {
  readonly rows: readonly StableRow<InteractionView>[]
  /** Of the list, before the filter. */
  readonly all: readonly InteractionView[]
  /** How many rows there were when the list was held; null: it is not held. */
  readonly atHold: number | null
  /** Takes the true order now; what is held from then on is that. */
  readonly settle: () => void
}

/** The rows of a list in the order to show them, held still while `isHeld`. */
export function useRows(list: ListName, sort: ListSort, filter: Filter, isHeld: boolean): Rows {
  const all = useLive((model) => listsOf(model)[list])
  const order = useMemo(() => createOrder<InteractionView>(sort), [sort])
  const sorted = useMemo(
    () => order(isEmpty(filter) ? all : all.filter((row) => passes(row, filter))),
    [order, all, filter],
  )
  const [held, setHeld] = useState<{
    readonly from: readonly InteractionView[]
    readonly rows: readonly StableRow<InteractionView>[]
    readonly count: number
  } | null>(null)
  const rows = useMemo(() => {
    const kept = stableRows(held?.rows ?? [], sorted, isHeld && held !== null)
    // A list of which nothing is left holds nothing still.
    return kept.every(({ isGone }) => isGone) ? stableRows([], sorted, false) : kept
  }, [held, sorted, isHeld])
  // What was shown when the pointer came is what is held.
  if (isHeld && held?.from !== sorted) setHeld({ from: sorted, rows, count: held?.count ?? rows.length })
  if (!isHeld && held !== null) setHeld(null)
  return { rows, all, atHold: isHeld && held ? held.count : null, settle: () => setHeld(null) }
}
