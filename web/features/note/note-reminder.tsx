/** A note that was begun in an interaction that is no longer in hand: it would be forgotten, so the page goes on saying so. */
import { NotebookPen } from 'lucide-react'
import { Suspense, useMemo, useState } from 'react'
import { ownerOf } from '#core/interaction/interaction.ts'
import { useDesk, useLive } from '#web/live/desk-context.ts'
import { placeOf } from '#web/live/draft-keepsake.ts'
import { isEmpty } from '#web/live/draft-state.ts'
import { useDrafts } from '#web/live/use-drafts.ts'
import { useText } from '#web/text/use-text.ts'
import { Button } from '#web/ui/button.tsx'
import styles from './note-reminder.module.css'
import { partOfPage } from '#web/ui/part-of-page.tsx'

const ReminderDialog = partOfPage(
  'window',
  async () => (await import('./reminder-dialog.tsx')).ReminderDialog,
)

export function NoteReminder() {
  const { t } = useText()
  const { me } = useDesk()
  const mine = useDrafts((model) => model.mine)
  const interactions = useLive((model) => model.interactions)
  const isKnown = useLive((model) => model.own !== null)
  const [isOpen, setOpen] = useState(false)
  const ids = useMemo(
    () =>
      [...mine].flatMap(([key, { content }]) => {
        const { kind, id } = placeOf(key)
        const shown = interactions.get(id)?.shown
        const isInHand = shown !== undefined && ownerOf(shown) === me
        return kind === 'note' && !isEmpty(content) && !isInHand ? [id] : []
      }),
    [mine, interactions, me],
  )
  if (!isKnown || (ids.length === 0 && !isOpen)) return null
  const title = t('note.reminder', { count: ids.length })
  return (
    <>
      <Button
        tone="quiet"
        icon={<NotebookPen size={16} aria-hidden="true" />}
        aria-label={title}
        onPress={() => setOpen(true)}
      >
        <span className={styles['long']}>{title}</span>
        <span className={styles['short']}>{ids.length}</span>
      </Button>
      {isOpen ? (
        <Suspense>
          <ReminderDialog title={title} ids={ids} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  )
}
