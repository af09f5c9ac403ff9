import { useCallback, useRef, useState, type RefObject } from 'react'
import { searchWords } from '#core/search/fold-text.ts'
import type { Place } from '#web/live/pages.ts'
import type { TimelineHandle } from './timeline.tsx'

const none: readonly string[] = []

/** Searching in the open conversation: what for, and how to get back to where the reader was (null: the end). */
export function useSearching(
  timeline: RefObject<TimelineHandle | null>,
  onReturn: (place: Place | null) => void,
) {
  const [isOpen, setOpen] = useState(false)
  const [words, setWords] = useState(none)
  const cameFrom = useRef<Place | null>(null)
  return {
    isOpen,
    words,
    open: useCallback((): void => {
      if (!isOpen) cameFrom.current = timeline.current?.place() ?? null
      setOpen(true)
    }, [isOpen, timeline]),
    /** What is marked from now on. */
    mark: useCallback((query: string) => setWords(searchWords(query)), []),
    close: useCallback((): void => {
      setOpen(false)
      setWords(none)
      onReturn(cameFrom.current)
    }, [onReturn]),
  }
}
