import { useMemo } from 'react'
import type { InteractionId } from '#core/id.ts'
import { callOfInteraction, isRung, ownCalls } from './call-party.ts'
import { useDesk, useLive } from './desk-context.ts'
import type { LiveCall } from './fold-call.ts'

/** The calls this agent is in; the one that is heard comes first. */
export function useOwnCalls(): readonly LiveCall[] {
  const { me } = useDesk()
  const calls = useLive((model) => model.calls)
  return useMemo(() => ownCalls({ calls, me }), [calls, me])
}

/** The own call of what is open; null: nothing is, or it is no call of this agent. */
export function useCallOf(id: InteractionId | null): LiveCall | null {
  return useLive((model) => (id === null ? null : callOfInteraction(model, id)))
}

/** The calls that ring here: somebody asks this agent, or wants to talk. */
export function useRungCalls(): readonly LiveCall[] {
  const { me } = useDesk()
  const calls = useLive((model) => model.calls)
  return useMemo(() => [...calls.values()].filter(({ view }) => isRung(view, me)), [calls, me])
}
