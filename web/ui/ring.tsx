import styles from './ring.module.css'

/** A ring that shrinks with the time left, and the seconds in its middle. */
export function Ring({
  share,
  text,
  size = 48,
}: {
  readonly share: number
  readonly text: string
  readonly size?: number
}) {
  const radius = size / 2 - 3
  const around = 2 * Math.PI * radius
  const left = Math.max(0, Math.min(1, share))
  return (
    <span className={styles['ring']}>
      <svg width={size} height={size} viewBox={`0 0 ${size} ${size}`} aria-hidden="true">
        <circle className={styles['rest']} cx={size / 2} cy={size / 2} r={radius} />
        <circle
          className={styles['left']}
          cx={size / 2}
          cy={size / 2}
          r={radius}
          strokeDasharray={around}
          strokeDashoffset={around * (1 - left)}
        />
      </svg>
      <span className={styles['text']}>{text}</span>
    </span>
  )
}
