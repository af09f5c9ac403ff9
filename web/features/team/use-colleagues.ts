import { useCallback, useDeferredValue, useMemo } from 'react'
import type { AgentId } from '#core/id.ts'
import { useLive } from '#web/live/desk-context.ts'
import { usePreferences } from '#web/live/use-preferences.ts'
import { useWorkspace } from '#web/live/workspace-context.ts'
import { useText } from '#web/text/use-text.ts'
import {
  colleaguesOf,
  countPresences,
  found,
  inPresence,
  sorted,
  type Colleague,
  type PresenceFilter,
} from './colleague.ts'
import type { TeamView } from './team-view.ts'

export type Colleagues = {
  readonly everybody: readonly Colleague[]
  readonly shown: readonly Colleague[]
  readonly counts: Readonly<Record<PresenceFilter, number>>
}

const nobody: readonly AgentId[] = []

export function useColleagues({ filter, sort }: TeamView): Colleagues {
  const { agents } = useWorkspace()
  const { language } = useText()
  // What is typed or pressed goes before anybody's state.
  const states = useDeferredValue(useLive((model) => model.agents))
  const [{ favouriteAgentIds = nobody }] = usePreferences()
  return useMemo(() => {
    const everybody = colleaguesOf(agents, states, favouriteAgentIds)
    const all = found(everybody, filter)
    const shown = sorted(inPresence(all, filter.presence), sort, language)
    return { everybody, shown, counts: countPresences(all) }
  }, [agents, states, favouriteAgentIds, filter, sort, language])
}

/** Puts somebody among the favourites, or takes them out. */
export function useFavourite(): (id: AgentId) => void {
  const [{ favouriteAgentIds = nobody }, save] = usePreferences()
  return useCallback(
    (id) => {
      const others = favouriteAgentIds.filter((one) => one !== id)
      const isIn = others.length < favouriteAgentIds.length
      void save({ favouriteAgentIds: isIn ? others : [id, ...others].slice(0, mostFavourites) })
    },
    [favouriteAgentIds, save],
  )
}

/** As the server takes them. */
const mostFavourites = 200
