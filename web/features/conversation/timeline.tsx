/**
 * The conversation itself, of any length: only the lines in view exist. It opens at its end and stays there while the agent is at the end; older
 * parts are fetched when their edge comes near, and what is being read keeps its place on the screen.
 */
import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown } from 'lucide-react'
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useNow } from '#web/live/use-now.ts'
import { useText } from '#web/text/use-text.ts'
import { Button } from '#web/ui/button.tsx'
import { MessageLine } from './message-line.tsx'
import { noteText } from './note-text.ts'
import { estimatedHeight, type TimelineItem } from './timeline-items.ts'
import styles from './timeline.module.css'
import { useStickToEnd } from './use-stick-to-end.ts'

type Props = {
  readonly name: string
  readonly items: readonly TimelineItem[]
  readonly hasOlder: boolean
  readonly hasNewer: boolean
  readonly isTyping: boolean
  /** Where a jump has led: this item is put on top; null: the end. */
  readonly target: { readonly at: number } | null
  readonly onOlder: () => void
  readonly onNewer: () => void
  readonly onLatest: () => void
  readonly onAtEnd: (isAtEnd: boolean) => void
  readonly onReuse: (text: string) => void
}

/** How near to an edge the next page is fetched, and how near to the end counts as the end. */
const edgePx = 400
const endPx = 60

export function Timeline({
  name,
  items,
  hasOlder,
  hasNewer,
  isTyping,
  target,
  onOlder,
  onNewer,
  onLatest,
  onAtEnd,
  onReuse,
}: Props) {
  const text = useText()
  const { t } = text
  const scroller = useRef<HTMLDivElement>(null)
  const [isAtEnd, setAtEnd] = useState(true)
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: useCallback((index: number) => estimatedHeight(items[index]), [items]),
    getItemKey: useCallback((index: number) => items[index]?.key ?? index, [items]),
    overscan: 6,
    paddingEnd: 8,
    anchorTo: 'end',
    followOnAppend: !hasNewer,
    scrollEndThreshold: endPx,
  })

  const end = useStickToEnd()
  const look = useCallback((): void => {
    const element = scroller.current
    if (!element) return
    const below = element.scrollHeight - element.clientHeight - element.scrollTop
    if (hasNewer) end.set(false)
    else end.scrolled(below < endPx)
    setAtEnd(end.sticks())
    if (element.scrollTop < edgePx && hasOlder) onOlder()
    if (below < edgePx && hasNewer) onNewer()
  }, [end, hasOlder, hasNewer, onOlder, onNewer])

  useLayoutEffect(() => {
    end.set(target === null)
    if (target === null) virtual.scrollToEnd()
    else {
      const index = items.findIndex((item) => item.at >= target.at)
      virtual.scrollToIndex(Math.max(0, index), { align: 'start' })
    }
    // Only when a jump was made, or another conversation opened: afterwards the reader decides.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [target])

  const height = virtual.getTotalSize()
  useLayoutEffect(() => {
    if (end.sticks()) virtual.scrollToEnd()
  }, [items, height, virtual, end])
  useEffect(look, [look, items])
  useEffect(() => onAtEnd(isAtEnd), [isAtEnd, onAtEnd])

  const lines = virtual.getVirtualItems()
  return (
    <div className={styles['frame']}>
      <div
        ref={scroller}
        className={styles['scroller']}
        role="log"
        aria-live="off"
        aria-label={t('conversation.with', { name })}
        tabIndex={0}
        onScroll={look}
        {...end.handlers}
      >
        <div className={styles['canvas']} style={{ height }}>
          <div className={styles['lines']} style={{ transform: `translateY(${lines[0]?.start ?? 0}px)` }}>
            {lines.map(({ index, key }) => {
              const item = items[index]
              return item ? (
                <div key={key} data-index={index} ref={virtual.measureElement}>
                  <Line item={item} onReuse={onReuse} />
                </div>
              ) : null
            })}
          </div>
        </div>
      </div>
      <div className={styles['typing']} aria-live="polite">
        {isTyping ? (
          <p>
            <span className={styles['dots']} aria-hidden="true">
              <i />
              <i />
              <i />
            </span>
            {t('conversation.typing', { name })}
          </p>
        ) : null}
      </div>
      {isAtEnd ? null : (
        <div className={styles['latest']}>
          <Button
            icon={<ArrowDown size={16} aria-hidden="true" />}
            onPress={() => {
              end.set(true)
              if (hasNewer) onLatest()
              else virtual.scrollToEnd()
            }}
          >
            {t('conversation.latest')}
          </Button>
        </div>
      )}
    </div>
  )
}

function Line({ item, onReuse }: { readonly item: TimelineItem; readonly onReuse: (text: string) => void }) {
  if (item.kind === 'said') return <MessageLine item={item} onReuse={onReuse} />
  return item.kind === 'day' ? <DayLine at={item.at} /> : <NoteLine item={item} />
}

function DayLine({ at }: { readonly at: number }) {
  const { format } = useText()
  const now = useNow()
  return (
    <h3 className={styles['day']}>
      <span>{format.day(at, now)}</span>
    </h3>
  )
}

function NoteLine({ item }: { readonly item: Extract<TimelineItem, { readonly kind: 'note' }> }) {
  const text = useText()
  return (
    <p className={styles['note']}>
      {noteText(item.note, text)}
      <time dateTime={new Date(item.at).toISOString()} title={text.format.dateTime(item.at)}>
        {text.format.time(item.at)}
      </time>
    </p>
  )
}
