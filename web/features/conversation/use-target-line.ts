import { useEffect, useState } from 'react'
import type { Place } from '#web/live/pages.ts'
import { indexOfPlace, type TimelineItem } from './timeline-items.ts'

/** As long as the line that a jump has led to stands out. */
const shownMs = 2_400

/** The key of the message that a jump has just led to. */
export function useTargetLine(items: readonly TimelineItem[], target: Place | null): string | null {
  const [faded, setFaded] = useState<Place | null>(null)
  useEffect(() => {
    if (!target || !('position' in target)) return undefined
    const timer = setTimeout(() => setFaded(target), shownMs)
    return () => clearTimeout(timer)
  }, [target])
  if (!target || !('position' in target) || faded === target) return null
  return items[indexOfPlace(items, target)]?.key ?? null
}
