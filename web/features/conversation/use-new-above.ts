import { useCallback, useMemo, useState } from 'react'
import type { NewSince } from './new-since.ts'
import type { TimelineItem } from './timeline-items.ts'

/** Whether what is new begins above what is on the screen and was not looked at yet: then there is a way to it. `look` is told the first line in view. */
export function useNewAbove(items: readonly TimelineItem[], newSince: NewSince | null) {
  const [seen, setSeen] = useState<number | null>(null)
  const [isOut, setOut] = useState(false)
  const index = useMemo(() => items.findIndex(({ kind }) => kind === 'new'), [items])
  const position = newSince?.position ?? null
  const look = useCallback(
    (firstInView: number): void => {
      if (position === null) return
      const isInView = index >= firstInView && index >= 0
      setOut(!isInView)
      if (isInView) setSeen(position)
    },
    [index, position],
  )
  const isAbove = newSince !== null && seen !== newSince.position && isOut
  const line = items[index]
  const at = line?.at ?? null
  const count = line?.kind === 'new' ? line.count : (newSince?.count ?? 0)
  return useMemo(() => ({ look, isAbove, at, count }), [look, isAbove, at, count])
}
