import { useText } from '#web/text/use-text.ts'
import styles from './timeline.module.css'

/** Always as high, so that nothing moves when somebody begins to write. */
export function TypingLine({ who }: { readonly who: string | null }) {
  const { t } = useText()
  return (
    <div className={styles['typing']} aria-live="polite">
      {who === null ? null : (
        <p>
          <span className={styles['dots']} aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          {t('conversation.typing', { name: who })}
        </p>
      )}
    </div>
  )
}
