import type { InteractionId } from '#core/id.ts'
import { createStore } from '#web/live/store.ts'

/** For which interaction tags are being chosen; null: for none. */
export const tagging = createStore<InteractionId | null>(null)

export const openTags = (id: InteractionId): void => tagging.update(() => id)
export const closeTags = (): void => tagging.update(() => null)
