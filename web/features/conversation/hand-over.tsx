/** To whom it goes: another queue, or a colleague with the state each is in. */
import { lazy, Suspense } from 'react'
import type { AgentId, QueueId } from '#core/id.ts'
import type { InteractionView } from '#protocol/interaction.ts'
import { useDesk, useLive } from '#web/live/desk-context.ts'
import { useWorkspace } from '#web/live/workspace-context.ts'
import { useText } from '#web/text/use-text.ts'
import { Avatar } from '#web/ui/avatar.tsx'
import type { Pick } from '#web/ui/pick-dialog.tsx'
import { stateLook } from '#web/ui/state-look.ts'

const PickDialog = lazy(async () => ({ default: (await import('#web/ui/pick-dialog.tsx')).PickDialog }))

export type HandOverKind = 'transfer' | 'assign'
type Props = {
  readonly interaction: InteractionView
  /** What was this agent's has gone to somebody else. */
  readonly onDone: () => void
  readonly onClose: () => void
}

export function HandOver({ kind, ...props }: Props & { readonly kind: HandOverKind }) {
  return <Suspense>{kind === 'transfer' ? <Transfer {...props} /> : <Assign {...props} />}</Suspense>
}

function Transfer({ interaction, onDone, onClose }: Props) {
  const { t } = useText()
  const { acts, notices } = useDesk()
  const { queues } = useWorkspace()
  const pulses = useLive((model) => model.pulses)
  const picks = queues
    .filter(({ id, channels }) => id !== interaction.queueId && channels.includes(interaction.channel))
    .map(({ id, name }): Pick => {
      const pulse = pulses.find(({ queueId }) => queueId === id)
      return {
        id,
        name,
        ...(pulse
          ? { hint: t('conversation.queueHint', { waiting: pulse.waiting, ready: pulse.ready }) }
          : {}),
      }
    })
  const transfer = async (id: string): Promise<void> => {
    onClose()
    const queue = queues.find((one) => one.id === id)
    if (await acts.transfer(interaction.id, id as QueueId)) {
      notices.tell(
        'done',
        t('conversation.transferred', { name: interaction.contact.name, queue: queue?.name ?? '' }),
      )
      onDone()
    }
  }
  return (
    <PickDialog
      title={t('conversation.transferTitle')}
      search={t('conversation.searchQueue')}
      nothing={t('conversation.noQueue')}
      picks={picks}
      onPick={(id) => void transfer(id)}
      onClose={onClose}
    />
  )
}

function Assign({ interaction, onDone, onClose }: Props) {
  const { t } = useText()
  const { acts, me, notices } = useDesk()
  const { agents } = useWorkspace()
  const states = useLive((model) => model.agents)
  const ownerId = 'agentId' in interaction.state ? interaction.state.agentId : null
  const picks = agents
    .filter(({ id }) => id !== ownerId)
    .map(({ id, name }): Pick & { readonly isAway: boolean } => {
      const state = states.get(id)?.top.name ?? 'offline'
      const Icon = stateLook[state].icon
      return {
        id,
        name: id === me ? t('conversation.assignMe', { name }) : name,
        face: <Avatar name={name} size="small" />,
        hint: t(`state.name.${state}`),
        sign: <Icon size={16} aria-hidden="true" />,
        isAway: state === 'offline',
      }
    })
    // Whoever is there comes first: work given to somebody who is not would wait for nobody.
    .toSorted((a, b) => Number(a.isAway) - Number(b.isAway) || a.name.localeCompare(b.name))
  const assign = async (id: string): Promise<void> => {
    onClose()
    const agent = agents.find((one) => one.id === id)
    if (await acts.assign(interaction.id, id as AgentId)) {
      notices.tell(
        'done',
        t('conversation.assigned', { name: interaction.contact.name, agent: agent?.name ?? '' }),
      )
      if (ownerId === me) onDone()
    }
  }
  return (
    <PickDialog
      title={t('conversation.assignTitle')}
      search={t('conversation.searchAgent')}
      nothing={t('conversation.noAgent')}
      picks={picks}
      onPick={(id) => void assign(id)}
      onClose={onClose}
    />
  )
}
