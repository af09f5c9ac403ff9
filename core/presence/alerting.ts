/** Offers as the agent lives them: alerts, and what missing too many leads to (P11). What is told here has happened: nothing is refused but alarms. */
import { refuse, type Refusal } from '../step.ts'
import type { Given, Handlers } from './handler.ts'
import type { Alerting, MissPolicy, Presence } from './presence.ts'
import type { PresenceRefusal } from './refusal.ts'

export const alerting: Handlers<'offer-started' | 'offer-ended' | 'ban-expired'> = {
  'offer-started': startOffer,
  'offer-ended': endOffer,
  'ban-expired': endBan,
}

function startOffer({ presence, event, at }: Given<'offer-started'>): Presence {
  if (presence.offers.some((offer) => offer.offerId === event.offerId)) return presence
  const { interactionId, offerId, channel, queueId } = event
  const offer: Alerting = { interactionId, offerId, channel, queueId, since: at }
  return { ...presence, offers: [...presence.offers, offer] }
}

/** An offer that was given up already ends a second time when its interaction says so; that changes nothing. */
function endOffer({ presence, event, at, rulesOf }: Given<'offer-ended'>): Presence {
  const offer = presence.offers.find((open) => open.offerId === event.offerId)
  if (!offer) return presence
  const without: Presence = { ...presence, offers: presence.offers.filter((open) => open !== offer) }
  if (event.outcome === 'accepted') return { ...without, misses: 0 }
  return event.outcome === 'expired' ? missed(without, rulesOf(offer.queueId).misses, at) : without
}

function missed(presence: Presence, policy: MissPolicy, at: number): Presence {
  const misses = presence.misses + 1
  const tooMany = policy.limit > 0 && misses >= policy.limit
  if (!tooMany || presence.banned) return { ...presence, misses }
  const untilAt = policy.banMs === null ? null : at + policy.banMs
  return { ...presence, misses, banned: { since: at, untilAt, mayLiftOwn: policy.mayLiftOwn } }
}

function endBan({ presence, at }: Given<'ban-expired'>): Presence | Refusal<PresenceRefusal> {
  const { banned } = presence
  if (!banned) return refuse('not-banned')
  if (banned.untilAt === null) return refuse('too-early')
  if (at < banned.untilAt) return refuse('too-early', { dueAt: banned.untilAt })
  return { ...presence, banned: null, misses: 0 }
}
