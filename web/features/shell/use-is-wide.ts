import { useSyncExternalStore } from 'react'

/** Whether contact and case have room beside the conversation. */
export const useIsWide = whether('(width >= 1200px)')

/** Whether list and conversation stand side by side at all. */
export const useHasColumns = whether('(width >= 760px)')

function whether(condition: string): () => boolean {
  const query = matchMedia(condition)
  const subscribe = (listener: () => void): (() => void) => {
    query.addEventListener('change', listener)
    return () => query.removeEventListener('change', listener)
  }
  return () => useSyncExternalStore(subscribe, () => query.matches)
}
