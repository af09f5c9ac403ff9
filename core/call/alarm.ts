/** A party's one alarm: until when it may ring, join or come back. Setting it again replaces it. */
import type { Call, Leg, Party } from './call.ts'
import type { CallEffect, CallEvent } from './event.ts'

export const partyKey = (call: Pick<Call, 'id'>, party: Pick<Party, 'id'>): string =>
  `call:${call.id}:${party.id}`

/** What an alarm must be now that the party's leg is this; none: cancelled. */
export function alarmOf(call: Call, party: Party): CallEffect {
  const key = partyKey(call, party)
  const event = expiryOf(party)
  return event && 'untilAt' in party.leg
    ? { type: 'wake', key, at: party.leg.untilAt, event }
    : { type: 'cancel-wake', key }
}

function expiryOf({ id, leg }: Party): CallEvent | null {
  const names: Record<Leg['name'], CallEvent | null> = {
    ringing: { type: 'ring-expired', partyId: id },
    joining: { type: 'attach-expired', partyId: id },
    lost: { type: 'attach-expired', partyId: id },
    up: null,
  }
  return names[leg.name]
}
