import { classNames } from '#web/ui/class-names.ts'
import styles from './looks-picture.module.css'

/** The workspace in small, as it looks with one choice: list, conversation, and which row is open. */
export function LooksPicture({
  theme,
  contrast = 'normal',
  density = 'comfortable',
}: {
  readonly theme?: 'system' | 'light' | 'dark'
  readonly contrast?: 'normal' | 'high'
  readonly density?: 'comfortable' | 'compact'
}) {
  const halves = theme === 'system' ? (['light', 'dark'] as const) : [theme]
  return (
    <span className={styles['picture']}>
      {halves.map((half) => (
        <span
          key={half ?? 'own'}
          className={classNames(
            styles['page'],
            half && styles[half],
            contrast === 'high' && styles['high'],
            density === 'compact' && styles['compact'],
          )}
        >
          <span className={styles['rail']} />
          <span className={styles['rows']}>{density === 'compact' ? rows(5) : rows(3)}</span>
          <span className={styles['talk']}>
            <span className={styles['in']} />
            <span className={styles['out']} />
            <span className={styles['in']} />
          </span>
        </span>
      ))}
    </span>
  )
}

function rows(count: number) {
  return Array.from({ length: count }, (_, index) => (
    <span key={index} className={classNames(styles['row'], index === 0 && styles['open'])} />
  ))
}
