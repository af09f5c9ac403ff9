import { Copy, RotateCw, Trash2 } from 'lucide-react'
import { useDesk } from '#web/live/desk-context.ts'
import { problemText } from '#web/net/problem.ts'
import { useText } from '#web/text/use-text.ts'
import { Button } from '#web/ui/button.tsx'
import styles from './message-line.module.css'
import type { SaidItem } from './timeline-items.ts'

/** Why it did not go, and what can be done with it. */
export function MessageFailure({
  item,
  onReuse,
}: {
  readonly item: SaidItem
  readonly onReuse: (text: string) => void
}) {
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
