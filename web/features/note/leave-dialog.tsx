import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { InteractionId } from '#core/id.ts'
import { useDesk } from '#web/live/desk-context.ts'
import type { Leave } from '#web/live/leaving.ts'
import { problemText } from '#web/net/problem.ts'
import { useText } from '#web/text/use-text.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import styles from './leave-dialog.module.css'
import { notesOf } from './notes.ts'

/** A note is begun and not saved: it is saved, kept as a draft, or thrown away, and then it goes on; or everything stays. */
export function LeaveDialog({
  leave,
  onClose,
}: {
  readonly leave: Leave
  readonly onClose: (may: boolean) => void
}) {
  const { t, language } = useText()
  const desk = useDesk()
  const queries = useQueryClient()
  const notes = notesOf(desk)
  const [ids] = useState<readonly InteractionId[]>(() =>
    leave.what === 'done' ? [leave.id] : notes.unsaved(),
  )
  const [problem, setProblem] = useState<string | null>(null)
  const isDone = leave.what === 'done'

  const save = async (): Promise<void> => {
    for (const id of ids) {
      const failed = await notes.saveDraft(id)
      if (failed) return setProblem(problemText(failed, language))
      void queries.invalidateQueries({ queryKey: ['note', id] })
    }
    onClose(true)
  }
  const discard = (): void => {
    for (const id of ids) notes.discard(id)
    onClose(true)
  }
  return (
    <Dialog title={t('note.leave.title', { count: ids.length })} isOpen onClose={() => onClose(false)}>
      <div className={styles['body']}>
        {ids.map((id) => (
          <blockquote key={id} className={styles['text']} dir="auto">
            {desk.drafts.of('note', id).content.text || t('note.emptied')}
          </blockquote>
        ))}
        {problem === null ? null : (
          <p role="alert" className={styles['problem']}>
            {t('note.notSaved')} {problem}
          </p>
        )}
        <div className={styles['acts']}>
          <Button tone="primary" autoFocus onPress={() => void save()}>
            {t(isDone ? 'note.leave.saveAndDone' : 'note.leave.saveAndOut')}
          </Button>
          <Button onPress={() => onClose(true)}>
            {t(isDone ? 'note.leave.keepAndDone' : 'note.leave.keepAndOut')}
          </Button>
          <Button onPress={discard}>{t('note.leave.discard', { count: ids.length })}</Button>
        </div>
        <p className={styles['hint']}>{t('note.leave.hint')}</p>
      </div>
    </Dialog>
  )
}
