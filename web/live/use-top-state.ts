import { useMemo } from 'react'
import { topState, type TopState } from '#core/presence/top-state.ts'
import type { Presence } from '#core/presence/presence.ts'
import { useLive } from './desk-context.ts'
import { useNow } from './use-now.ts'

export type OwnState = { readonly presence: Presence; readonly top: TopState }

/** The agent's own state as it stands now; null until the server has told it. */
export function useOwnState(): OwnState | null {
  const own = useLive((model) => model.own?.shown ?? null)
  const now = useNow()
  return useMemo(
    () => (own ? { presence: own.presence, top: topState(own.presence, now) } : null),
    [own, now],
  )
}
