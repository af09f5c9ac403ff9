import type { InteractionId } from '#core/id.ts'
import { createStore } from '#web/live/store.ts'

/** For which interaction an outcome is being chosen; null: for none. */
export const picking = createStore<InteractionId | null>(null)

export const pick = (id: InteractionId): void => picking.update(() => id)
export const stopPicking = (): void => picking.update(() => null)
