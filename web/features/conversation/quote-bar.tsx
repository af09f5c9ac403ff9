/** Over the field: the message that the one being written answers, and the way to answer none. */
import { X } from 'lucide-react'
import type { MessageQuote } from '#protocol/message.ts'
import { useText } from '#web/text/use-text.ts'
import { IconButton } from '#web/ui/icon-button.tsx'
import styles from './quote-bar.module.css'

export function QuoteBar({
  quote,
  onRemove,
}: {
  readonly quote: MessageQuote
  readonly onRemove: () => void
}) {
  const { t } = useText()
  return (
    <div className={styles['bar']} role="group" aria-label={t('conversation.quote.answering')}>
      <div className={styles['said']}>
        <p className={styles['name']}>{quote.name}</p>
        <p className={styles['excerpt']} dir="auto">
          {quote.excerpt}
        </p>
      </div>
      <IconButton label={t('conversation.quote.remove')} icon={<X size={16} />} onPress={onRemove} />
    </div>
  )
}
