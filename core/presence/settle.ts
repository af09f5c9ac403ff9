/**
 * What follows from any change, whichever event made it: pending wishes come true when the work is finished (P4), offers that can no longer
 * stand are given up (P5, P11, P13), and the timers of idleness and of the state on top begin anew when they must (P14, P15).
 */
import type { InteractionId } from '../id.ts'
import type { Step } from '../step.ts'
import { alarmEffects } from './alarm.ts'
import type { PresenceEffect } from './event.ts'
import { isBanned, readyChannels } from './may-take.ts'
import { isBusy, withPendingApplied } from './pending.ts'
import type { Alerting, Presence } from './presence.ts'
import { topState } from './top-state.ts'

export function settle(before: Presence, changed: Presence, at: number): Step<Presence, PresenceEffect> {
  const wished =
    changed.pending.length > 0 && !isBusy(changed)
      ? { ...changed, channels: withPendingApplied(changed, at), pending: [] }
      : changed
  const standing = wished.offers.filter((offer) => mayStand(wished, offer, at))
  const givenUp = wished.offers
    .filter((offer) => !standing.includes(offer))
    .map((offer) => offer.interactionId)
  const offered = { ...wished, offers: standing }
  const becameReady = readyChannels(before, at).length === 0 && readyChannels(offered, at).length > 0
  const after = withTopTimer(before, becameReady ? { ...offered, idleSince: at } : offered, at)
  return { state: after, effects: [...alarmEffects(before, after), ...giveUp(givenUp)] }
}

/** An alert stands while its agent is there and ready on its channel; a wish that is only pending leaves it (P4). */
function mayStand(presence: Presence, { channel }: Alerting, at: number): boolean {
  return presence.online && !isBanned(presence, at) && presence.channels[channel]?.state === 'ready'
}

const giveUp = (interactionIds: readonly InteractionId[]): PresenceEffect[] =>
  interactionIds.length === 0 ? [] : [{ type: 'give-up-offers', interactionIds }]

function withTopTimer(before: Presence, after: Presence, at: number): Presence {
  const was = topState(before, at)
  const is = topState(after, at)
  return { ...after, topSince: was.name === is.name && was.reasonId === is.reasonId ? was.since : at }
}
