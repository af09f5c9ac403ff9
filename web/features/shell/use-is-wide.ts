import { useSyncExternalStore } from 'react'

const wide = matchMedia('(width >= 1200px)')

/** Whether the contact's card has room beside the conversation. */
export function useIsWide(): boolean {
  return useSyncExternalStore(
    (listener) => {
      wide.addEventListener('change', listener)
      return () => wide.removeEventListener('change', listener)
    },
    () => wide.matches,
  )
}
