/**
 * Offers, over everything at the lower right: the one loud thing of the page. The one that ends first stands lowest, nearest the hand, and answers the
 * keys; a new one comes on top, so that nothing moves under the pointer. Of many the rest waits behind a button. A colleague who calls stands below them
 * all and has the keys: a customer may be listening to music meanwhile.
 */
import { useEffect, useState, useSyncExternalStore } from 'react'
import { Button } from 'react-aria-components/Button'
import { askForCaret } from '#web/keys/caret.ts'
import { useKey } from '#web/keys/use-key.ts'
import type { CallView } from '#protocol/call.ts'
import { useCallDoing } from '#web/live/use-call-doing.ts'
import { useDesk } from '#web/live/desk-context.ts'
import { isSpoken } from '#web/live/use-may.ts'
import { useRungCalls } from '#web/live/use-own-calls.ts'
import type { OfferCard as Card } from '#web/live/offers.ts'
import { wantedOffer } from '#web/live/wanted-offer.ts'
import { go, routeNow } from '#web/route.ts'
import { useText } from '#web/text/use-text.ts'
import { TopLayer } from '#web/ui/top-layer.tsx'
import { Announcement } from './announcement.tsx'
import { InvitationCard } from './invitation-card.tsx'
import { OfferCard } from './offer-card.tsx'
import styles from './offer-stack.module.css'
import { useAutoAnswer } from './use-auto-answer.ts'
import { useChord } from './use-chord.ts'
import { useSteady } from './use-steady.ts'

/** As offer-stack.module.css says: beyond these the button stands. */
const phone = matchMedia('(width < 640px)')
const shownOnPhone = 1
const shownElsewhere = 3

export function OfferStack({ cards }: { readonly cards: readonly Card[] }) {
  const { t } = useText()
  const { acts, live, notices } = useDesk()
  const doing = useCallDoing()
  const first = cards.find(({ fate }) => fate === null)
  const isHere = first !== undefined
  const isSteady = useSteady(cards)
  const wanted = useSyncExternalStore(wantedOffer.subscribe, wantedOffer.get)
  const rung = useRungCalls()
  const [invitation] = rung
  const isPhone = useSyncExternalStore(followPhone, () => phone.matches)
  const [isWhole, setWhole] = useState(false)

  const atMost = isPhone ? shownOnPhone : shownElsewhere
  const isWantedBehind = cards.findIndex(({ offer }) => offer.id === wanted) >= atMost
  // Shown for good: the card forgets the wish as soon as it has the focus.
  useEffect(() => {
    if (isWantedBehind) setWhole(true)
  }, [isWantedBehind])
  const isAllShown = isWhole || isWantedBehind || cards.length <= atMost
  const shown = isAllShown ? cards : cards.slice(0, Math.max(atMost, first ? cards.indexOf(first) + 1 : 0))
  const behind = cards.filter((card) => card.fate === null && !shown.includes(card)).length

  /** Right after the cards have moved, a press was meant for another one. */
  const steadily = (act: () => void): void => {
    if (isSteady()) act()
    else notices.tell('news', t('offer.moved'))
  }
  const accept = async ({ interaction, offer }: Card): Promise<void> => {
    // A call is talked to alone.
    if (isSpoken(interaction)) doing.putOthersAside(null)
    const before = routeNow()
    const accepted = acts.accept(interaction.id, offer.id)
    askForCaret(interaction.id)
    go({ list: 'active', open: interaction.id })
    if (!(await accepted)) go(before, 'replace')
  }
  const answer = async (view: CallView): Promise<void> => {
    if (!(await doing.answer(view)) || !view.interactionId) return
    if (live.get().interactions.has(view.interactionId)) go({ list: 'active', open: view.interactionId })
  }
  const reject = ({ interaction, offer }: Card): void => {
    if (!offer.autoAnswer) void acts.reject(interaction.id, offer.id)
  }

  useAutoAnswer(cards)
  const [armed, disarm] = useChord(invitation?.view.id ?? first?.offer.id, (what) => {
    if (invitation) void (what === 'accept' ? answer(invitation.view) : doing.refuse(invitation.view))
    else if (first) steadily(() => (what === 'accept' ? void accept(first) : reject(first)))
  })
  const byKey = (act: (card: Card) => void): void => {
    disarm()
    if (first) steadily(() => act(first))
  }
  useKey(
    'offer.accept',
    () => (invitation ? void answer(invitation.view) : byKey((card) => void accept(card))),
    isHere || invitation !== undefined,
  )
  useKey(
    'offer.reject',
    () => (invitation ? void doing.refuse(invitation.view) : byKey(reject)),
    isHere || invitation !== undefined,
  )

  return (
    <TopLayer>
      <section className={styles['stack']} aria-label={t('offer.region')}>
        {rung.map((call) => (
          <InvitationCard
            key={call.view.id}
            view={call.view}
            answersKeys={call === invitation}
            armed={call === invitation ? armed : null}
            onAnswer={() => void answer(call.view)}
            onRefuse={() => void doing.refuse(call.view)}
          />
        ))}
        {shown.map((card) => (
          <OfferCard
            key={card.offer.id}
            card={card}
            answersKeys={card === first && !invitation}
            armed={card === first && !invitation ? armed : null}
            onAccept={() => steadily(() => void accept(card))}
            onReject={() => steadily(() => reject(card))}
          />
        ))}
        {behind > 0 || (isWhole && cards.length > atMost) ? (
          <Button
            className={styles['more'] ?? ''}
            aria-expanded={isWhole}
            onPress={() => setWhole((was) => !was)}
          >
            {behind > 0 ? t('offer.more', { count: behind }) : t('offer.fewer')}
          </Button>
        ) : null}
        <Announcement cards={cards} />
      </section>
    </TopLayer>
  )
}

function followPhone(listener: () => void): () => void {
  phone.addEventListener('change', listener)
  return () => phone.removeEventListener('change', listener)
}
