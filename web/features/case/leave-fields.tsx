import { heldValue } from '#core/case/case-value.ts'
import { showContext } from '#web/live/context-tab.ts'
import { useDesk } from '#web/live/desk-context.ts'
import type { Leave } from '#web/live/leaving.ts'
import { shownInteraction } from '#web/live/model.ts'
import { useWorkspace } from '#web/live/workspace-context.ts'
import { routeNow } from '#web/route.ts'
import { useText } from '#web/text/use-text.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { dropEdit, keepEdit, type Edit } from './edits.ts'
import styles from './leave-fields.module.css'

type Props = {
  readonly leave: Leave
  readonly unsaved: readonly Edit[]
  /** Whether it may be left now. */
  readonly onClose: (may: boolean) => void
}

/** Fields are half changed: they are saved or given up, and then it goes on; or everything stays, before the agent's eyes. */
export function LeaveFields({ leave, unsaved, onClose }: Props) {
  const { t, language, local } = useText()
  const { acts, live, storage } = useDesk()
  const { caseFields } = useWorkspace()
  const isDone = leave.what === 'done'
  // Where two values wait for a choice, that choice is made at the field.
  const canSave = unsaved.every(({ conflict }) => conflict === null)

  const stay = (): void => {
    onClose(false)
    if (unsaved.some(({ interactionId }) => interactionId === routeNow().open)) showContext('case', storage)
  }
  const save = async (): Promise<void> => {
    for (const edit of unsaved) {
      const field = caseFields.find(({ key }) => key === edit.key)
      const current = () =>
        heldValue(shownInteraction(live.get(), edit.interactionId)?.caseData ?? {}, edit.key)
      const kept = field ? keepEdit(edit, field, { acts, language, current, onRefused: () => {} }) : null
      if (!(await kept)) return stay()
    }
    onClose(true)
  }
  const discard = (): void => {
    for (const edit of unsaved) dropEdit(edit)
    onClose(true)
  }
  return (
    <Dialog title={t('case.leave.title', { count: unsaved.length })} isOpen onClose={stay}>
      <div className={styles['body']}>
        <ul className={styles['fields']}>
          {unsaved.map((edit) => {
            const field = caseFields.find(({ key }) => key === edit.key)
            return (
              <li key={`${edit.interactionId} ${edit.key}`}>
                {t('case.leave.field', { field: field ? local(field.label) : edit.key, value: edit.draft })}
              </li>
            )
          })}
        </ul>
        <div className={styles['acts']}>
          {canSave ? (
            <Button tone="primary" autoFocus onPress={() => void save()}>
              {t(isDone ? 'case.leave.saveAndDone' : 'case.leave.saveAndOut')}
            </Button>
          ) : null}
          <Button onPress={stay}>{t('case.leave.stay')}</Button>
          <Button onPress={discard}>{t(isDone ? 'case.leave.dropAndDone' : 'case.leave.dropAndOut')}</Button>
        </div>
      </div>
    </Dialog>
  )
}
