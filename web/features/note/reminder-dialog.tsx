import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { InteractionId } from '#core/id.ts'
import { showContext } from '#web/live/context-tab.ts'
import { useDesk } from '#web/live/desk-context.ts'
import { problemText, type Problem } from '#web/net/problem.ts'
import { unwrap } from '#web/net/unwrap.ts'
import { go } from '#web/route.ts'
import { useText } from '#web/text/use-text.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import styles from './leave-dialog.module.css'
import { notesOf } from './notes.ts'

type Props = {
  readonly title: string
  readonly ids: readonly InteractionId[]
  readonly onClose: () => void
}

export function ReminderDialog({ title, ids, onClose }: Props) {
  const { t } = useText()
  return (
    <Dialog title={title} isOpen onClose={onClose}>
      <div className={styles['body']}>
        {ids.length === 0 ? <p className={styles['hint']}>{t('note.noneUnsaved')}</p> : null}
        {ids.map((id) => (
          <Unsaved key={id} id={id} onOpen={onClose} />
        ))}
      </div>
    </Dialog>
  )
}

function Unsaved({ id, onOpen }: { readonly id: InteractionId; readonly onOpen: () => void }) {
  const { t, format, language } = useText()
  const desk = useDesk()
  const notes = notesOf(desk)
  const [problem, setProblem] = useState<Problem | null>(null)
  const { data } = useQuery({
    queryKey: ['interaction', id],
    queryFn: async () => (await unwrap(desk.api.interaction(id))).interaction,
  })
  const open = (): void => {
    onOpen()
    go({ open: id })
    showContext('note', desk.storage)
  }
  return (
    <section className={styles['item']} aria-label={data?.contact.name ?? t('note.title')}>
      {data ? (
        <p>
          <span className={styles['name']}>{data.contact.name}</span> · {format.dateTime(data.startedAt)}
        </p>
      ) : null}
      <blockquote className={styles['text']} dir="auto">
        {desk.drafts.of('note', id).content.text}
      </blockquote>
      {problem ? (
        <p role="alert" className={styles['problem']}>
          {t('note.notSaved')} {problemText(problem, language)}
        </p>
      ) : null}
      <div className={styles['acts']}>
        <Button tone="primary" onPress={() => void notes.saveDraft(id).then(setProblem)}>
          {t('note.save')}
        </Button>
        <Button onPress={open}>{t('note.open')}</Button>
        <Button onPress={() => notes.discard(id)}>{t('note.discard')}</Button>
      </div>
    </section>
  )
}
