/**
 * The offers this agent sees: those open now, and for a moment those that were just taken back, with a word about what became of them. What the
 * agent has accepted or rejected goes without a word: the agent knows.
 */
import type { AgentId, InteractionId } from '#core/id.ts'
import { openOffers, ownerOf, type Offer } from '#core/interaction/interaction.ts'
import type { InteractionView } from '#protocol/interaction.ts'
import { shownInteraction, type LiveModel } from './model.ts'

export type Fate =
  | { readonly what: 'taken'; readonly by: AgentId }
  | { readonly what: 'expired' | 'customer-left' | 'unavailable' | 'withdrawn' }

export type OfferCard = {
  readonly interaction: InteractionView
  readonly offer: Offer
  /** null while it is open. */
  readonly fate: Fate | null
  readonly fateAt: number | null
}

/** How long a word about a card that is gone stays. */
export const fateShownMs = 5_000

export function nextCards(cards: readonly OfferCard[], model: LiveModel, at: number): readonly OfferCard[] {
  const open = openCards(model)
  const ids = new Set(open.map(({ offer }) => offer.id))
  const gone = cards.flatMap((card) => {
    if (ids.has(card.offer.id)) return []
    if (card.fateAt !== null) return at - card.fateAt < fateShownMs ? [card] : []
    const fate = fateOf(card, model)
    return fate ? [{ ...card, fate, fateAt: at }] : []
  })
  const next = [...gone, ...open].sort(byUrgency)
  return isSame(cards, next) ? cards : next
}

/** The one that ends first comes first: it is the one the keys answer. One that is gone keeps its place, so that the others stay in theirs. */
const byUrgency = (a: OfferCard, b: OfferCard): number =>
  a.offer.deadlineAt - b.offer.deadlineAt || (a.offer.id < b.offer.id ? -1 : 1)

function openCards(model: LiveModel): OfferCard[] {
  const cards: OfferCard[] = []
  for (const { shown } of model.interactions.values()) {
    const offer = openOffers(shown).find(({ agentId }) => agentId === model.me)
    if (offer) cards.push({ interaction: shown, offer, fate: null, fateAt: null })
  }
  return cards
}

function fateOf({ interaction: { id }, offer }: OfferCard, model: LiveModel): Fate | null {
  const last = shownInteraction(model, id) ?? lastOf(id, model)
  if (!last) return { what: 'withdrawn' }
  const mine = last.declines.filter(({ agentId, at }) => agentId === model.me && at >= offer.offeredAt).at(-1)
  if (mine?.why === 'rejected') return null
  if (mine?.why === 'expired') return { what: 'expired' }
  if (mine?.why === 'gone') return { what: 'unavailable' }
  const owner = ownerOf(last)
  if (owner === model.me) return null
  if (owner) return { what: 'taken', by: owner }
  if (last.state.name === 'closed') return last.state.agentId === model.me ? null : { what: 'customer-left' }
  return { what: 'withdrawn' }
}

const lastOf = (id: InteractionId, model: LiveModel): InteractionView | null =>
  model.departed.find((one) => one.id === id) ?? null

function isSame(a: readonly OfferCard[], b: readonly OfferCard[]): boolean {
  return (
    a.length === b.length &&
    a.every((card, index) => {
      const other = b[index]
      return (
        other &&
        card.offer.id === other.offer.id &&
        card.interaction === other.interaction &&
        card.fateAt === other.fateAt
      )
    })
  )
}
