/** To whom it goes: another queue, or a colleague with the state each is in. */
import { Suspense } from 'react'
import type { QueueId } from '#core/id.ts'
import type { InteractionView } from '#protocol/interaction.ts'
import { useDesk, useLive } from '#web/live/desk-context.ts'
import { useWorkspace } from '#web/live/workspace-context.ts'
import { useText } from '#web/text/use-text.ts'
import type { Pick } from '#web/ui/pick-dialog.tsx'
import { partOfPage } from '#web/ui/part-of-page.tsx'

const AssignDialog = partOfPage(
  'window',
  async () => (await import('#web/ui/assign-dialog.tsx')).AssignDialog,
)
const PickDialog = partOfPage('window', async () => (await import('#web/ui/pick-dialog.tsx')).PickDialog)

export type HandOverKind = 'transfer' | 'assign'
type Props = {
  readonly interaction: InteractionView
  /** What was this agent's has gone to somebody else. */
  readonly onDone: () => void
  readonly onClose: () => void
}

export function HandOver({ kind, ...props }: Props & { readonly kind: HandOverKind }) {
  return <Suspense>{kind === 'transfer' ? <Transfer {...props} /> : <AssignDialog {...props} />}</Suspense>
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
