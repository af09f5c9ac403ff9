import type { CallView } from '#protocol/call.ts'
import { agentIdOf, partyWithRole } from '#web/live/call-party.ts'
import { agentName, useWorkspace } from '#web/live/workspace-context.ts'
import { useText } from '#web/text/use-text.ts'
import { Button } from '#web/ui/button.tsx'
import styles from './take-over.module.css'
import { useWatching } from './use-watching.ts'

/** Asked first: it sends somebody away from their customer. */
export function TakeOver({ view, onClose }: { readonly view: CallView; readonly onClose: () => void }) {
  const { t } = useText()
  const workspace = useWorkspace()
  const watching = useWatching()
  const owner = partyWithRole(view, 'owner')
  const ownerId = owner && agentIdOf(owner)
  const name = (ownerId && agentName(workspace, ownerId)) ?? t('monitor.agent')
  return (
    <div className={styles['ask']} role="group" aria-label={t('monitor.takeOver')}>
      <p>{t('monitor.takeOverAsk', { name })}</p>
      <div className={styles['acts']}>
        <Button
          tone="primary"
          autoFocus
          onPress={() => {
            onClose()
            void watching.takeOver(view)
          }}
        >
          {t('monitor.takeOverNow')}
        </Button>
        <Button onPress={onClose}>{t('monitor.cancel')}</Button>
      </div>
    </div>
  )
}
