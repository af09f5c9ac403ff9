import styles from './kbd.module.css'

/** A key to press. Seen, not read out: what has a key says so in the sheet of keys and by `aria-keyshortcuts`. */
export function Kbd({ children }: { readonly children: string }) {
  // An act without a key of its own now.
  return children === '' ? null : (
    <kbd aria-hidden="true" className={styles['kbd']}>
      {children}
    </kbd>
  )
}
