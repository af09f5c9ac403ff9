import type { ReactNode } from 'react'
import styles from './empty.module.css'

/** A view with nothing in it: what will come and how, in one or two sentences. */
export function Empty({
  icon,
  title,
  isFocusHome = false,
  children,
}: {
  readonly icon?: ReactNode
  readonly title: string
  /** Where the focus comes home to when there is nothing else (`keys/focus-home.ts`). */
  readonly isFocusHome?: boolean
  readonly children?: ReactNode
}) {
  return (
    <div className={styles['empty']} {...(isFocusHome ? { 'data-focus-home': true, tabIndex: -1 } : {})}>
      {icon === undefined ? null : (
        <span aria-hidden="true" className={styles['icon']}>
          {icon}
        </span>
      )}
      <p className={styles['title']}>{title}</p>
      {children === undefined ? null : <div className={styles['text']}>{children}</div>}
    </div>
  )
}
