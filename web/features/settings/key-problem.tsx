import { capsOf, type KeyAct } from '#web/keys/key-map.ts'
import { useText } from '#web/text/use-text.ts'
import { Button } from '#web/ui/button.tsx'
import type { Refused } from './key-settings.tsx'
import styles from './key-settings.module.css'

/** Why the key that was pressed cannot simply be this act's, and what can be done instead. */
export function KeyProblem({
  refused: { key, why },
  onSwap,
  onCancel,
}: {
  readonly refused: Refused
  readonly onSwap: (other: KeyAct) => void
  readonly onCancel: () => void
}) {
  const { t } = useText()
  const cap = capsOf(key).join(' ')
  return (
    <div role="alert" className={styles['problem']}>
      <p>
        {'usedBy' in why
          ? t('settings.keyUsed', { key: cap, act: t(`keys.act.${why.usedBy}`) })
          : t('settings.keyTaken', { key: cap, by: why.taken.by })}
      </p>
      <span className={styles['ways']}>
        {'usedBy' in why ? (
          <Button tone="primary" autoFocus onPress={() => onSwap(why.usedBy)}>
            {t('settings.keySwap')}
          </Button>
        ) : null}
        <Button onPress={onCancel}>{t('settings.keyLeave')}</Button>
      </span>
    </div>
  )
}
