import { useMemo, useRef, type KeyboardEvent, type WheelEvent } from 'react'

/** A wheel or a finger keeps a page moving for a while after it was last touched. */
const momentumMs = 800

/**
 * Whether the reader is at the end and is taken along when it grows. Only the reader leaves the end, by a hand on the wheel, the screen, the bar or
 * the keys; what the page does to its own scroll position while lines are measured is no such wish.
 */
export function useStickToEnd() {
  const state = useRef({ sticks: true, handAt: -Infinity, isDragging: false })
  return useMemo(() => {
    const hand = (): void => {
      state.current.handAt = performance.now()
    }
    const isHandOn = (): boolean =>
      state.current.isDragging || performance.now() - state.current.handAt < momentumMs
    return {
      sticks: () => state.current.sticks,
      set: (sticks: boolean): void => {
        state.current.sticks = sticks
      },
      /** Scrolled: `isNear` the end or not. */
      scrolled(isNear: boolean): void {
        if (isNear) state.current.sticks = true
        else if (isHandOn()) state.current.sticks = false
      },
      handlers: {
        onWheel: (event: WheelEvent) => {
          if (event.deltaY < 0) hand()
        },
        onTouchMove: hand,
        onKeyDown: (event: KeyboardEvent) => {
          if (['ArrowUp', 'PageUp', 'Home'].includes(event.key)) hand()
        },
        onPointerDown: () => {
          state.current.isDragging = true
          const release = (): void => {
            state.current.isDragging = false
            hand()
          }
          addEventListener('pointerup', release, { once: true })
          addEventListener('pointercancel', release, { once: true })
        },
      },
    }
  }, [])
}
