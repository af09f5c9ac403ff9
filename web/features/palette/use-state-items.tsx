import { CircleCheck, CircleMinus, CirclePause } from 'lucide-react'
import { useMemo } from 'react'
import { useDesk, useLive } from '#web/live/desk-context.ts'
import { useWorkspace } from '#web/live/workspace-context.ts'
import { useText } from '#web/text/use-text.ts'
import { reasonIcons } from '#web/ui/state-look.ts'
import type { PaletteItem } from './palette-item.ts'

const states = [
  ['ready', CircleCheck],
  ['not-ready', CirclePause],
  ['dnd', CircleMinus],
] as const

/** The states one can ask for, with the centre's reasons. */
export function useStateItems(): readonly PaletteItem[] {
  const { t, local } = useText()
  const { acts } = useDesk()
  const { reasons } = useWorkspace()
  const isLive = useLive((model) => model.connection === 'live')
  return useMemo(() => {
    if (!isLive) return []
    const hint = t('palette.state')
    const plain = states.map(([state, Icon]): PaletteItem => ({
      id: `state.${state}`,
      group: 'act',
      name: t(`state.name.${state}`),
      hint,
      words: hint,
      icon: <Icon size={16} />,
      isOnlyFound: true,
      run: () => void acts.askState({ state }),
    }))
    const withReason = reasons.map(({ id, name, icon }): PaletteItem => {
      const Icon = reasonIcons[icon]
      return {
        id: `state.${id}`,
        group: 'act',
        name: local(name),
        hint,
        words: `${hint} ${t('state.name.not-ready')}`,
        icon: <Icon size={16} />,
        isOnlyFound: true,
        run: () => void acts.askState({ state: 'not-ready', reasonId: id }),
      }
    })
    return [...plain, ...withReason]
  }, [acts, isLive, local, reasons, t])
}
