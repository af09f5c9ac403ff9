import { useMemo } from 'react'
import { useDesk } from '#web/live/desk-context.ts'
import { useWorkspace } from '#web/live/workspace-context.ts'
import { useText } from '#web/text/use-text.ts'
import { Avatar } from '#web/ui/avatar.tsx'
import type { PaletteItem } from './palette-item.ts'

export function useColleagueItems(onColleague: (name: string) => void): readonly PaletteItem[] {
  const { t } = useText()
  const { me } = useDesk()
  const { agents } = useWorkspace()
  return useMemo(
    () =>
      agents
        .filter(({ id }) => id !== me)
        .map(({ id, name, email, role }): PaletteItem => ({
          id,
          group: 'colleague',
          name,
          hint: t(`me.role.${role}`),
          words: email,
          icon: <Avatar name={name} />,
          isOnlyFound: true,
          run: () => onColleague(name),
        })),
    [agents, me, onColleague, t],
  )
}
