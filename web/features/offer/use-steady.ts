import { useCallback, useLayoutEffect, useRef } from 'react'
import type { OfferCard } from '#web/live/offers.ts'
import { hasMoved, placedOf, settleMs } from './steady.ts'

/** Whether a press may be taken now: not right after the cards have moved. */
export function useSteady(cards: readonly OfferCard[]): () => boolean {
  const before = useRef(placedOf([]))
  const movedAt = useRef(-Infinity)
  useLayoutEffect(() => {
    const after = placedOf(cards)
    if (hasMoved(before.current, after)) movedAt.current = performance.now()
    before.current = after
  }, [cards])
  return useCallback(() => performance.now() - movedAt.current >= settleMs, [])
}
