/** What a message answers, above it; leads to it. */
import { Reply } from 'lucide-react'
import type { MessageQuote } from '#protocol/message.ts'
import { useText } from '#web/text/use-text.ts'
import styles from './message-quote.module.css'

export function QuotedMessage({
  quote,
  onJump,
}: {
  readonly quote: MessageQuote
  readonly onJump: (position: number) => void
}) {
  const { t } = useText()
  const { name, excerpt, position } = quote
  return (
    <button
      type="button"
      className={styles['quote']}
      aria-label={t('conversation.quote.of', { name, text: excerpt })}
      onClick={() => onJump(position)}
    >
      <Reply size={14} aria-hidden="true" className={styles['sign']} />
      <span className={styles['name']}>{name}</span>
      <span className={styles['excerpt']} dir="auto">
        {excerpt}
      </span>
    </button>
  )
}
