import { Reply } from 'lucide-react'
import { memo } from 'react'
import { useText } from '#web/text/use-text.ts'
import { Avatar } from '#web/ui/avatar.tsx'
import { classNames } from '#web/ui/class-names.ts'
import { HiddenText } from '#web/ui/hidden-text.tsx'
import { Delivery } from './delivery.tsx'
import type { LineActs } from './line-acts.ts'
import { LinkedText } from './linked-text.tsx'
import { MessageFailure } from './message-failure.tsx'
import { MessageFiles } from './message-files.tsx'
import styles from './message-line.module.css'
import { QuotedMessage } from './message-quote.tsx'
import type { SaidItem } from './timeline-items.ts'

type Props = {
  readonly item: SaidItem
  readonly acts: LineActs
  /** What is searched for, folded. */
  readonly words: readonly string[]
  /** A jump has just led here. */
  readonly isTarget: boolean
}

export const MessageLine = memo(function MessageLine({ item, acts, words, isTarget }: Props) {
  const { t, format } = useText()
  const { author, side, text, files, quote, at, mark, startsGroup, endsGroup, position } = item
  const { reply } = acts
  const hasFailed = mark === 'failed' || mark === 'refused'
  return (
    <div
      className={classNames(
        styles['line'],
        styles[side],
        startsGroup && styles['starts'],
        endsGroup && styles['ends'],
        isTarget && styles['target'],
      )}
    >
      {side === 'customer' ? (
        <span className={styles['face']}>{startsGroup ? <Avatar name={author} size="small" /> : null}</span>
      ) : null}
      <div className={styles['body']}>
        {startsGroup ? (
          <p className={styles['author']}>
            <span className={styles['name']}>{author}</span>
            <time dateTime={new Date(at).toISOString()} title={format.dateTime(at)}>
              {format.time(at)}
            </time>
          </p>
        ) : null}
        {quote ? <QuotedMessage quote={quote} onJump={acts.jump} /> : null}
        {text === '' ? null : (
          <p dir="auto" className={classNames(styles['bubble'], hasFailed && styles['failed'])}>
            <LinkedText text={text} words={words} />
          </p>
        )}
        <MessageFiles files={files} />
        {mark !== null && (endsGroup || hasFailed || mark === 'waiting') ? (
          <p className={styles['foot']}>
            <Delivery mark={mark} />
          </p>
        ) : null}
        {hasFailed ? <MessageFailure item={item} onReuse={acts.reuse} /> : null}
        <HiddenText>{startsGroup ? '' : t('conversation.by', { author, time: format.time(at) })}</HiddenText>
      </div>
      {reply && position !== null && !hasFailed ? (
        <button
          type="button"
          // By keyboard there are keys for it; a stop on every message would be a long way to the field.
          tabIndex={-1}
          className={styles['reply']}
          aria-label={t('conversation.quote.reply', { author })}
          title={t('conversation.quote.replyShort')}
          onClick={() => reply(position)}
        >
          <Reply size={16} aria-hidden="true" />
        </button>
      ) : null}
    </div>
  )
})
