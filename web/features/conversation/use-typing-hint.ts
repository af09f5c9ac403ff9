import { useEffect, useMemo } from 'react'
import type { InteractionId } from '#core/id.ts'
import { useDesk } from '#web/live/desk-context.ts'

/** The customer sees that somebody writes: said again every few seconds while it is so, and taken back after a pause. */
const againMs = 3_000
const pauseMs = 5_000

export function useTypingHint(interactionId: InteractionId): { typed(isWriting: boolean): void } {
  const desk = useDesk()
  const hint = useMemo(() => {
    let saidAt = 0
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = (): void => {
      clearTimeout(timer)
      if (saidAt === 0) return
      saidAt = 0
      desk.typing(interactionId, false)
    }
    return {
      stop,
      typed(isWriting: boolean) {
        if (!isWriting) return stop()
        clearTimeout(timer)
        timer = setTimeout(stop, pauseMs)
        if (Date.now() - saidAt < againMs) return
        saidAt = Date.now()
        desk.typing(interactionId, true)
      },
    }
  }, [desk, interactionId])
  useEffect(() => hint.stop, [hint])
  return hint
}
