/**
 * Every act with its key. Press the button, then the key. What belongs to the browser is refused with a word; a key that another act has can be
 * swapped. Saved at once, on the server, so that the hands find the same keys on every machine.
 */
import { RotateCcw } from 'lucide-react'
import { useState } from 'react'
import { fixedActs, keyActs, keyOf, keysWith, type KeyAct } from '#web/keys/key-map.ts'
import { remap, resetKey, swapKeys, type Remapped } from '#web/keys/remap.ts'
import { usePreferences } from '#web/live/use-preferences.ts'
import { useText } from '#web/text/use-text.ts'
import { Button } from '#web/ui/button.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import { Switch } from '#web/ui/switch.tsx'
import { KeyProblem } from './key-problem.tsx'
import { KeyRecorder } from './key-recorder.tsx'
import styles from './key-settings.module.css'

const groups = ['conversation', 'call', 'list', 'offer', 'me', 'page'] as const

/** What was pressed for which act, and why it cannot simply be. */
export type Refused = {
  readonly act: KeyAct
  readonly key: string
  readonly why: Exclude<Remapped, { changes: object }>
}

export function KeySettings() {
  const { t } = useText()
  const [{ keys: changes = {}, singleKeys = true }, save] = usePreferences()
  const [refused, setRefused] = useState<Refused | null>(null)
  const keys = keysWith(changes)

  const put = (next: typeof changes): void => {
    setRefused(null)
    void save({ keys: next })
  }
  const record = (act: KeyAct, key: string | null): void => {
    const done = remap(changes, act, key)
    if ('changes' in done) put(done.changes)
    else if (key !== null) setRefused({ act, key, why: done })
  }

  return (
    <div className={styles['settings']}>
      <div>
        <Switch isSelected={singleKeys} onChange={(areOn) => void save({ singleKeys: areOn })}>
          {t('keys.letters')}
        </Switch>
        <p className={styles['help']}>{t('settings.lettersHelp')}</p>
      </div>
      {groups.map((group) => (
        <div key={group} role="group" aria-labelledby={`keys-${group}`}>
          <h3 id={`keys-${group}`} className={styles['title']}>
            {t(`keys.group.${group}`)}
          </h3>
          <ul>
            {keyActs
              .filter((act) => act.startsWith(`${group}.`))
              .map((act) => (
                <li key={act} className={styles['line']}>
                  <span className={styles['name']}>{t(`keys.act.${act}`)}</span>
                  {keys[act] === keyOf[act] ? null : (
                    <IconButton
                      label={t('settings.keyReset', { act: t(`keys.act.${act}`) })}
                      icon={<RotateCcw size={16} />}
                      onPress={() => put(resetKey(changes, act))}
                    />
                  )}
                  <KeyRecorder
                    act={act}
                    current={keys[act]}
                    isFixed={fixedActs.has(act)}
                    onRecord={(key) => record(act, key)}
                    onBegin={() => setRefused(null)}
                  />
                  {refused?.act === act ? (
                    <KeyProblem
                      refused={refused}
                      onSwap={(other) => put(swapKeys(changes, act, other))}
                      onCancel={() => setRefused(null)}
                    />
                  ) : null}
                </li>
              ))}
          </ul>
        </div>
      ))}
      <Button isDisabled={Object.keys(changes).length === 0} onPress={() => put({})}>
        {t('settings.keysReset')}
      </Button>
    </div>
  )
}
