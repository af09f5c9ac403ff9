/**
 * Keeps a press from landing on the wrong card. Cards stand on the lower edge, the first one lowest; when one below goes, shrinks or grows, those above move
 * under the pointer, and the keys answer another one. For a moment after that a press is not taken: people need about as long to see it.
 */
import type { OfferCard } from '#web/live/offers.ts'

export const settleMs = 600

type Placed = { readonly id: string; readonly isGone: boolean }

/** Whether a card that was there before stands elsewhere now, or is the one the keys answer without having been it. */
export function hasMoved(before: readonly Placed[], after: readonly Placed[]): boolean {
  return after.some(({ id }, index) => {
    const old = before.findIndex((one) => one.id === id)
    return old !== -1 && below(before, old) !== below(after, index)
  })
}

/** Everything on which the place and the size of a card depend: itself, and what stands below it. */
function below(cards: readonly Placed[], index: number): string {
  return cards
    .slice(0, index + 1)
    .map(({ id, isGone }) => (isGone ? `${id} gone` : id))
    .join('|')
}

export const placedOf = (cards: readonly OfferCard[]): readonly Placed[] =>
  cards.map(({ offer, fate }) => ({ id: offer.id, isGone: fate !== null }))
