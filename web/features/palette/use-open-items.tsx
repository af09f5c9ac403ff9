import { Forward, Tag, UserPlus } from 'lucide-react'
import { useMemo } from 'react'
import { codeOf, codesOf, isArchived } from '#core/disposition/tree.ts'
import type { InteractionView } from '#protocol/interaction.ts'
import { useDesk } from '#web/live/desk-context.ts'
import { mayNow } from '#web/live/use-may.ts'
import { useWorkspace } from '#web/live/workspace-context.ts'
import { useText } from '#web/text/use-text.ts'
import type { PaletteItem } from './palette-item.ts'

/** What can be done with the open conversation and somebody or something by name: to whom, where to, with which disposition. */
export function useOpenItems(interaction: InteractionView | null): readonly PaletteItem[] {
  const { t, language } = useText()
  const { me, acts, notices } = useDesk()
  const workspace = useWorkspace()
  return useMemo(() => {
    if (interaction === null) return []
    const { id, queueId, channel } = interaction
    const { name } = interaction.contact
    /** Said as it is by the windows that do the same. */
    const given = async (isDone: Promise<boolean>, text: string): Promise<void> => {
      if (await isDone) notices.tell('done', text)
    }
    const { agents, queues, dispositionTrees } = workspace
    const may = mayNow(interaction, workspace)
    const common = { group: 'act', isOnlyFound: true } as const
    const transfers = queues
      .filter((queue) => queue.id !== queueId && queue.channels.includes(channel))
      .map((queue): PaletteItem => ({
        ...common,
        id: `transfer.${queue.id}`,
        name: t('palette.transferTo', { name: queue.name }),
        words: queue.name,
        icon: <Forward size={16} />,
        run: () =>
          void given(acts.transfer(id, queue.id), t('conversation.transferred', { name, queue: queue.name })),
      }))
    const assignments = agents
      .filter((agent) => agent.id !== me && agent.channels.includes(channel))
      .map((agent): PaletteItem => ({
        ...common,
        id: `assign.${agent.id}`,
        name: t('palette.assignTo', { name: agent.name }),
        words: agent.name,
        icon: <UserPlus size={16} />,
        run: () =>
          void given(acts.assign(id, agent.id), t('conversation.assigned', { name, agent: agent.name })),
      }))
    const treeId = queues.find((queue) => queue.id === queueId)?.dispositionTreeId
    const tree = dispositionTrees.find((one) => one.id === treeId)?.nodes ?? []
    const paths = codesOf(tree).filter((path) => !isArchived(path))
    const dispositions = paths.map((path): PaletteItem => {
      const code = codeOf(path)
      return {
        ...common,
        id: `dispose.${code.id}`,
        name: t('palette.disposeAs', { name: code.name[language] }),
        hint: path
          .slice(0, -1)
          .map(({ name }) => name[language])
          .join(' › '),
        words: code.name[language],
        icon: <Tag size={16} />,
        run: () => void acts.dispose(id, code.id),
      }
    })
    return [
      ...(may.transfer ? transfers : []),
      ...(may.assign ? assignments : []),
      ...(may.dispose ? dispositions : []),
    ]
  }, [acts, interaction, language, me, notices, t, workspace])
}
