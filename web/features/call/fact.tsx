import type { ReactNode } from 'react'
import { classNames } from '#web/ui/class-names.ts'
import styles from './facts.module.css'

/** One of the things that must not be mistaken: a sign, a colour and its own words. */
export function Fact({
  tone,
  icon,
  children,
}: {
  readonly tone: 'held' | 'muted' | 'recording' | 'paused' | 'problem'
  readonly icon: ReactNode
  readonly children: ReactNode
}) {
  return (
    <p className={classNames(styles['fact'], styles[tone])}>
      {icon}
      <span className={styles['text']}>{children}</span>
    </p>
  )
}
