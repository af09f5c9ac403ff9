import { Copy, RotateCw, Trash2 } from 'lucide-react'
import { memo } from 'react'
import { problemText } from '#web/net/problem.ts'
import { useDesk } from '#web/live/desk-context.ts'
import { useText } from '#web/text/use-text.ts'
import { Avatar } from '#web/ui/avatar.tsx'
import { Button } from '#web/ui/button.tsx'
import { classNames } from '#web/ui/class-names.ts'
import { HiddenText } from '#web/ui/hidden-text.tsx'
import { linkParts } from '#web/ui/link-parts.ts'
import { Delivery } from './delivery.tsx'
import { MessageFiles } from './message-files.tsx'
import styles from './message-line.module.css'
import type { SaidItem } from './timeline-items.ts'

export const MessageLine = memo(function MessageLine({
  item,
  onReuse,
}: {
  readonly item: SaidItem
  /** Puts a text that was not sent back into the composer. */
  readonly onReuse: (text: string) => void
}) {
  const { t, format } = useText()
  const { author, side, text, files, at, mark, startsGroup, endsGroup } = item
  const hasFailed = mark === 'failed' || mark === 'refused'
  return (
    <div
      className={classNames(
        styles['line'],
        styles[side],
        startsGroup && styles['starts'],
        endsGroup && styles['ends'],
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
        {text === '' ? null : (
          <p dir="auto" className={classNames(styles['bubble'], hasFailed && styles['failed'])}>
            <LinkedText text={text} />
          </p>
        )}
        <MessageFiles files={files} />
        {mark !== null && (endsGroup || hasFailed || mark === 'waiting') ? (
          <p className={styles['foot']}>
            <Delivery mark={mark} />
          </p>
        ) : null}
        {hasFailed ? <Failure item={item} onReuse={onReuse} /> : null}
        <HiddenText>{startsGroup ? '' : t('conversation.by', { author, time: format.time(at) })}</HiddenText>
      </div>
    </div>
  )
})

/** Why it did not go, and what can be done with it. */
function Failure({ item, onReuse }: { readonly item: SaidItem; readonly onReuse: (text: string) => void }) {
  const { t, language } = useText()
  const { outbox } = useDesk()
  const { outgoing, reason, text } = item
  const why = outgoing?.problem ? problemText(outgoing.problem, language) : reason
  return (
    <div className={styles['failure']} role="group" aria-label={t('conversation.notSent')}>
      {why === null ? null : <p>{why}</p>}
      <div className={styles['acts']}>
        {outgoing ? (
          <Button
            tone="quiet"
            icon={<RotateCw size={14} aria-hidden="true" />}
            onPress={() => outbox.retry(outgoing.clientId)}
          >
            {t('conversation.tryAgain')}
          </Button>
        ) : null}
        {text === '' ? null : (
          <Button
            tone="quiet"
            icon={<Copy size={14} aria-hidden="true" />}
            onPress={() => {
              onReuse(text)
              if (outgoing) outbox.drop(outgoing.clientId)
            }}
          >
            {t('conversation.reuse')}
          </Button>
        )}
        {outgoing ? (
          <Button
            tone="quiet"
            icon={<Trash2 size={14} aria-hidden="true" />}
            onPress={() => outbox.drop(outgoing.clientId)}
          >
            {t('conversation.discard')}
          </Button>
        ) : null}
      </div>
    </div>
  )
}

function LinkedText({ text }: { readonly text: string }) {
  return linkParts(text).map((part, index) =>
    part.href === null ? (
      part.text
    ) : (
      // The same text always splits the same way: the place is the identity.
      // oxlint-disable-next-line react/no-array-index-key
      <a key={index} href={part.href} target="_blank" rel="noopener noreferrer nofollow">
        {part.text}
      </a>
    ),
  )
}
