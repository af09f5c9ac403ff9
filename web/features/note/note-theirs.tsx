import type { NoteVersion } from '#protocol/note.ts'
import { useText } from '#web/text/use-text.ts'
import { Button } from '#web/ui/button.tsx'
import styles from './note-panel.module.css'

type Props = {
  readonly theirs: NoteVersion
  readonly onKeepMine: () => void
  readonly onTakeTheirs: () => void
}

/** Somebody saved another version while this one was written: both are there, and the person chooses. */
export function NoteTheirs({ theirs, onKeepMine, onTakeTheirs }: Props) {
  const { t, format } = useText()
  const { agentName, at, text } = theirs
  return (
    <div role="alert" className={styles['theirs']}>
      <p>{t('note.theirs', { name: agentName, time: format.time(at) })}</p>
      <blockquote className={styles['read']} dir="auto">
        {text === '' ? t('note.emptied') : text}
      </blockquote>
      <div className={styles['acts']}>
        <Button onPress={onKeepMine}>{t('note.keepMine')}</Button>
        <Button onPress={onTakeTheirs}>{t('note.takeTheirs')}</Button>
      </div>
    </div>
  )
}
