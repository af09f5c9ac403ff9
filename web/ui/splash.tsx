import { useText } from '../text/use-text.ts'
import { Mark } from './mark.tsx'
import styles from './splash.module.css'

/** The moment before the first view. */
export function Splash() {
  const { t } = useText()
  return (
    <div className={styles['splash']} role="status" aria-label={t('common.loading')}>
      <Mark size={44} />
    </div>
  )
}
