/** What tokens say of a contact, fetched before anybody inserts one: a response that comes without its values is read out as `<$ … $>`. */
import { useQuery } from '@tanstack/react-query'
import type { ContactId } from '#core/id.ts'
import type { InteractionView } from '#protocol/interaction.ts'
import { useDesk } from '#web/live/desk-context.ts'
import type { Desk } from '#web/live/desk.ts'
import { unwrap } from '#web/net/unwrap.ts'

const asKnownMs = 30_000

export const factsQuery = (api: Desk['api'], id: ContactId) => ({
  queryKey: ['contact-facts', id] as const,
  queryFn: async () => (await unwrap(api.contact(id))).contact,
  staleTime: asKnownMs,
})

/** Asked for from then on, and kept for as long as the conversation is open. */
export function useFactsAhead({ contact }: InteractionView, isTime: boolean): void {
  const { api } = useDesk()
  useQuery({ ...factsQuery(api, contact.id), enabled: isTime })
}
