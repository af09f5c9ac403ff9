/** Making offers and ending them: every exit of an open offer tells its agent how it ended and takes the alert back (I2–I6). */
import type { AgentId } from '../id.ts'
import { isRefusal, refuse } from '../step.ts'
import { offerKey } from './alarm.ts'
import type { InteractionEffect } from './event.ts'
import { enter, type Answer, type InteractionStep } from './handler.ts'
import { backToLine } from './holding.ts'
import { openOffers, type Decline, type Interaction, type Offer } from './interaction.ts'

type WithdrawnWhy = Extract<InteractionEffect, { readonly type: 'offer-withdrawn' }>['why']
type EndedOutcome = Extract<
  Extract<InteractionEffect, { readonly type: 'agent' }>['event'],
  { readonly type: 'offer-ended' }
>['outcome']

/** Adds offers to those that are open; all of them together must be to different agents (I2). */
export function makeOffers(interaction: Interaction, offers: readonly Offer[], at: number): Answer {
  const all = [...openOffers(interaction), ...offers]
  const distinct =
    new Set(all.map((offer) => offer.agentId)).size === all.length &&
    new Set(all.map((offer) => offer.id)).size === all.length
  if (offers.length === 0 || !distinct || offers.some((offer) => offer.deadlineAt <= at))
    return refuse('offers-invalid')
  const since = interaction.state.name === 'offered' ? interaction.state.since : at
  return enter(
    interaction,
    { name: 'offered', since, offers: all },
    offers.flatMap((offer) => offerStarted(interaction, offer)),
  )
}

function offerStarted({ id, channel, queueId }: Interaction, offer: Offer): InteractionEffect[] {
  return [
    {
      type: 'wake',
      key: offerKey(offer.id),
      at: offer.deadlineAt,
      event: { type: 'offer-expired', offerId: offer.id },
    },
    {
      type: 'agent',
      agentId: offer.agentId,
      event: { type: 'offer-started', interactionId: id, offerId: offer.id, channel, queueId },
    },
  ]
}

export function offerEnded({ id }: Interaction, offer: Offer, outcome: EndedOutcome): InteractionEffect {
  return {
    type: 'agent',
    agentId: offer.agentId,
    event: { type: 'offer-ended', interactionId: id, offerId: offer.id, outcome },
  }
}

/** Takes these offers back from agents who did nothing wrong. */
export function withdraw(
  interaction: Interaction,
  offers: readonly Offer[],
  why: WithdrawnWhy,
): InteractionEffect[] {
  return offers.flatMap((offer): InteractionEffect[] => [
    { type: 'offer-withdrawn', offer, why },
    offerEnded(interaction, offer, 'withdrawn'),
  ])
}

/** One offer ends without being taken: a decline is remembered, and after the last one it waits again in its old place (I5). */
export function declineOffer(
  interaction: Interaction,
  offer: Offer,
  why: Exclude<Decline['why'], 'returned'>,
  at: number,
): InteractionStep {
  const declined: Interaction = {
    ...interaction,
    declines: [...interaction.declines, decline(offer.agentId, why, at)],
  }
  const left = openOffers(interaction).filter((open) => open.id !== offer.id)
  const told: InteractionEffect[] = [
    { type: 'offer-withdrawn', offer, why },
    offerEnded(interaction, offer, comesBack(offer) && why === 'expired' ? 'withdrawn' : why),
  ]
  if (left.length === 0)
    return offer.direct ? notTaken(declined, offer, at, told) : backToLine(declined, 'declined', at, told)
  return enter(declined, { name: 'offered', since: interaction.state.since, offers: left }, [
    { type: 'cancel-wake', key: offerKey(offer.id) },
    ...told,
  ])
}

/** It was given away and nobody took it; whoever gave it may be talking again by now. */
const comesBack = ({ direct, agentId }: Offer): boolean => direct?.fromAgentId === agentId

/** Whom a colleague gave it to did not take it: it comes back to that colleague, or goes to the line (I26). */
function notTaken(
  interaction: Interaction,
  { direct, offeredAt, deadlineAt }: Offer,
  at: number,
  told: readonly InteractionEffect[],
): InteractionStep {
  const line = backToLine(interaction, 'declined', at, told)
  if (!direct?.returnOfferId) return line
  const back: Offer = {
    id: direct.returnOfferId,
    agentId: direct.fromAgentId,
    offeredAt: at,
    deadlineAt: at + (deadlineAt - offeredAt),
    autoAnswer: false,
    direct: { fromAgentId: direct.fromAgentId, returnOfferId: null },
  }
  const offered = makeOffers(line.state, [back], at)
  return isRefusal(offered) ? line : { state: offered.state, effects: [...line.effects, ...offered.effects] }
}

export function decline(agentId: AgentId, why: Decline['why'], at: number): Decline {
  return { agentId, at, why }
}
