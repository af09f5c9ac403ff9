import { useMemo, useState } from 'react'
import { useDesk, useLive } from '#web/live/desk-context.ts'
import { inList, type ListName } from '#web/live/model.ts'
import type { InteractionView } from '#protocol/interaction.ts'
import { sortList, type ListSort } from './sort.ts'
import { stableRows, type StableRow } from './stable-rows.ts'

/** The rows of a list in the order to show them, held still while `isHeld`. */
export function useRows(
  list: ListName,
  sort: ListSort,
  isHeld: boolean,
): readonly StableRow<InteractionView>[] {
  const { me } = useDesk()
  const interactions = useLive((model) => model.interactions)
  const sorted = useMemo(
    () => sortList(inList({ interactions, me }, list), sort),
    [interactions, me, list, sort],
  )
  const [held, setHeld] = useState<{
    readonly from: readonly InteractionView[]
    readonly rows: readonly StableRow<InteractionView>[]
  } | null>(null)
  const rows = useMemo(
    () => stableRows(held?.rows ?? [], sorted, isHeld && held !== null),
    [held, sorted, isHeld],
  )
  // What was shown when the pointer came is what is held.
  if (isHeld && held?.from !== sorted) setHeld({ from: sorted, rows })
  if (!isHeld && held !== null) setHeld(null)
  return rows
}
