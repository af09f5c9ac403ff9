/**
 * Where the queue answers by itself the page accepts at once and opens it. Whoever is writing goes on writing: then it is only said that the conversation has come, and the
 * list shows it. Only one attempt for each offer; when it fails the card is still there to be pressed.
 */
import { useEffect, useEffectEvent, useRef } from 'react'
import { askForCaret } from '#web/keys/caret.ts'
import { isWriting } from '#web/keys/use-key.ts'
import { useDesk } from '#web/live/desk-context.ts'
import type { OfferCard } from '#web/live/offers.ts'
import { go } from '#web/route.ts'
import { useText } from '#web/text/use-text.ts'

/** Of offers that were over long before. */
const attemptsKept = 100

export function useAutoAnswer(cards: readonly OfferCard[]): void {
  const { t } = useText()
  const { acts, notices } = useDesk()
  const done = useRef(new Set<string>())
  const answer = useEffectEvent(async ({ interaction, offer }: OfferCard) => {
    if (!(await acts.accept(interaction.id, offer.id))) return
    const { name } = interaction.contact
    if (isBusy()) {
      notices.tell('news', t('offer.autoAnsweredAside', { name }))
      return
    }
    notices.tell('news', t('offer.autoAnswered', { name }))
    askForCaret(interaction.id)
    go({ list: 'active', open: interaction.id })
  })
  useEffect(() => {
    for (const card of cards) {
      if (!card.offer.autoAnswer || card.fate !== null || done.current.has(card.offer.id)) continue
      done.current.add(card.offer.id)
      const [oldest] = done.current
      if (done.current.size > attemptsKept && oldest) done.current.delete(oldest)
      void answer(card)
    }
  }, [cards])
}

/** Something is being written, or a window asks for something. */
function isBusy(): boolean {
  if (document.querySelector('[role=dialog], [role=alertdialog]')) return true
  const { activeElement } = document
  if (!isWriting(activeElement)) return false
  const text = activeElement instanceof HTMLElement && 'value' in activeElement ? activeElement.value : null
  return text !== ''
}
