/**
 * Offers, over everything at the lower right: the one loud thing of the page. The one that ends first is on top and answers the keys; while somebody
 * writes, letters are letters, and a chord pressed twice accepts.
 */
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { askForCaret } from '#web/keys/caret.ts'
import { isAcceptChord } from '#web/keys/key-map.ts'
import { isWriting, useKey } from '#web/keys/use-key.ts'
import { useDesk } from '#web/live/desk-context.ts'
import type { OfferCard as Card } from '#web/live/offers.ts'
import { useWorkspace } from '#web/live/workspace-context.ts'
import { go, routeNow } from '#web/route.ts'
import { useText } from '#web/text/use-text.ts'
import { HiddenText } from '#web/ui/hidden-text.tsx'
import { TopLayer } from '#web/ui/top-layer.tsx'
import { OfferCard } from './offer-card.tsx'
import styles from './offer-stack.module.css'

/** How long the first press of the chord counts. */
const armedMs = 3_000

export function OfferStack({ cards }: { readonly cards: readonly Card[] }) {
  const { t } = useText()
  const { acts } = useDesk()
  const first = cards.find(({ fate }) => fate === null)
  const isHere = first !== undefined
  const [isArmed, setArmed] = useState(false)

  const accept = async ({ interaction, offer }: Card): Promise<void> => {
    setArmed(false)
    const before = routeNow()
    const accepted = acts.accept(interaction.id, offer.id)
    askForCaret(interaction.id)
    go({ list: 'active', open: interaction.id })
    if (!(await accepted)) go(before, 'replace')
  }
  const reject = ({ interaction, offer }: Card): void => void acts.reject(interaction.id, offer.id)

  useAutoAnswer(cards)
  useKey('offer.accept', () => first && void accept(first), isHere)
  useKey('offer.reject', () => first && !first.offer.autoAnswer && reject(first), isHere)

  const onChord = useEffectEvent((event: KeyboardEvent) => {
    if (!first || !isAcceptChord(event)) return
    event.preventDefault()
    event.stopPropagation()
    if (isArmed || !isWriting(event.target)) void accept(first)
    else setArmed(true)
  })
  useEffect(() => {
    if (!isHere) return undefined
    document.addEventListener('keydown', onChord, true)
    return () => document.removeEventListener('keydown', onChord, true)
  }, [isHere])
  useEffect(() => {
    if (!isArmed) return undefined
    const timer = setTimeout(() => setArmed(false), armedMs)
    return () => clearTimeout(timer)
  }, [isArmed])

  return (
    <TopLayer>
      <section className={styles['stack']} aria-label={t('offer.region')}>
        {cards.map((card) => (
          <OfferCard
            key={card.offer.id}
            card={card}
            answersKeys={card === first}
            isArmed={isArmed && card === first}
            onAccept={() => void accept(card)}
            onReject={() => reject(card)}
          />
        ))}
        <Announcement card={first} />
      </section>
    </TopLayer>
  )
}

/** Said once for each offer, at once: whoever does not see the card must hear of it. */
function Announcement({ card }: { readonly card: Card | undefined }) {
  const { t } = useText()
  const { queues } = useWorkspace()
  const queue = queues.find(({ id }) => id === card?.interaction.queueId)?.name ?? ''
  return (
    <HiddenText as="p" role="alert">
      {card ? t('offer.announced', { name: card.interaction.contact.name, queue }) : ''}
    </HiddenText>
  )
}

/** Where the queue answers by itself the page accepts at once, and says so. */
function useAutoAnswer(cards: readonly Card[]): void {
  const { t } = useText()
  const { acts, notices } = useDesk()
  const done = useRef(new Set<string>())
  const answer = useEffectEvent(async ({ interaction, offer }: Card) => {
    if (!(await acts.accept(interaction.id, offer.id))) return
    notices.tell('news', t('offer.autoAnswered', { name: interaction.contact.name }))
    go({ list: 'active', open: interaction.id })
  })
  useEffect(() => {
    for (const card of cards) {
      if (!card.offer.autoAnswer || card.fate !== null || done.current.has(card.offer.id)) continue
      done.current.add(card.offer.id)
      void answer(card)
    }
  }, [cards])
}
