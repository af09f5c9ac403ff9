/**
 * Everything that can be done on the page now, in one list: keys do it, the palette offers it. A feature says what it can do while it can (`useKey`
 * for what has a key, `useActs` for the rest) and takes it back when it cannot; what is not in the list is not possible.
 */
import type { ReactNode } from 'react'
import type { KeyAct } from '../keys/key-map.ts'
import { createStore } from './store.ts'

export type PageAct = {
  readonly id: KeyAct | (string & {})
  readonly run: () => void
  /** For an act with a key: its text under `keys.act`. */
  readonly name?: string
  /** Beside the name: what it is about, or what holds now. */
  readonly hint?: string
  readonly icon?: ReactNode
  /** Other words by which it is looked for. */
  readonly words?: string
}

const offered = createStore<readonly PageAct[]>([])

/** In the order in which they came; where two offer the same, the first one counts. */
export const theActs = offered.get
export const watchActs = offered.subscribe

/** Returns how to take it back. */
export function offerAct(...acts: readonly PageAct[]): () => void {
  offered.update((before) => [...before, ...acts])
  return () => offered.update((before) => before.filter((act) => !acts.includes(act)))
}
