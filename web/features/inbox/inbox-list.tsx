/**
 * One list: a listbox of which only the rows in view exist. The list itself keeps the focus and names the row that is current, so that nothing
 * that arrives or vanishes can take the focus away; the current row is followed by its id and not by its place.
 */
import { useVirtualizer } from '@tanstack/react-virtual'
import { Inbox as InboxIcon } from 'lucide-react'
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import type { InteractionId } from '#core/id.ts'
import { askForCaret } from '#web/keys/caret.ts'
import { useKey } from '#web/keys/use-key.ts'
import type { ListName } from '#web/live/model.ts'
import { usePreferences } from '#web/live/use-preferences.ts'
import { go, useRoute } from '#web/route.ts'
import { useText } from '#web/text/use-text.ts'
import { Empty } from '#web/ui/empty.tsx'
import { InboxRow } from './inbox-row.tsx'
import styles from './inbox-list.module.css'
import { neighbour } from './neighbour.ts'
import type { ListSort } from './sort.ts'
import { useRows } from './use-rows.ts'

const rowHeight = { comfortable: 64, compact: 54 } as const

export function InboxList({ list, sort }: { readonly list: ListName; readonly sort: ListSort }) {
  const { t } = useText()
  const { open } = useRoute()
  const [preferences] = usePreferences()
  const [isHeld, setHeld] = useState(false)
  const [current, setCurrent] = useState<InteractionId | null>(open)
  const rows = useRows(list, sort, isHeld)
  const scroller = useRef<HTMLDivElement>(null)
  const id = useId()
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight[preferences.density ?? 'comfortable'],
    getItemKey: (index) => rows[index]?.item.id ?? index,
    overscan: 8,
  })

  useEffect(() => virtual.measure(), [preferences.density, virtual])
  useEffect(() => setCurrent((now) => open ?? now), [open])

  const moveTo = (next: InteractionId | null): void => {
    if (next === null) return
    setCurrent(next)
    virtual.scrollToIndex(
      rows.findIndex(({ item }) => item.id === next),
      { align: 'auto' },
    )
  }
  const openRow = (wanted: InteractionId, andWrite = false): void => {
    setCurrent(wanted)
    go({ list, open: wanted })
    if (andWrite) askForCaret(wanted)
  }
  const step = (by: 1 | -1): InteractionId | null => neighbour(rows, current, by)
  const stepAndOpen = (by: 1 | -1): void => {
    const next = step(by)
    if (!next) return
    // From now on the arrows go on from here.
    scroller.current?.focus()
    moveTo(next)
    openRow(next)
  }
  useKey('list.next', () => stepAndOpen(1))
  useKey('list.previous', () => stepAndOpen(-1))

  const onKeyDown = (event: KeyboardEvent): void => {
    const next =
      event.key === 'ArrowDown'
        ? step(1)
        : event.key === 'ArrowUp'
          ? step(-1)
          : event.key === 'Home'
            ? neighbour(rows, null, 1)
            : event.key === 'End'
              ? neighbour(rows, null, -1)
              : null
    if (next) {
      event.preventDefault()
      moveTo(next)
    } else if ((event.key === 'Enter' || event.key === ' ') && current) {
      event.preventDefault()
      openRow(current, event.key === 'Enter')
    }
  }

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
  return (
    <div
      ref={scroller}
      role="listbox"
      data-focus-home
      tabIndex={0}
      aria-label={t(`inbox.${list}`)}
      {...(isCurrentRendered ? { 'aria-activedescendant': `${id}${current}` } : {})}
      className={styles['scroller']}
      onKeyDown={onKeyDown}
      onFocus={() => setCurrent((now) => now ?? rows[0]?.item.id ?? null)}
      onPointerEnter={(event) => setHeld(event.pointerType === 'mouse')}
      onPointerLeave={() => setHeld(false)}
    >
      <div role="presentation" className={styles['canvas']} style={{ height: virtual.getTotalSize() }}>
        {visible.map(({ index, key, start, size }) => {
          const row = rows[index]
          if (!row) return null
          return (
            <InboxRow
              key={key}
              id={`${id}${row.item.id}`}
              interaction={row.item}
              isGone={row.isGone}
              isOpen={row.item.id === open}
              isCurrent={row.item.id === current}
              place={index + 1}
              count={rows.length}
              style={{ height: size, transform: `translateY(${start}px)` }}
              onOpen={() => openRow(row.item.id)}
            />
          )
        })}
      </div>
    </div>
  )
}
