import { useSyncExternalStore } from 'react'
import { capOf, keyActs, type KeyAct } from '#web/keys/key-map.ts'
import { letters, setLetters } from '#web/keys/letters.ts'
import { useText } from '#web/text/use-text.ts'
import { Dialog } from '#web/ui/dialog.tsx'
import { HiddenText } from '#web/ui/hidden-text.tsx'
import { Kbd } from '#web/ui/kbd.tsx'
import { Switch } from '#web/ui/switch.tsx'
import styles from './key-sheet.module.css'

const groups = ['conversation', 'list', 'offer', 'me', 'page'] as const

/** Every key of the page, and the switch for those single letters. */
export function KeySheet({ onClose }: { readonly onClose: () => void }) {
  const { t } = useText()
  const areOn = useSyncExternalStore(letters.subscribe, letters.get)
  return (
    <Dialog title={t('keys.title')} isOpen onClose={onClose} shape="wide">
      <div className={styles['sheet']} tabIndex={0} role="group" aria-label={t('keys.title')}>
        <Switch isSelected={areOn} onChange={setLetters} className={styles['switch']}>
          {t('keys.letters')}
        </Switch>
        <div className={styles['groups']}>
          {groups.map((group) => (
            <section key={group} className={styles['group']}>
              <h3 className={styles['title']}>{t(`keys.group.${group}`)}</h3>
              <dl>
                {keyActs
                  .filter((act) => act.startsWith(`${group}.`))
                  .map((act) => (
                    <Line key={act} act={act} />
                  ))}
              </dl>
            </section>
          ))}
          <section className={styles['group']}>
            <h3 className={styles['title']}>{t('keys.group.writing')}</h3>
            <dl>
              <Chord keys={['↵']} text={t('keys.writing.send')} />
              <Chord keys={['⇧', '↵']} text={t('keys.writing.newLine')} />
              <Chord keys={['Ctrl', '↵', '↵']} text={t('keys.writing.accept')} />
              <Chord keys={['Esc']} text={t('keys.writing.leave')} />
            </dl>
          </section>
        </div>
      </div>
    </Dialog>
  )
}

function Line({ act }: { readonly act: KeyAct }) {
  const { t } = useText()
  return <Chord keys={[capOf(act)]} text={t(`keys.act.${act}`)} />
}

function Chord({ keys, text }: { readonly keys: readonly string[]; readonly text: string }) {
  return (
    <div className={styles['line']}>
      <dt>{text}</dt>
      <dd className={styles['keys']}>
        <HiddenText>{keys.join(' ')}</HiddenText>
        {keys.map((key, index) => (
          // A chord may have the same key twice.
          // oxlint-disable-next-line react/no-array-index-key
          <Kbd key={index}>{key}</Kbd>
        ))}
      </dd>
    </div>
  )
}
