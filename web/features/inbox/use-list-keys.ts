import type { KeyboardEvent, RefObject } from 'react'
import type { InteractionId } from '#core/id.ts'
import type { InteractionView } from '#protocol/interaction.ts'
import { actOf } from '#web/keys/key-map.ts'
import { useKey } from '#web/keys/use-key.ts'
import { mayNow } from '#web/live/use-may.ts'
import { useWorkspace } from '#web/live/workspace-context.ts'
import { neighbour } from './neighbour.ts'
import type { StableRow } from './stable-rows.ts'

type ListKeys = {
  readonly rows: readonly StableRow<InteractionView>[]
  readonly current: InteractionId | null
  readonly scroller: RefObject<HTMLElement | null>
  /** How many rows a page is. */
  readonly pageRows: () => number
  readonly show: (id: InteractionId) => void
  readonly openRow: (id: InteractionId, andWrite: boolean) => void
  readonly take: (interaction: InteractionView) => void
  readonly assign: (interaction: InteractionView) => void
}

/**
 * A list's keys: next and previous from anywhere outside text; with the focus in the list the arrows, pages, ends, opening, and taking or
 * assigning the row that is current, which need not be the one that is open.
 */
export function useListKeys(list: ListKeys): (event: KeyboardEvent) => void {
  const { rows, current, show, openRow } = list
  const workspace = useWorkspace()
  const stepAndOpen = (by: 1 | -1): void => {
    // With no other one there, the current one is opened: it need not be open.
    const here = rows.find(({ item, isGone }) => item.id === current && !isGone)
    const next = neighbour(rows, current, by) ?? here?.item.id
    if (!next) return
    // From now on the arrows go on from here.
    list.scroller.current?.focus()
    show(next)
    openRow(next, false)
  }
  useKey('list.next', () => stepAndOpen(1))
  useKey('list.previous', () => stepAndOpen(-1))

  const moves: Readonly<Record<string, () => InteractionId | null>> = {
    ArrowDown: () => neighbour(rows, current, 1),
    ArrowUp: () => neighbour(rows, current, -1),
    PageDown: () => neighbour(rows, current, list.pageRows()),
    PageUp: () => neighbour(rows, current, -list.pageRows()),
    Home: () => neighbour(rows, null, 1),
    End: () => neighbour(rows, null, -1),
  }

  const actOnCurrent = (event: KeyboardEvent): boolean => {
    const row = rows.find(({ item }) => item.id === current)
    if (!row || row.isGone) return false
    const act = actOf(event.nativeEvent)
    const may = mayNow(row.item, workspace)
    if (act === 'conversation.take' && may.take) list.take(row.item)
    else if (act === 'conversation.assign' && may.assign) list.assign(row.item)
    else return false
    return true
  }

  return (event) => {
    const move = event.ctrlKey || event.metaKey || event.altKey ? undefined : moves[event.key]
    if (move) {
      event.preventDefault()
      const next = move()
      if (next) show(next)
    } else if ((event.key === 'Enter' || event.key === ' ') && current) {
      event.preventDefault()
      openRow(current, event.key === 'Enter')
    } else if (actOnCurrent(event)) event.preventDefault()
  }
}
