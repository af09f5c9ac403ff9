/** What the agent has left of after-call work, and the two things to do about it; and a wish that waits for the work to be finished. */
import { Plus, X } from 'lucide-react'
import type { AfterWork as AfterWorkState } from '#core/presence/presence.ts'
import { stepPresence } from '#core/presence/step.ts'
import { isRefusal } from '#core/step.ts'
import { useDesk } from '#web/live/desk-context.ts'
import { useNow } from '#web/live/use-now.ts'
import { useOwnState, type OwnState } from '#web/live/use-top-state.ts'
import { useWorkspace } from '#web/live/workspace-context.ts'
import { clockText } from '#web/text/format.ts'
import { useText } from '#web/text/use-text.ts'
import { Button } from '#web/ui/button.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import styles from './after-work.module.css'

export function StateExtras() {
  const state = useOwnState()
  if (!state) return null
  const { presence, top } = state
  return (
    <>
      {top.name === 'after-service' && presence.afterWork ? (
        <AfterWork {...state} afterWork={presence.afterWork} />
      ) : null}
      {presence.pending.length > 0 ? <Pending {...state} /> : null}
    </>
  )
}

function AfterWork({ presence, afterWork }: OwnState & { readonly afterWork: AfterWorkState }) {
  const { t } = useText()
  const { acts } = useDesk()
  const now = useNow()
  const time = clockText(afterWork.endsAt - now + 999)
  // The button is there when the core would not refuse.
  const extended = stepPresence(presence, { type: 'after-work-extended' }, now, () => ({
    afterWork: afterWork.policy,
    misses: { limit: 0, banMs: null, mayLiftOwn: true },
  }))
  return (
    <div className={styles['extra']} role="group" aria-label={t('state.afterWork')}>
      <span className={styles['left']}>{t('state.left', { time })}</span>
      {isRefusal(extended) ? null : (
        <IconButton
          icon={<Plus size={16} />}
          label={t('state.extend', { time: clockText(afterWork.policy.extensionMs) })}
          onPress={() => void acts.extendAfterWork()}
        />
      )}
      <Button tone="quiet" onPress={() => void acts.finishAfterWork()}>
        {t('state.finish')}
      </Button>
    </div>
  )
}

function Pending({ presence }: OwnState) {
  const { t, local } = useText()
  const { acts } = useDesk()
  const { reasons } = useWorkspace()
  const [wish] = presence.pending
  if (!wish) return null
  const reason = reasons.find(({ id }) => id === wish.reasonId)
  const name = reason ? local(reason.name) : t(`state.channel.${wish.state}`)
  return (
    <div className={styles['extra']} role="group" aria-label={t('state.pendingLabel')}>
      <span className={styles['wish']} title={t('state.pendingHelp')}>
        {t('state.pending', { name })}
      </span>
      <IconButton
        icon={<X size={16} />}
        label={t('state.cancelPending')}
        onPress={() => void acts.askState({ state: 'ready', channels: wish.channels })}
      />
    </div>
  )
}
