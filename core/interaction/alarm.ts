/**
 * The interaction's alarms (I23). Each deadline of a state has one key, so that setting it again replaces it and leaving the state
 * cancels it, also when it is the alarm itself that makes the state change.
 */
import type { InteractionId, OfferId } from '../id.ts'
import type { InteractionEffect } from './event.ts'
import type { Interaction } from './interaction.ts'

export const offerKey = (id: OfferId): string => `offer:${id}`
export const parkKey = (id: InteractionId): string => `park:${id}`
export const dueKey = (id: InteractionId): string => `due:${id}`

/** What is to be cancelled when the interaction leaves the state it is in. */
export function cancelAlarms({ id, state }: Pick<Interaction, 'id' | 'state'>): InteractionEffect[] {
  switch (state.name) {
    case 'offered':
      return state.offers.map((offer) => ({ type: 'cancel-wake', key: offerKey(offer.id) }))
    case 'parked':
      return [{ type: 'cancel-wake', key: parkKey(id) }]
    case 'stored':
      return state.dueAt === null ? [] : [{ type: 'cancel-wake', key: dueKey(id) }]
    case 'draft':
    case 'waiting':
    case 'active':
    case 'ended':
    case 'closed':
      return []
  }
}
