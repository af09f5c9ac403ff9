import { createContext, use, useSyncExternalStore } from 'react'
import type { Desk } from './desk.ts'
import type { LiveModel } from './model.ts'

export const DeskContext = createContext<Desk | null>(null)

export function useDesk(): Desk {
  const desk = use(DeskContext)
  if (!desk) throw new Error('There is no desk around this component.')
  return desk
}

/** A part of the live model. `select` must give the same thing for the same model: a member, or a plain value worked out from it. */
export function useLive<Part>(select: (model: LiveModel) => Part): Part {
  const { live } = useDesk()
  return useSyncExternalStore(live.subscribe, () => select(live.get()))
}
