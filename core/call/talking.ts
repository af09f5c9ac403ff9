/** What is done in the conversation: hold, mute, digits, turning to one and to the other, talking together, recording (K4–K7, K9–K11, K20). */
import { refuse } from '../step.ts'
import { partyOf, withRole, type Call, type Party } from './call.ts'
import type { CallEffect } from './event.ts'
import { andThen, unchanged, withChange, withParty, type Answer, type Handlers } from './handler.ts'
import { gone, overWhenAlone, owned } from './leaving.ts'

const mayBePressed = /^[0-9A-D*#]{1,32}$/

/** Whoever is at the other end of a line of the telephone network, where this party talks. */
function hearersOfDigits(call: Call, party: Party): readonly Party[] {
  const isInConsult = party.role === 'owner' && call.ownerIn === 'consult'
  return call.parties.filter(
    ({ id, role, who }) =>
      id !== party.id &&
      who.kind !== 'agent' &&
      (isInConsult ? role === 'consulted' : role === 'customer' || role === 'member'),
  )
}

export const talking: Handlers = {
  held: ({ call }) => {
    if (!withRole(call, 'customer') || !withRole(call, 'owner')) return refuse('wrong-state')
    return call.isHeld ? unchanged(call) : withChange(call, { isHeld: true })
  },

  /** Whoever resumes means the customer, also out of a consultation. */
  resumed: ({ call }) => {
    if (!withRole(call, 'customer') || !withRole(call, 'owner')) return refuse('wrong-state')
    return withChange(call, { isHeld: false, ownerIn: 'main' })
  },

  muted: ({ call, event }) => {
    const party = partyOf(call, event.partyId)
    if (!party) return refuse('party-gone')
    return party.isMuted === event.on
      ? unchanged(call)
      : { state: withParty(call, party.id, { isMuted: event.on }), effects: [] }
  },

  'digits-pressed': ({ call, event }): Answer => {
    const party = partyOf(call, event.partyId)
    if (!party) return refuse('party-gone')
    if (!mayBePressed.test(event.digits)) return refuse('digits-invalid')
    const effects = hearersOfDigits(call, party).flatMap(({ leg }): CallEffect[] =>
      leg.name === 'up' ? [{ type: 'send-digits', legId: leg.legId, digits: event.digits }] : [],
    )
    return { state: call, effects }
  },

  turned: ({ call, event }) => {
    if (!withRole(call, 'owner') || !withRole(call, 'consulted')) return refuse('wrong-state')
    return withChange(call, { ownerIn: event.to, isHeld: false })
  },

  merged: ({ call }) => {
    const consulted = withRole(call, 'consulted')
    if (!consulted || consulted.leg.name !== 'up') return refuse('wrong-state')
    return withChange(withParty(call, consulted.id, { role: 'member' }), { ownerIn: 'main', isHeld: false })
  },

  'handed-over': ({ call, event, at }) => {
    const owner = withRole(call, 'owner')
    const to = partyOf(call, event.partyId)
    if (!owner || !to || (to.role !== 'consulted' && to.role !== 'member')) return refuse('party-gone')
    if (to.leg.name !== 'up') return refuse('wrong-state')
    // Nobody of the centre would hold a call that is handed to a number outside: it is a matter of leaving both alone.
    if (to.who.kind !== 'agent') return refuse('wrong-state')
    const left = event.stay
      ? {
          state: withParty(call, owner.id, {
            role: 'supervisor',
            mode: 'listen',
            hasStayed: true,
          }),
          effects: [],
        }
      : gone(call, owner, 'withdrawn')
    return andThen(left, (now) => andThen(owned(now, to, owner), (after) => overWhenAlone(after, at)))
  },

  'recording-set': ({ call, event }) =>
    call.recording === event.to ? unchanged(call) : withChange(call, { recording: event.to }),
}
