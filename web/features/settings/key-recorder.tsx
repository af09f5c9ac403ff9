import { useState, type KeyboardEvent } from 'react'
import { capsOf, type KeyAct } from '#web/keys/key-map.ts'
import { wordOf } from '#web/keys/press.ts'
import { useText } from '#web/text/use-text.ts'
import { classNames } from '#web/ui/class-names.ts'
import { Kbd } from '#web/ui/kbd.tsx'
import styles from './key-settings.module.css'

/** A key cap that learns: pressed, it waits for the next key. Escape and Tab leave it as it is, Backspace takes the key away. */
export function KeyRecorder({
  act,
  current,
  isFixed,
  onRecord,
  onBegin,
}: {
  readonly act: KeyAct
  readonly current: string | null
  readonly isFixed: boolean
  readonly onRecord: (key: string | null) => void
  readonly onBegin: () => void
}) {
  const { t } = useText()
  const [isRecording, setRecording] = useState(false)
  const caps = current === null ? [] : capsOf(current)
  const name = t(`keys.act.${act}`)
  const key = caps.length === 0 ? t('settings.keyNone') : caps.join(' ')

  const hear = (event: KeyboardEvent): void => {
    if (!isRecording || event.key === 'Tab') return
    // Whatever is pressed is meant for the cap: no act of the page, no button, no browser find.
    event.preventDefault()
    event.stopPropagation()
    const word = wordOf(event.nativeEvent)
    if (word === null || event.repeat) return
    setRecording(false)
    if (word === 'backspace' || word === 'delete') onRecord(null)
    else if (word !== 'escape' && word !== current) onRecord(word)
  }

  if (isFixed) {
    return (
      <span className={styles['fixed']}>
        {caps.map((cap) => (
          <Kbd key={cap}>{cap}</Kbd>
        ))}
      </span>
    )
  }
  return (
    <button
      type="button"
      className={classNames(styles['cap'], isRecording && styles['recording'])}
      aria-label={
        isRecording ? t('settings.keyPress', { act: name }) : t('settings.keyOf', { act: name, key })
      }
      aria-pressed={isRecording}
      onClick={() => {
        if (isRecording) return
        onBegin()
        setRecording(true)
      }}
      onKeyDown={hear}
      onBlur={() => setRecording(false)}
    >
      {isRecording ? (
        t('settings.keyWaiting')
      ) : caps.length === 0 ? (
        <span className={styles['none']}>{t('settings.keyNone')}</span>
      ) : (
        caps.map((cap) => <Kbd key={cap}>{cap}</Kbd>)
      )}
    </button>
  )
}
