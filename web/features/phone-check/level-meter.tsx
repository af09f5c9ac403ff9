/** How loud it is, as a bar and in a word: the word is what a screen reader hears, and it changes only when it means something else. */
import { useSyncExternalStore } from 'react'
import type { Store } from '#web/live/store.ts'
import { meterOf } from '#web/phone/hearing.ts'
import { useText } from '#web/text/use-text.ts'
import styles from './check.module.css'

const wordOf = (level: number): 'silent' | 'soft' | 'good' | 'loud' => {
  if (level < 0.08) return 'silent'
  if (level < 0.35) return 'soft'
  return level < 0.93 ? 'good' : 'loud'
}

export function LevelMeter({ decibels }: { readonly decibels: Store<number | null> }) {
  const { t } = useText()
  const level = useSyncExternalStore(decibels.subscribe, () => {
    const heard = decibels.get()
    // As fine as the bar can show.
    return heard === null ? 0 : Math.round(meterOf(heard) * 100) / 100
  })
  const word = wordOf(level)
  return (
    <div className={styles['levelRow']}>
      <div
        className={styles['level']}
        role="meter"
        aria-label={t('phone.check.level')}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(level * 100)}
        aria-valuetext={t(`phone.check.levelNow.${word}`)}
      >
        <span
          className={styles['fill']}
          data-word={word}
          style={{ transform: `scaleX(${level})` }}
          aria-hidden="true"
        />
      </div>
      <span className={styles['word']} aria-hidden="true">
        {t(`phone.check.levelNow.${word}`)}
      </span>
    </div>
  )
}
