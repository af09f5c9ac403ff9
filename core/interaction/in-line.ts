/** What can happen to an interaction while it waits for an agent: *waiting*, and *offered* to one or several (I2–I10). */
import { refuse } from '../step.ts'
import { cancelAlarms } from './alarm.ts'
import type { InteractionEffect } from './event.ts'
import { enter, type Answer, type Given, type HandlersOf, type InteractionStep } from './handler.ts'
import { giveTo } from './holding.ts'
import type { Interaction } from './interaction.ts'
import { declineOffer, makeOffers, offerEnded, withdraw } from './offers.ts'

const offerGone = (): Answer => refuse('offer-gone')

/** Answers about an offer that come after it is gone: they change nothing (I4, I6). */
export const lateAnswers = {
  rejected: offerGone,
  'offer-expired': offerGone,
  'agent-gone': offerGone,
} as const

export const whileWaiting: HandlersOf<'waiting'> = {
  ...lateAnswers,
  accepted: offerGone,
  offered: ({ interaction, event, at }) => makeOffers(interaction, event.offers, at),
  'customer-left': ({ interaction, at }) => abandon(interaction, at),
  pulled: ({ interaction, event, at }) => giveTo(interaction, event.agentId, at),
  assigned: ({ interaction, event, at }) => giveTo(interaction, event.agentId, at),
}

export const whileOffered: HandlersOf<'offered'> = {
  offered: ({ interaction, event, at }) => makeOffers(interaction, event.offers, at),
  accepted: accept,
  rejected: reject,
  'offer-expired': expire,
  'agent-gone': loseOfferOf,
  'agent-lost': loseOfferOf,
  'customer-left': ({ interaction, state, at }) =>
    abandon(interaction, at, withdraw(interaction, state.offers, 'customer-left')),
  pulled: ({ interaction, state, event, at }) =>
    giveTo(interaction, event.agentId, at, withdraw(interaction, state.offers, 'pulled')),
  assigned: ({ interaction, state, event, at }) =>
    giveTo(interaction, event.agentId, at, withdraw(interaction, state.offers, 'assigned')),
}

function accept({ interaction, state, event, at }: Given<'offered', 'accepted'>): Answer {
  const offer = state.offers.find((open) => open.id === event.offerId && open.agentId === event.agentId)
  // At its deadline an offer is over, also when the alarm has not rung yet (I3).
  if (!offer || at >= offer.deadlineAt) return refuse('offer-gone')
  const others = state.offers.filter((open) => open !== offer)
  return giveTo(interaction, offer.agentId, at, [
    ...withdraw(interaction, others, 'accepted-by-other'),
    offerEnded(interaction, offer, 'accepted'),
  ])
}

function reject({ interaction, state, event, at }: Given<'offered', 'rejected'>): Answer {
  const offer = state.offers.find((open) => open.id === event.offerId && open.agentId === event.agentId)
  if (!offer) return refuse('offer-gone')
  if (offer.autoAnswer) return refuse('auto-answer-cannot-reject')
  return declineOffer(interaction, offer, 'rejected', at)
}

function expire({ interaction, state, event, at }: Given<'offered', 'offer-expired'>): Answer {
  const offer = state.offers.find((open) => open.id === event.offerId)
  if (!offer) return refuse('offer-gone')
  if (at < offer.deadlineAt) return refuse('too-early', { dueAt: offer.deadlineAt })
  return declineOffer(interaction, offer, 'expired', at)
}

function loseOfferOf({
  interaction,
  state,
  event,
  at,
}: Given<'offered', 'agent-gone'> | Given<'offered', 'agent-lost'>): Answer {
  const offer = state.offers.find((open) => open.agentId === event.agentId)
  return offer ? declineOffer(interaction, offer, 'gone', at) : refuse('offer-gone')
}

/** The customer left before anybody had it (I8): there is nothing to end, so it closes at once (I15). */
export function abandon(
  interaction: Interaction,
  at: number,
  withdrawn: readonly InteractionEffect[] = [],
): InteractionStep {
  return enter(interaction, { name: 'closed', agentId: null, since: at, outcome: 'abandoned' }, [
    ...cancelAlarms(interaction),
    ...withdrawn,
    { type: 'closed', outcome: 'abandoned' },
  ])
}
