import { useEffect, useRef, useState } from 'react'
import type { OfferCard } from '#web/live/offers.ts'
import { isSpoken } from '#web/live/use-may.ts'
import { useWorkspace } from '#web/live/workspace-context.ts'
import { useText } from '#web/text/use-text.ts'
import { HiddenText } from '#web/ui/hidden-text.tsx'

function announced({ offer, interaction }: OfferCard) {
  if (offer.autoAnswer) return 'offer.announcedAuto'
  return isSpoken(interaction) ? 'call.ring.announced' : 'offer.announced'
}

/** Each offer is said once, when it comes, also when others are open: whoever does not see the card must hear of it. */
export function Announcement({ cards }: { readonly cards: readonly OfferCard[] }) {
  const { t } = useText()
  const { queues } = useWorkspace()
  const said = useRef(new Set<string>())
  const [last, setLast] = useState<OfferCard | null>(null)
  useEffect(() => {
    const open = cards.filter(({ fate }) => fate === null)
    const fresh = open.findLast(({ offer }) => !said.current.has(offer.id))
    said.current = new Set(open.map(({ offer }) => offer.id))
    if (fresh) setLast(fresh)
    else if (open.length === 0) setLast(null)
  }, [cards])
  const queue = queues.find(({ id }) => id === last?.interaction.queueId)?.name ?? ''
  const name = last?.interaction.contact.name ?? ''
  return (
    <HiddenText as="p" role="alert">
      {last ? t(announced(last), { name, queue }) : ''}
    </HiddenText>
  )
}
