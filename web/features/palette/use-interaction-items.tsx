import { useMemo } from 'react'
import type { InteractionId } from '#core/id.ts'
import { useLive } from '#web/live/desk-context.ts'
import { listsOf } from '#web/live/lists.ts'
import { listNames } from '#web/live/model.ts'
import { useWorkspace } from '#web/live/workspace-context.ts'
import { go } from '#web/route.ts'
import { ChannelGlyph } from '#web/ui/channel-glyph.tsx'
import type { PaletteItem } from './palette-item.ts'

/** More than these are looked for in their list. */
const most = 500

/** What is on the agent's lists, by contact; the own first, what is open left out. */
export function useInteractionItems(open: InteractionId | null): readonly PaletteItem[] {
  const { queues } = useWorkspace()
  const lists = useLive(listsOf)
  return useMemo(
    () =>
      listNames
        .flatMap((list) => lists[list].map((interaction) => ({ list, interaction })))
        .filter(({ interaction }) => interaction.id !== open)
        .slice(0, most)
        .map(({ list, interaction }): PaletteItem => {
          const queue = queues.find(({ id }) => id === interaction.queueId)?.name ?? ''
          return {
            id: interaction.id,
            group: 'interaction',
            name: interaction.contact.name,
            hint: [queue, interaction.summary.lastMessage?.preview].filter(Boolean).join(' · '),
            words: queue,
            icon: <ChannelGlyph channel={interaction.channel} isNamed={false} />,
            isOnlyFound: list !== 'active' && list !== 'ended',
            run: () => go({ list, open: interaction.id }),
          }
        }),
    [lists, open, queues],
  )
}
