import { useQuery } from '@tanstack/react-query'
import type { InteractionId } from '#core/id.ts'
import type { InteractionView } from '#protocol/interaction.ts'
import { unwrap } from '../net/unwrap.ts'
import { useDesk, useLive } from './desk-context.ts'
import { shownInteraction } from './model.ts'

/** The open one, also when it is past or somebody else's: then as the server told it when it was opened. */
export function useOpenInteraction(id: InteractionId | null): InteractionView | null {
  const { api } = useDesk()
  const live = useLive((model) => (id ? shownInteraction(model, id) : null))
  const isReady = useLive((model) => model.own !== null)
  const fetched = useQuery({
    queryKey: ['interaction', id],
    queryFn: async () => (await unwrap(api.interaction(id as InteractionId))).interaction,
    enabled: isReady && id !== null && live === null,
    staleTime: 0,
  })
  return live ?? (id ? (fetched.data ?? null) : null)
}
