import type { ReactNode } from 'react'
import { useText } from '#web/text/use-text.ts'
import styles from './shell.module.css'

export function ContextColumn({ children }: { readonly children: ReactNode }) {
  const { t } = useText()
  return (
    <aside id="column-context" className={styles['context']} aria-label={t('shell.context')}>
      {children}
    </aside>
  )
}
