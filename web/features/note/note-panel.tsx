/** The note of the open interaction: written at any time, saved explicitly. What is not saved yet is kept as a draft and says so. */
import { Check } from 'lucide-react'
import { useId, type KeyboardEvent } from 'react'
import type { InteractionView } from '#protocol/interaction.ts'
import { useDesk } from '#web/live/desk-context.ts'
import { problemText } from '#web/net/problem.ts'
import { useText } from '#web/text/use-text.ts'
import { Button } from '#web/ui/button.tsx'
import { classNames } from '#web/ui/class-names.ts'
import { LoadProblem } from '#web/ui/load-problem.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { longestNote } from './note-edit.ts'
import styles from './note-panel.module.css'
import { NoteTheirs } from './note-theirs.tsx'
import { NoteVersions } from './note-versions.tsx'
import { useNote, type OpenNote } from './use-note.ts'

export function NotePanel({ interaction }: { readonly interaction: InteractionView }) {
  const { open, problem, retry } = useNote(interaction)
  if (problem) return <LoadProblem problem={problem} onRetry={retry} />
  if (!open) return <Skeleton shape="bubble" count={2} />
  return open.note.mayWrite ? <Writing open={open} /> : <Reading open={open} />
}

function Reading({ open: { note } }: { readonly open: OpenNote }) {
  const { t } = useText()
  return (
    <section className={styles['panel']} aria-label={t('note.title')} tabIndex={-1} data-context-focus>
      {note.text === '' ? (
        <p className={styles['none']}>{t('note.none')}</p>
      ) : (
        <p className={styles['read']} dir="auto">
          {note.text}
        </p>
      )}
      <NoteVersions versions={note.versions} onTake={null} />
    </section>
  )
}

function Writing({ open }: { readonly open: OpenNote }) {
  const { t, format, language } = useText()
  const { note, field, isSaving, problem, notes, save } = open
  const statusId = useId()
  const isTooLong = field.text.length > longestNote
  const maySave = field.isUnsaved && !field.theirs && !isTooLong && !isSaving

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    // As in the field of a message: then letters are keys again.
    if (event.key === 'Escape' && !event.nativeEvent.isComposing) event.currentTarget.blur()
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    if (maySave) void save()
  }
  return (
    <section className={styles['panel']} aria-label={t('note.title')}>
      {field.theirs ? (
        <NoteTheirs
          theirs={field.theirs}
          onKeepMine={() => notes.keepMine(note)}
          onTakeTheirs={() => notes.discard(note.interactionId)}
        />
      ) : null}
      <textarea
        className={classNames(styles['field'], field.isUnsaved && styles['unsaved'])}
        data-context-focus
        data-own-chord={maySave ? '' : undefined}
        dir="auto"
        rows={8}
        aria-label={t('note.title')}
        aria-describedby={statusId}
        aria-invalid={isTooLong}
        aria-keyshortcuts="Control+Enter Meta+Enter"
        placeholder={t('note.placeholder')}
        value={field.text}
        onChange={(event) => notes.type(note, event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div className={styles['bar']}>
        <p
          id={statusId}
          role="status"
          className={classNames(styles['status'], (problem ?? isTooLong) && styles['wrong'])}
        >
          <Status open={open} isTooLong={isTooLong} />
        </p>
        {field.isUnsaved ? (
          <Button tone="quiet" onPress={() => notes.discard(note.interactionId)}>
            {t('note.discard')}
          </Button>
        ) : null}
        <Button
          tone="primary"
          icon={<Check size={16} aria-hidden="true" />}
          isDisabled={!maySave}
          onPress={() => void save()}
        >
          {t('note.save')}
        </Button>
      </div>
      {problem ? (
        <p role="alert" className={styles['problem']}>
          {t('note.notSaved')} {problemText(problem, language)}
        </p>
      ) : null}
      <p className={styles['hint']}>{t('note.hint', { limit: format.number(longestNote) })}</p>
      <NoteVersions versions={note.versions} onTake={(text) => notes.type(note, text)} />
    </section>
  )
}

function Status({ open, isTooLong }: { readonly open: OpenNote; readonly isTooLong: boolean }) {
  const { t, format } = useText()
  const { now } = useDesk()
  const { note, field, isKept, isSaving } = open
  if (isTooLong) {
    const [length, limit] = [format.number(field.text.length), format.number(longestNote)]
    return t('note.tooLong', { length, limit })
  }
  if (isSaving) return t('note.saving')
  if (field.isUnsaved)
    return (
      <>
        <strong className={styles['mark']}>{t('note.unsaved')}</strong>{' '}
        {t(isKept ? 'note.keptAsDraft' : 'note.keptHere')}
      </>
    )
  const [latest] = note.versions
  if (!latest) return t('note.noneYet')
  return t('note.savedBy', { name: latest.agentName, time: format.moment(latest.at, now()) })
}
