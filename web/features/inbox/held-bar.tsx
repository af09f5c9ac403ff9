import { ArrowDownUp } from 'lucide-react'
import { useText } from '#web/text/use-text.ts'
import styles from './inbox-list.module.css'

/** While the list is held still and something has come or gone: what, and how to have the true order now. */
export function HeldBar({
  came,
  gone,
  onSettle,
}: {
  readonly came: number
  readonly gone: number
  readonly onSettle: () => void
}) {
  const { t } = useText()
  const parts = [
    came > 0 ? t('inbox.held.came', { count: came }) : null,
    gone > 0 ? t('inbox.held.gone', { count: gone }) : null,
  ].filter((part) => part !== null)
  return (
    <button type="button" className={styles['held']} onClick={onSettle}>
      <ArrowDownUp size={14} aria-hidden="true" />
      <span>{parts.join(' · ')}</span>
      <strong>{t('inbox.held.settle')}</strong>
    </button>
  )
}
