import { useEffect, useState } from 'react'

/** Whether this window is the one being looked at. */
export function useIsLookedAt(): boolean {
  const [isLookedAt, setLookedAt] = useState(isLookedAtNow)
  useEffect(() => {
    const look = (): void => setLookedAt(isLookedAtNow())
    document.addEventListener('visibilitychange', look)
    addEventListener('focus', look)
    addEventListener('blur', look)
    return () => {
      document.removeEventListener('visibilitychange', look)
      removeEventListener('focus', look)
      removeEventListener('blur', look)
    }
  }, [])
  return isLookedAt
}

const isLookedAtNow = (): boolean => !document.hidden && document.hasFocus()
