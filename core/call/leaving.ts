/** How somebody goes, and what becomes of the others (K8, K13, K14, K17, K21). */
import { refuse } from '../step.ts'
import { agentIdOf, partyOf, withRole, type Call, type OverBy, type Party } from './call.ts'
import type { CallEffect, InvitationEnd } from './event.ts'
import {
  andThen,
  unchanged,
  withChange,
  without,
  withParty,
  type Answer,
  type CallStep,
  type Handlers,
} from './handler.ts'

/** The end for everybody. */
export function over(call: Call, by: OverBy, at: number): CallStep {
  const emptied = call.parties.reduce<CallStep>(
    (step, party) => andThen(step, (now) => gone(now, party, 'withdrawn')),
    unchanged(call),
  )
  return andThen(emptied, (now) => ({
    state: {
      ...now,
      isHeld: false,
      ownerIn: 'main',
      recording: 'off',
      state: { name: 'over', since: at, by },
    },
    effects: [{ type: 'over', by }],
  }))
}

/** Takes a party out and says so to whoever was being called. */
export function gone(call: Call, party: Party, why: InvitationEnd): CallStep {
  const stopped: CallEffect[] = party.leg.name === 'ringing' ? [{ type: 'stop-ringing', party, why }] : []
  return andThen({ state: call, effects: stopped }, (now) => without(now, party))
}

/** The consultation is over; the customer, who has heard music meanwhile, goes on hearing it until the owner resumes (K8). */
function consultOver(call: Call): CallStep {
  const isAlone = withRole(call, 'member') === null && withRole(call, 'customer') !== null
  return call.ownerIn === 'consult'
    ? withChange(call, { ownerIn: 'main', isHeld: call.isHeld || isAlone })
    : unchanged(call)
}

export function withoutConsulted(call: Call, why: InvitationEnd = 'withdrawn'): CallStep {
  const consulted = withRole(call, 'consulted')
  return consulted ? andThen(gone(call, consulted, why), consultOver) : unchanged(call)
}

/** The longest member who is there, of the centre's people. */
function heir(call: Call): Party | null {
  const members = call.parties.filter(
    ({ role, who, leg }) => role === 'member' && who.kind === 'agent' && leg.name === 'up',
  )
  return members.toSorted((a, b) => a.joinedAt - b.joinedAt)[0] ?? null
}

/** `party` holds the call from now on, wherever the former owner is (K10, K13, K15). */
export function owned(call: Call, party: Party, from: Party | null): CallStep {
  const to = agentIdOf(party)
  const state = withParty({ ...call, isHeld: false, ownerIn: 'main' }, party.id, {
    role: 'owner',
    mode: null,
  })
  return {
    state,
    effects: to === null ? [] : [{ type: 'owner-changed', from: from && agentIdOf(from), to }],
  }
}

/** Between colleagues a call is over when nobody is left to talk to (K23). */
export function overWhenAlone(call: Call, at: number): CallStep {
  const left = call.parties.filter(({ role }) => role !== 'supervisor')
  return call.state.name === 'open' &&
    withRole(call, 'customer') === null &&
    call.interactionId === null &&
    left.length < 2
    ? over(call, 'agent', at)
    : unchanged(call)
}

/** `left`: said so, or was sent away. `lost`: without a word, and did not come back in time. Else: was called and did not come. */
export type Going = 'left' | 'lost' | InvitationEnd

export function goes(call: Call, party: Party, why: Going, at: number): CallStep {
  if (party.role === 'customer') return over(call, 'customer', at)
  if (party.role !== 'owner') {
    const left = gone(call, party, why === 'left' || why === 'lost' ? 'withdrawn' : why)
    const talk = party.role === 'consulted' ? andThen(left, consultOver) : left
    return andThen(talk, (now) => overWhenAlone(now, at))
  }
  const next = heir(call)
  if (next)
    return andThen(withoutConsulted(call), (now) =>
      andThen(gone(now, party, 'withdrawn'), (rest) =>
        andThen(owned(rest, next, party), (after) => overWhenAlone(after, at)),
      ),
    )
  const agentId = agentIdOf(party)
  if (why !== 'lost' || agentId === null || call.interactionId === null) return over(call, 'agent', at)
  return andThen(released(call), (now) => ({
    state: now,
    effects: [{ type: 'owner-gone', agentId }],
  }))
}

/** The owner is gone and the customer waits again, with music: whoever was there because of that owner goes, too (K19). */
function released(call: Call): CallStep {
  const goesToo = ({ role, hasStayed }: Party): boolean =>
    role === 'owner' || role === 'consulted' || role === 'member' || hasStayed === true
  const alone = call.parties
    .filter(goesToo)
    .reduce<CallStep>((step, party) => andThen(step, (now) => gone(now, party, 'withdrawn')), unchanged(call))
  return andThen(alone, (now) => withChange(now, { isHeld: false, ownerIn: 'main' }))
}

export const leaving: Handlers = {
  left: ({ call, event, at }) => {
    const party = partyOf(call, event.partyId)
    return party ? goes(call, party, 'left', at) : refuse('party-gone')
  },
  gone: ({ call, event, at }) => {
    const party = partyOf(call, event.partyId)
    if (!party) return refuse('party-gone')
    return goes(call, party, party.leg.name === 'ringing' ? 'unreachable' : 'lost', at)
  },
  removed: ({ call, event, at }) => {
    const party = partyOf(call, event.partyId)
    if (!party) return refuse('party-gone')
    // Nobody whose call is looked on at decides who looks on.
    const looksOn = party.role === 'supervisor' && party.hasStayed !== true
    return party.role === 'customer' || party.role === 'owner' || looksOn
      ? refuse('wrong-state')
      : goes(call, party, 'left', at)
  },
  'attach-expired': ({ call, event, at }) => {
    const party = partyOf(call, event.partyId)
    if (!party || (party.leg.name !== 'joining' && party.leg.name !== 'lost')) return refuse('party-gone')
    if (at < party.leg.untilAt) return refuse('too-early')
    return goes(call, party, 'lost', at)
  },
  'owner-released': ({ call }): Answer => {
    const owner = withRole(call, 'owner')
    return owner ? released(call) : refuse('wrong-state')
  },
  ended: ({ call, event, at }) => over(call, event.by, at),
}
