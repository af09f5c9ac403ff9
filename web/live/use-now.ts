import { useSyncExternalStore } from 'react'
import { useDesk } from './desk-context.ts'

/** The server's time, anew each second. */
export function useNow(): number {
  const { ticker } = useDesk()
  return useSyncExternalStore(ticker.subscribe, ticker.now)
}
