import { useQueryClient } from '@tanstack/react-query'
import type { InteractionId } from '#core/id.ts'
import { useCallDoing } from '#web/live/use-call-doing.ts'
import { go } from '#web/route.ts'

/** Takes a parked call and opens it. Resolves to whether it was still there. */
export function useRetrieve(): (slot: string, id: InteractionId) => Promise<boolean> {
  const doing = useCallDoing()
  const queries = useQueryClient()
  return async (slot, id) => {
    const interaction = await doing.retrieve(slot, id)
    void queries.invalidateQueries({ queryKey: ['parked-calls'] })
    if (interaction) go({ list: 'active', open: interaction.id })
    return interaction !== null
  }
}
