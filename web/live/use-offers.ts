import { useEffect, useState } from 'react'
import { useDesk } from './desk-context.ts'
import { fateShownMs, nextCards, type OfferCard } from './offers.ts'

export function useOffers(): readonly OfferCard[] {
  const { live, now } = useDesk()
  const [cards, setCards] = useState<readonly OfferCard[]>([])

  useEffect(() => {
    const look = (): void => setCards((before) => nextCards(before, live.get(), now()))
    look()
    return live.subscribe(look)
  }, [live, now])

  const hasGone = cards.some(({ fateAt }) => fateAt !== null)
  useEffect(() => {
    if (!hasGone) return undefined
    const timer = setInterval(
      () => setCards((before) => nextCards(before, live.get(), now())),
      fateShownMs / 5,
    )
    return () => clearInterval(timer)
  }, [hasGone, live, now])

  return cards
}
