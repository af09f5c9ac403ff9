import { useMicrophoneLevel } from '#web/phone/phone-context.ts'
import styles from './microphone-level.module.css'

/** How loud one is, beside the microphone: whoever sees it move knows that it works. */
export function MicrophoneLevel() {
  const level = useMicrophoneLevel()
  return (
    <span className={styles['level']} aria-hidden="true">
      <svg width="4" height="18" viewBox="0 0 4 18">
        <rect className={styles['rest']} width="4" height="18" rx="2" />
        <rect
          className={styles['now']}
          width="4"
          height={Math.round(18 * level)}
          y={18 - Math.round(18 * level)}
          rx="2"
        />
      </svg>
    </span>
  )
}
