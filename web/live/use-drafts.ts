import { useSyncExternalStore } from 'react'
import { useDesk } from './desk-context.ts'
import type { DraftsModel } from './drafts.ts'

/** A part of what is begun and not sent or saved. `select` must give the same thing for the same model. */
export function useDrafts<Part>(select: (model: DraftsModel) => Part): Part {
  const { drafts } = useDesk()
  return useSyncExternalStore(drafts.store.subscribe, () => select(drafts.store.get()))
}
