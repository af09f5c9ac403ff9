import type { InteractionId } from '#core/id.ts'
import { createStore } from '#web/live/store.ts'

export type Picking = {
  readonly id: InteractionId
  /** The agent wanted it done, and only the outcome was missing: choosing it is all that is left to do. */
  readonly thenDone: boolean
}

/** For which interaction an outcome is being chosen; null: for none. */
export const picking = createStore<Picking | null>(null)

export const pick = (id: InteractionId, thenDone = false): void => picking.update(() => ({ id, thenDone }))
export const stopPicking = (): void => picking.update(() => null)
