/** To whom it goes: a colleague who may be given this channel, with the state and the load of each; found by typing. */
import type { AgentId } from '#core/id.ts'
import type { InteractionView } from '#protocol/interaction.ts'
import { useDesk, useLive } from '#web/live/desk-context.ts'
import { useWorkspace } from '#web/live/workspace-context.ts'
import { useText } from '#web/text/use-text.ts'
import { Avatar } from './avatar.tsx'
import { PickDialog, type Pick } from './pick-dialog.tsx'
import { StateSign, useStateWord } from './agent-state.tsx'

type Props = {
  readonly interaction: InteractionView
  /** What was this agent's has gone to somebody else. */
  readonly onDone: () => void
  readonly onClose: () => void
}

export function AssignDialog({ interaction, onDone, onClose }: Props) {
  const { t } = useText()
  const { acts, me, notices } = useDesk()
  const { agents } = useWorkspace()
  const states = useLive((model) => model.agents)
  const word = useStateWord()
  const { channel } = interaction
  const ownerId = 'agentId' in interaction.state ? interaction.state.agentId : null
  const picks = agents
    .filter(({ id, channels }) => id !== ownerId && channels.includes(channel))
    .map(({ id, name, maximum }): Pick & { readonly isAway: boolean } => {
      const seen = states.get(id)
      const top = seen?.top ?? null
      const isAway = top === null || top.name === 'offline'
      const load = t('conversation.assignLoad', {
        load: seen?.load[channel] ?? 0,
        most: maximum[channel] ?? 0,
      })
      return {
        id,
        name: id === me ? t('conversation.assignMe', { name }) : name,
        face: <Avatar name={name} size="small" />,
        hint: isAway ? word(top) : `${word(top)} · ${load}`,
        sign: <StateSign top={top} />,
        isAway,
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
