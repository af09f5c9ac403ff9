import styles from './skeleton.module.css'

/** The shape of what comes, while it comes. */
export function Skeleton({
  shape,
  count = 1,
}: {
  readonly shape: 'row' | 'line' | 'bubble' | 'field'
  readonly count?: number
}) {
  return (
    <div aria-hidden="true" className={styles[shape]}>
      {Array.from({ length: count }, (_, index) => (
        <span key={index} className={styles['bone']} />
      ))}
    </div>
  )
}
