/**
 * The conversation itself, of any length: only the lines in view exist. It opens at its end and stays there while the agent is at the end; older
 * parts are fetched when their edge comes near, and what is being read keeps its place on the screen.
 */
import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown, ArrowUp } from 'lucide-react'
import {
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
  type Ref,
} from 'react'
import type { InteractionId } from '#core/id.ts'
import type { Place } from '#web/live/pages.ts'
import { useText } from '#web/text/use-text.ts'
import { Button } from '#web/ui/button.tsx'
import type { LineActs } from './line-acts.ts'
import { firstLook, keepLineSizes } from './line-sizes.ts'
import { TimelineLine } from './timeline-line.tsx'
import { estimatedHeight, indexOfPlace, type TimelineItem } from './timeline-items.ts'
import styles from './timeline.module.css'
import type { NewSince } from './new-since.ts'
import { TypingLine } from './typing-line.tsx'
import { useNewAbove } from './use-new-above.ts'
import { useStickToEnd } from './use-stick-to-end.ts'
import { useTargetLine } from './use-target-line.ts'

/** What a search needs to bring the reader back afterwards: null is the end. */
export type TimelineHandle = { place(): Place | null }

type Props = {
  readonly id: InteractionId
  readonly name: string
  readonly items: readonly TimelineItem[]
  readonly hasOlder: boolean
  readonly hasNewer: boolean
  /** Who is writing now. */
  readonly typing: string | null
  /** Where a jump has led; null: the end. */
  readonly target: Place | null
  readonly newSince: NewSince | null
  /** What is searched for, folded. */
  readonly words: readonly string[]
  readonly acts: LineActs
  readonly onOlder: () => void
  readonly onNewer: () => void
  readonly onLatest: () => void
  readonly onAtEnd: (isAtEnd: boolean) => void
  readonly ref: Ref<TimelineHandle>
}

/** How near to an edge the next page is fetched, and how near to the end counts as the end. */
const edgePx = 400
const endPx = 60

export function Timeline({
  id,
  name,
  items,
  hasOlder,
  hasNewer,
  typing,
  target,
  newSince,
  words,
  acts,
  onOlder,
  onNewer,
  onLatest,
  onAtEnd,
  ref,
}: Props) {
  const { t, format } = useText()
  const scroller = useRef<HTMLDivElement>(null)
  const [isAtEnd, setAtEnd] = useState(true)
  const [first] = useState(() => firstLook(id, items))
  const virtual = useVirtualizer({
    ...first,
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
  const above = useNewAbove(items, newSince)
  const targetKey = useTargetLine(items, target)
  const look = useCallback((): void => {
    const element = scroller.current
    if (!element) return
    const below = element.scrollHeight - element.clientHeight - element.scrollTop
    if (hasNewer) end.set(false)
    else end.scrolled(below < endPx)
    setAtEnd(end.sticks())
    above.look(virtual.getVirtualItemForOffset(element.scrollTop)?.index ?? 0)
    if (element.scrollTop < edgePx && hasOlder) onOlder()
    if (below < edgePx && hasNewer) onNewer()
  }, [end, above, virtual, hasOlder, hasNewer, onOlder, onNewer])

  useLayoutEffect(() => {
    end.set(target === null)
    if (target === null) virtual.scrollToEnd()
    else {
      const align = 'position' in target ? 'center' : 'start'
      virtual.scrollToIndex(Math.max(0, indexOfPlace(items, target)), { align })
    }
    // Only when a jump was made, or another conversation opened: afterwards the reader decides.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [target])

  const height = virtual.getTotalSize()
  useLayoutEffect(() => {
    if (end.sticks()) virtual.scrollToEnd()
  }, [items, height, virtual, end])
  // The composer grows and shrinks below it.
  useEffect(() => {
    const observer = new ResizeObserver(() => {
      if (end.sticks()) virtual.scrollToEnd()
    })
    if (scroller.current) observer.observe(scroller.current)
    return () => observer.disconnect()
  }, [end, virtual])
  useEffect(look, [look, items])
  useEffect(() => onAtEnd(isAtEnd), [isAtEnd, onAtEnd])
  useLayoutEffect(() => {
    const element = scroller.current
    return () => {
      if (element) keepLineSizes(id, virtual.takeSnapshot(), element)
    }
  }, [id, virtual])
  useImperativeHandle(ref, () => ({
    place() {
      if (end.sticks()) return null
      const middle = (scroller.current?.scrollTop ?? 0) + (scroller.current?.clientHeight ?? 0) / 2
      const from = virtual.getVirtualItemForOffset(middle)?.index ?? 0
      const line = items.slice(from).find((item) => 'position' in item && item.position !== null)
      return line && 'position' in line && line.position !== null ? { position: line.position } : null
    },
  }))

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
                  <TimelineLine item={item} acts={acts} words={words} isTarget={item.key === targetKey} />
                </div>
              ) : null
            })}
          </div>
        </div>
      </div>
      <TypingLine who={typing} />
      {above.isAbove && newSince ? (
        <div className={styles['unread']}>
          <Button
            icon={<ArrowUp size={16} aria-hidden="true" />}
            onPress={() => acts.jump(newSince.position)}
          >
            {above.at === null
              ? t('conversation.newAbove', { count: above.count })
              : t('conversation.newSince', { count: above.count, time: format.time(above.at) })}
          </Button>
        </div>
      ) : null}
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
