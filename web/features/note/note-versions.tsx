import type { NoteVersion } from '#protocol/note.ts'
import { useDesk } from '#web/live/desk-context.ts'
import { useText } from '#web/text/use-text.ts'
import { Button } from '#web/ui/button.tsx'
import styles from './note-panel.module.css'

type Props = {
  readonly versions: readonly NoteVersion[]
  /** Puts an older text into the field, where it is saved or not; null: there is no field. */
  readonly onTake: ((text: string) => void) | null
}

/** Every version with its author and time; each opens to be read. */
export function NoteVersions({ versions, onTake }: Props) {
  const { t, format } = useText()
  const { now } = useDesk()
  if (versions.length === 0) return null
  return (
    <details className={styles['versions']}>
      <summary>{t('note.versions', { count: versions.length })}</summary>
      <ol className={styles['list']}>
        {versions.map(({ version, agentName, at, text }, index) => (
          <li key={version}>
            <details>
              <summary className={styles['version']}>
                <span>{agentName}</span>
                <time dateTime={new Date(at).toISOString()} title={format.dateTime(at)}>
                  {format.moment(at, now())}
                </time>
                {index === 0 ? <span className={styles['latest']}>{t('note.latest')}</span> : null}
              </summary>
              <p className={styles['read']} dir="auto">
                {text === '' ? t('note.emptied') : text}
              </p>
              {onTake && index > 0 ? (
                <Button tone="quiet" onPress={() => onTake(text)}>
                  {t('note.takeBack')}
                </Button>
              ) : null}
            </details>
          </li>
        ))}
      </ol>
    </details>
  )
}
