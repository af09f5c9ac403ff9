/**
 * One list: a listbox of which only the rows in view exist. The list itself keeps the focus and names the row that is current, so that nothing
 * that arrives or vanishes can take the focus away; the current row is followed by its id and not by its place.
 */
import { useVirtualizer } from '@tanstack/react-virtual'
import { Inbox as InboxIcon } from 'lucide-react'
import { useCallback, useEffect, useId, useRef, useState } from 'react'
import type { InteractionId } from '#core/id.ts'
import type { InteractionView } from '#protocol/interaction.ts'
import { askForCaret } from '#web/keys/caret.ts'
import { useDesk } from '#web/live/desk-context.ts'
import type { ListName } from '#web/live/model.ts'
import { usePreferences } from '#web/live/use-preferences.ts'
import { go, useRoute } from '#web/route.ts'
import { useText } from '#web/text/use-text.ts'
import { Empty } from '#web/ui/empty.tsx'
import { isEmpty, type Filter } from './filter.ts'
import { FilteredEmpty } from './filtered-empty.tsx'
import { HeldBar } from './held-bar.tsx'
import { InboxRow } from './inbox-row.tsx'
import styles from './inbox-list.module.css'
import { heldBack } from './stable-rows.ts'
import { RowAssign } from './row-assign.tsx'
import type { ListSort } from './sort.ts'
import { mostUrgent } from './urgency.ts'
import { useListKeys } from './use-list-keys.ts'
import { useRowHeight } from './use-row-height.ts'
import { useRows } from './use-rows.ts'

type Props = {
  readonly list: ListName
  readonly sort: ListSort
  readonly filter: Filter
  readonly onFilter: (filter: Filter) => void
}

export function InboxList({ list, sort, filter, onFilter }: Props) {
  const { t } = useText()
  const { open } = useRoute()
  const { acts } = useDesk()
  const [preferences] = usePreferences()
  const [isPointed, setPointed] = useState(false)
  const [isFocused, setFocused] = useState(false)
  const [current, setCurrent] = useState<InteractionId | null>(open)
  const [assigning, setAssigning] = useState<InteractionView | null>(null)
  const { rows, all, atHold, settle } = useRows(list, sort, filter, isPointed || isFocused)
  const scroller = useRef<HTMLDivElement>(null)
  const id = useId()
  const height = useRowHeight(preferences.density)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 8,
  })

  useEffect(() => virtual.measure(), [height, virtual])
  useEffect(() => setCurrent((now) => open ?? now), [open])

  const take = useCallback(
    async (wanted: InteractionView): Promise<void> => {
      if (await acts.take(wanted.id)) {
        go({ list: 'active', open: wanted.id })
        askForCaret(wanted.id)
      }
    },
    [acts],
  )
  const openRow = useCallback(
    (wanted: Pick<InteractionView, 'id'>) => {
      setCurrent(wanted.id)
      go({ list, open: wanted.id })
    },
    [list],
  )
  const onTake = useCallback((wanted: InteractionView) => void take(wanted), [take])
  const onKeyDown = useListKeys({
    rows,
    current,
    scroller,
    pageRows: () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? height) / height) - 1),
    show: (next) => {
      setCurrent(next)
      const index = rows.findIndex(({ item }) => item.id === next)
      virtual.scrollToIndex(index, { align: 'auto' })
    },
    openRow: (wanted, andWrite) => {
      openRow({ id: wanted })
      if (andWrite) askForCaret(wanted)
    },
    take: onTake,
    assign: setAssigning,
  })

  if (rows.length === 0 && all.length > 0 && !isEmpty(filter))
    return <FilteredEmpty rows={all} filter={filter} onFilter={onFilter} />
  if (rows.length === 0) {
    return (
      <Empty icon={<InboxIcon size={26} />} title={t(`inbox.empty.${list}`)} isFocusHome>
        {t(`inbox.emptyHelp.${list}`)}
      </Empty>
    )
  }
  const currentIndex = rows.findIndex(({ item }) => item.id === current)
  const visible = virtual.getVirtualItems()
  const isCurrentRendered = visible.some(({ index }) => index === currentIndex)
  const next = list === 'active' ? mostUrgent(all) : null
  const changes = atHold === null ? { came: 0, gone: 0 } : heldBack(rows, atHold)
  return (
    <>
      <div
        ref={scroller}
        role="listbox"
        data-focus-home
        tabIndex={0}
        aria-label={t(`inbox.${list}`)}
        {...(isCurrentRendered ? { 'aria-activedescendant': `${id}${current}` } : {})}
        className={styles['scroller']}
        onKeyDown={onKeyDown}
        onFocus={(event) => {
          // A press of the mouse leaves the focus here, too; it is the keyboard that must find its row in its place.
          setFocused(event.currentTarget.matches(':focus-visible'))
          setCurrent((now) => now ?? rows[0]?.item.id ?? null)
        }}
        onBlur={() => setFocused(false)}
        onPointerEnter={(event) => setPointed(event.pointerType === 'mouse')}
        onPointerLeave={() => setPointed(false)}
      >
        <div role="presentation" className={styles['canvas']} style={{ height: virtual.getTotalSize() }}>
          {visible.map(({ index, start, size }) => {
            const row = rows[index]
            if (!row) return null
            return (
              <InboxRow
                key={row.item.id}
                id={`${id}${row.item.id}`}
                interaction={row.item}
                isGone={row.isGone}
                isOpen={row.item.id === open}
                isCurrent={row.item.id === current}
                isNext={row.item.id === next?.id}
                place={index + 1}
                count={rows.length}
                top={start}
                height={size}
                onOpen={openRow}
                onTake={list === 'pending' || list === 'workbin' ? onTake : null}
              />
            )
          })}
        </div>
      </div>
      {changes.came + changes.gone > 0 ? <HeldBar {...changes} onSettle={settle} /> : null}
      {assigning ? <RowAssign interaction={assigning} onClose={() => setAssigning(null)} /> : null}
    </>
  )
}
