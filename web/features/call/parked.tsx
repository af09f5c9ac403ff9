/** A parked call where its conversation is: the slot, big enough to be read out to a colleague, and the way to get it back. */
import { PhoneIncoming } from 'lucide-react'
import type { InteractionState } from '#core/interaction/interaction.ts'
import type { InteractionView } from '#protocol/interaction.ts'
import { useNow } from '#web/live/use-now.ts'
import { agentName, useWorkspace } from '#web/live/workspace-context.ts'
import { clockText } from '#web/text/format.ts'
import { useText } from '#web/text/use-text.ts'
import { Button } from '#web/ui/button.tsx'
import { Elapsed } from '#web/ui/elapsed.tsx'
import styles from './parked.module.css'
import { useRetrieve } from './use-retrieve.ts'

export function Parked({
  state,
  interaction,
}: {
  readonly state: Extract<InteractionState, { readonly name: 'parked' }>
  readonly interaction: InteractionView
}) {
  const { t } = useText()
  const workspace = useWorkspace()
  const now = useNow()
  const retrieve = useRetrieve()
  const { slot, agentId, since, untilAt } = state
  return (
    <section className={styles['parked']} aria-label={t('call.parked.one', { slot })}>
      <p className={styles['slot']}>
        <span className={styles['caption']}>{t('call.parked.slot')}</span>
        <output className={styles['number']}>{slot}</output>
      </p>
      <div className={styles['text']}>
        <p className={styles['lead']}>
          {agentId === workspace.agent.id
            ? t('call.parked.mine')
            : t('call.parked.by', { agent: agentName(workspace, agentId) ?? '' })}{' '}
          <Elapsed since={since} className={styles['time']} />
        </p>
        <p className={styles['more']}>{t('call.parked.returns', { time: clockText(untilAt - now) })}</p>
      </div>
      <Button
        tone="primary"
        icon={<PhoneIncoming size={16} aria-hidden="true" />}
        onPress={() => void retrieve(slot, interaction.id)}
      >
        {t('call.parked.retrieve')}
      </Button>
    </section>
  )
}
