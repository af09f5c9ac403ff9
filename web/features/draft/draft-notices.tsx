/** Over the field: what was written elsewhere and would otherwise be lost here, each to be used or put away. Nothing there, nothing shown. */
import { PencilLine } from 'lucide-react'
import type { InteractionId } from '#core/id.ts'
import type { DraftView } from '#protocol/draft.ts'
import { useDesk } from '#web/live/desk-context.ts'
import { draftOf, leftIn } from '#web/live/drafts.ts'
import { useDrafts } from '#web/live/use-drafts.ts'
import { agentName, useWorkspace } from '#web/live/workspace-context.ts'
import { useText } from '#web/text/use-text.ts'
import { Button } from '#web/ui/button.tsx'
import styles from './draft-notices.module.css'

export function DraftNotices({ id }: { readonly id: InteractionId }) {
  const { t } = useText()
  const { drafts, notices } = useDesk()
  const workspace = useWorkspace()
  const other = useDrafts((model) => draftOf(model, 'reply', id).other)
  const left = useDrafts((model) => leftIn(model, id))

  const settle = async (draft: DraftView, what: 'use' | 'drop'): Promise<void> => {
    if (!(await drafts.settleLeft(draft, what))) notices.tell('failure', t('draft.notNow'))
    focusComposer(id)
  }
  return (
    <div role="status" aria-relevant="additions">
      {other ? (
        <Line
          title={t('draft.otherDevice')}
          text={other.text}
          files={other.files.length}
          onUse={() => {
            drafts.useOther('reply', id)
            focusComposer(id)
          }}
          onDrop={() => {
            drafts.dropOther('reply', id)
            focusComposer(id)
          }}
        />
      ) : null}
      {left.map((draft) => (
        <Line
          key={draft.agentId}
          title={t('draft.of', { name: agentName(workspace, draft.agentId) ?? '…' })}
          text={draft.text}
          files={draft.files.length}
          onUse={() => void settle(draft, 'use')}
          onDrop={() => void settle(draft, 'drop')}
        />
      ))}
    </div>
  )
}

type LineProps = {
  readonly title: string
  readonly text: string
  readonly files: number
  readonly onUse: () => void
  readonly onDrop: () => void
}

function Line({ title, text, files, onUse, onDrop }: LineProps) {
  const { t } = useText()
  return (
    <div role="group" aria-label={title} className={styles['line']}>
      <PencilLine size={16} aria-hidden="true" className={styles['sign']} />
      <p className={styles['text']}>
        {title}
        {text === '' ? null : (
          <>
            {': '}
            <q className={styles['excerpt']} dir="auto" title={text}>
              {text}
            </q>
          </>
        )}
        {files > 0 ? <span className={styles['files']}> {t('draft.files', { count: files })}</span> : null}
      </p>
      <Button tone="quiet" className={styles['act']} onPress={onUse}>
        {t('draft.use')}
      </Button>
      <Button tone="quiet" className={styles['act']} onPress={onDrop}>
        {t('draft.drop')}
      </Button>
    </div>
  )
}

/** The button that was pressed is gone with its line. */
function focusComposer(id: InteractionId): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-composer="${id}"]`)?.focus())
}
