import type { HTMLAttributes } from 'react'
import styles from './hidden-text.module.css'

/** Read out, not shown. */
export function HiddenText({
  as: Tag = 'span',
  ...props
}: Omit<HTMLAttributes<HTMLElement>, 'className'> & { readonly as?: 'span' | 'p' | 'h1' }) {
  return <Tag {...props} className={styles['hidden']} />
}
