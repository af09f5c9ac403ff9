/** The offer that the person asked for by pressing a notification: its card comes to the front and takes the focus. */
import type { OfferId } from '#core/id.ts'
import { createStore } from './store.ts'

export const wantedOffer = createStore<OfferId | null>(null)

export const wantOffer = (id: OfferId | null): void => wantedOffer.update(() => id)
