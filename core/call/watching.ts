/** A supervisor in somebody else's call: listens, whispers, joins in, takes it over (K15, K16). */
import { refuse } from '../step.ts'
import { partyOf, withRole } from './call.ts'
import { added, andThen, withParty, type Handlers } from './handler.ts'
import { whyNoRoom } from './joining.ts'
import { gone, owned, withoutConsulted } from './leaving.ts'

export const watching: Handlers = {
  monitored: ({ call, event, at }) => {
    const no = whyNoRoom(call, event.partyId, event.agentId)
    if (no) return no
    if (withRole(call, 'supervisor')) return refuse('wrong-state')
    return added(call, {
      id: event.partyId,
      who: { kind: 'agent', agentId: event.agentId },
      role: 'supervisor',
      leg: { name: 'joining', since: at, untilAt: event.untilAt },
      isMuted: false,
      mode: event.mode,
      joinedAt: at,
    })
  },

  'monitor-changed': ({ call, event }) => {
    const party = partyOf(call, event.partyId)
    if (party?.role !== 'supervisor') return refuse('party-gone')
    return { state: withParty(call, party.id, { mode: event.mode }), effects: [] }
  },

  'taken-over': ({ call, event }) => {
    const party = partyOf(call, event.partyId)
    const owner = withRole(call, 'owner')
    if (party?.role !== 'supervisor' || !owner) return refuse('party-gone')
    return andThen(withoutConsulted(call), (now) =>
      andThen(gone(now, owner, 'withdrawn'), (rest) => owned(rest, party, owner)),
    )
  },
}
