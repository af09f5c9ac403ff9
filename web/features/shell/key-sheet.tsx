import { Settings } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { activeKey, capsOf, keyActs, keysNow, type KeyAct } from '#web/keys/key-map.ts'
import { showWindow } from '#web/live/page-window.ts'
import { usePreferences } from '#web/live/use-preferences.ts'
import { useText } from '#web/text/use-text.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { HiddenText } from '#web/ui/hidden-text.tsx'
import { Kbd } from '#web/ui/kbd.tsx'
import { Switch } from '#web/ui/switch.tsx'
import styles from './key-sheet.module.css'

const groups = ['conversation', 'call', 'list', 'offer', 'me', 'page'] as const

/** Every key of the page as this agent has it, the switch for those single letters, and the way to change them. */
export function KeySheet({ onClose }: { readonly onClose: () => void }) {
  const { t } = useText()
  const [{ singleKeys = true }, save] = usePreferences()
  useSyncExternalStore(keysNow.subscribe, keysNow.get)
  return (
    <Dialog title={t('keys.title')} isOpen onClose={onClose} shape="wide">
      <div className={styles['sheet']} tabIndex={0} role="group" aria-label={t('keys.title')}>
        <div className={styles['top']}>
          <Switch isSelected={singleKeys} onChange={(areOn) => void save({ singleKeys: areOn })}>
            {t('keys.letters')}
          </Switch>
          <Button
            tone="quiet"
            icon={<Settings size={16} aria-hidden="true" />}
            onPress={() => showWindow({ name: 'settings', section: 'keys' })}
          >
            {t('keys.change')}
          </Button>
        </div>
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
              <Chord keys={['↑', '↓']} text={t('keys.writing.reply')} />
              <Chord keys={['/']} text={t('response.insertOne')} />
              <Chord keys={[...capsOf('mod+enter'), '↵']} text={t('keys.writing.accept')} />
              <Chord
                keys={[...capsOf('mod+enter').slice(0, -1), '⇧', '↵', '↵']}
                text={t('keys.writing.rejectChord')}
              />
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
  const key = activeKey(act)
  return key === null ? null : <Chord keys={capsOf(key)} text={t(`keys.act.${act}`)} />
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
