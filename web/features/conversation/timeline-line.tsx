import { memo } from 'react'
import { useNow } from '#web/live/use-now.ts'
import { useText } from '#web/text/use-text.ts'
import type { LineActs } from './line-acts.ts'
import { MessageLine } from './message-line.tsx'
import { noteText } from './note-text.ts'
import type { TimelineItem } from './timeline-items.ts'
import styles from './timeline-line.module.css'

type Props = {
  readonly item: TimelineItem
  readonly acts: LineActs
  readonly words: readonly string[]
  readonly isTarget: boolean
}

export function TimelineLine({ item, ...more }: Props) {
  switch (item.kind) {
    case 'said':
      return <MessageLine item={item} {...more} />
    case 'day':
      return <DayLine at={item.at} />
    case 'new':
      return <NewLine count={item.count} at={item.at} />
    case 'note':
      return <NoteLine item={item} />
  }
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

function NewLine({ count, at }: { readonly count: number; readonly at: number }) {
  const { t, format } = useText()
  return (
    <h3 className={styles['new']}>
      <span>{t('conversation.newSince', { count, time: format.time(at) })}</span>
    </h3>
  )
}

const NoteLine = memo(function NoteLine({
  item,
}: {
  readonly item: Extract<TimelineItem, { readonly kind: 'note' }>
}) {
  const text = useText()
  return (
    <p className={styles['note']}>
      {noteText(item.note, text)}
      <time dateTime={new Date(item.at).toISOString()} title={text.format.dateTime(item.at)}>
        {text.format.time(item.at)}
      </time>
    </p>
  )
})
