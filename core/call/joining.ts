/** How somebody comes in: by answering, by being called, by coming back (K3, K7, K11, K12, K17, K18). */
import type { AgentId, PartyId } from '../id.ts'
import { refuse } from '../step.ts'
import { agentIdOf, mostParties, partyOf, partyOfLeg, withRole, type Call, type Party } from './call.ts'
import {
  added,
  andThen,
  unchanged,
  withChange,
  withLeg,
  type Answer,
  type CallStep,
  type Handlers,
} from './handler.ts'
import { mostForwards } from './forwarding.ts'
import { goes, gone } from './leaving.ts'

const hasAgent = (call: Call, agentId: AgentId): boolean =>
  call.parties.some((party) => agentIdOf(party) === agentId)

/** Why nobody can be called in; null: there is room. */
export function whyNoRoom(call: Call, id: PartyId, agentId: AgentId | null): Answer | null {
  if (partyOf(call, id) || (agentId !== null && hasAgent(call, agentId))) return refuse('already-in-call')
  return call.parties.length >= mostParties ? refuse('call-full', { limit: mostParties }) : null
}

export const joining: Handlers = {
  'owner-joined': ({ call, event, at }) => {
    if (withRole(call, 'owner')) return refuse('wrong-state')
    const no = whyNoRoom(call, event.partyId, event.agentId)
    if (no) return no
    return added(call, {
      id: event.partyId,
      who: { kind: 'agent', agentId: event.agentId },
      role: 'owner',
      leg: { name: 'joining', since: at, untilAt: event.untilAt },
      isMuted: false,
      mode: null,
      joinedAt: at,
    })
  },

  'leg-up': ({ call, event, at }) => {
    const party = partyOf(call, event.partyId)
    if (!party) return refuse('party-gone')
    if (party.leg.name === 'up' && party.leg.legId === event.legId) return unchanged(call)
    // The one it had until now is of no use any more, whether it knows so or not (K18).
    const old: CallStep =
      party.leg.name === 'up'
        ? { state: call, effects: [{ type: 'close-leg', legId: party.leg.legId }] }
        : unchanged(call)
    return andThen(old, (now) => withLeg(now, party, { name: 'up', legId: event.legId, since: at }))
  },

  'leg-lost': ({ call, event, at }) => {
    const party = partyOfLeg(call, event.legId)
    if (!party) return refuse('party-gone')
    const step = withLeg(call, party, { name: 'lost', since: at, untilAt: event.untilAt })
    return { state: step.state, effects: [{ type: 'close-leg', legId: event.legId }, ...step.effects] }
  },

  invited: ({ call, event, at }) => {
    if (!withRole(call, 'owner')) return refuse('wrong-state')
    if (event.as === 'consulted' && withRole(call, 'consulted')) return refuse('already-consulting')
    const no = whyNoRoom(call, event.partyId, event.who.kind === 'agent' ? event.who.agentId : null)
    if (no) return no
    const party: Party = {
      id: event.partyId,
      who: event.who,
      role: event.as,
      leg: { name: 'ringing', since: at, untilAt: event.untilAt },
      isMuted: false,
      mode: null,
      joinedAt: at,
      ...(event.insteadOf && { insteadOf: event.insteadOf }),
    }
    const rung = andThen({ state: call, effects: [{ type: 'ring', party }] }, (now) => added(now, party))
    return event.as === 'consulted' ? andThen(rung, (now) => withChange(now, { ownerIn: 'consult' })) : rung
  },

  forwarded: ({ call, event, at }) => {
    const { fromPartyId, partyId, agentId, insteadOf, untilAt } = event
    const from = partyOf(call, fromPartyId)
    if (from?.leg.name !== 'ringing') return refuse('party-gone')
    if (at < from.leg.untilAt) return refuse('too-early')
    if (insteadOf.length > mostForwards) return refuse('wrong-state')
    // The one takes the place of the other: it is no one more.
    if (partyOf(call, partyId) || hasAgent(call, agentId)) return refuse('already-in-call')
    const party: Party = {
      ...from,
      id: partyId,
      who: { kind: 'agent', agentId },
      leg: { name: 'ringing', since: at, untilAt },
      joinedAt: at,
      insteadOf,
    }
    return andThen(gone(call, from, 'no-answer'), (now) =>
      andThen({ state: now, effects: [{ type: 'ring', party }] }, (rung) => added(rung, party)),
    )
  },

  'invitation-accepted': ({ call, event, at }) => {
    const party = partyOf(call, event.partyId)
    if (party?.leg.name !== 'ringing') return refuse('party-gone')
    return withLeg(call, party, { name: 'joining', since: at, untilAt: event.untilAt })
  },

  'invitation-ended': ({ call, event, at }) => {
    const party = partyOf(call, event.partyId)
    return party?.leg.name === 'ringing' ? goes(call, party, event.why, at) : refuse('party-gone')
  },

  'ring-expired': ({ call, event, at }) => {
    const party = partyOf(call, event.partyId)
    if (party?.leg.name !== 'ringing') return refuse('party-gone')
    return at < party.leg.untilAt ? refuse('too-early') : goes(call, party, 'no-answer', at)
  },
}
