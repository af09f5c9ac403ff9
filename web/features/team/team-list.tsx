/**
 * The colleagues, of which only the rows in view exist, and the one with the focus. One row is in the tab order; arrows go from there. While the
 * pointer or the focus is in it, nothing moves (`heldInPlace`).
 */
import { useVirtualizer, defaultRangeExtractor, type Range } from '@tanstack/react-virtual'
import { SearchX, Users } from 'lucide-react'
import {
  useCallback,
  useEffect,
  useRef,
  useState,
  type FocusEvent,
  type KeyboardEvent,
  type ReactNode,
} from 'react'
import type { AgentId } from '#core/id.ts'
import { usePreferences } from '#web/live/use-preferences.ts'
import { useText } from '#web/text/use-text.ts'
import { Button } from '#web/ui/button.tsx'
import { Empty } from '#web/ui/empty.tsx'
import { heldInPlace, noFilter } from './colleague.ts'
import { isFiltered } from './team-bar.tsx'
import styles from './team-list.module.css'
import { TeamRow } from './team-row.tsx'
import { look, type TeamView } from './team-view.ts'
import { useFavourite, type Colleagues } from './use-colleagues.ts'

const rowHeight = { comfortable: 60, compact: 50 } as const
const pageOfRows = 10

export function TeamList({
  colleagues,
  view,
  ofRow,
  onOpen,
}: {
  readonly colleagues: Colleagues
  readonly view: TeamView
  readonly ofRow: (id: AgentId) => ReactNode
  readonly onOpen: (id: AgentId) => void
}) {
  const { t } = useText()
  const [{ density = 'comfortable' }] = usePreferences()
  const onFavourite = useFavourite()
  const [isHeld, setHeld] = useState(false)
  const [current, setCurrent] = useState<AgentId | null>(null)
  const rows = useHeldRows(colleagues, view, isHeld)
  const scroller = useRef<HTMLDivElement>(null)
  const currentIndex = Math.max(
    0,
    rows.findIndex(({ id }) => id === current),
  )
  const rangeExtractor = useCallback(
    (range: Range) => [...new Set([...defaultRangeExtractor(range), currentIndex])].toSorted((a, b) => a - b),
    [currentIndex],
  )
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight[density],
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 8,
    rangeExtractor,
  })
  useEffect(() => virtual.measure(), [density, virtual])

  const moveTo = (index: number): void => {
    const next = rows[Math.min(rows.length - 1, Math.max(0, index))]
    if (!next) return
    setCurrent(next.id)
    virtual.scrollToIndex(rows.indexOf(next), { align: 'auto' })
    // It may have come into being only now.
    requestAnimationFrame(() => document.getElementById(rowId(next.id))?.focus({ preventScroll: true }))
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = {
      ArrowDown: currentIndex + 1,
      ArrowUp: currentIndex - 1,
      PageDown: currentIndex + pageOfRows,
      PageUp: currentIndex - pageOfRows,
      Home: 0,
      End: rows.length - 1,
    }[event.key]
    if (to === undefined) return
    event.preventDefault()
    moveTo(to)
  }
  const onBlur = ({ currentTarget, relatedTarget }: FocusEvent): void => {
    if (!currentTarget.contains(relatedTarget)) setHeld(false)
  }

  if (rows.length === 0) return <Nobody view={view} />
  return (
    <div
      ref={scroller}
      role="list"
      aria-label={t('team.title')}
      className={styles['list']}
      onKeyDown={onKeyDown}
      onFocus={() => setHeld(true)}
      onBlur={onBlur}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
    >
      <div role="presentation" className={styles['rows']} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start, size }) => {
          const colleague = rows[index]
          return colleague ? (
            <TeamRow
              key={colleague.id}
              id={rowId(colleague.id)}
              colleague={colleague}
              place={index + 1}
              of={rows.length}
              startPx={start}
              heightPx={size}
              isCurrent={index === currentIndex}
              ofRow={ofRow}
              onOpen={(id) => {
                setCurrent(id)
                onOpen(id)
              }}
              onFavourite={onFavourite}
            />
          ) : null
        })}
      </div>
    </div>
  )
}

const rowId = (id: AgentId): string => `team-${id}`

/** Held in place while the person is at the list; another filter or order is a new list. */
function useHeldRows({ shown, everybody }: Colleagues, view: TeamView, isHeld: boolean) {
  const [last, setLast] = useState<{ readonly view: TeamView; readonly ids: readonly AgentId[] }>({
    view,
    ids: [],
  })
  const rows = heldInPlace(last.ids, shown, everybody, isHeld && last.view === view)
  const ids = rows.map(({ id }) => id)
  if (last.view !== view || ids.length !== last.ids.length || ids.some((id, index) => id !== last.ids[index]))
    setLast({ view, ids })
  return rows
}

function Nobody({ view }: { readonly view: TeamView }) {
  const { t } = useText()
  return isFiltered(view.filter) ? (
    <Empty icon={<SearchX size={28} />} title={t('team.nobodyFound')}>
      <Button onPress={() => look(noFilter)}>{t('team.clear')}</Button>
    </Empty>
  ) : (
    <Empty icon={<Users size={28} />} title={t('team.nobody')}>
      {t('team.nobodyHelp')}
    </Empty>
  )
}
