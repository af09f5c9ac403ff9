/** The open calls of the centre as a supervisor looks at them: whose they are, how they stand, and whether this supervisor looks on. */
import type { MonitorMode } from '#core/call/call.ts'
import type { AgentId } from '#core/id.ts'
import { isAtLeast, type Role } from '#core/permission/role.ts'
import type { CallView, PartyView } from '#protocol/call.ts'
import { agentIdOf, partyOfAgent, partyWithRole } from '#web/live/call-party.ts'
import type { LiveModel } from '#web/live/model.ts'

export type CallStanding = 'waiting' | 'held' | 'consulting' | 'ringing' | 'lost' | 'conference' | 'talking'

/** The calls in which this agent is, the one that began first before the others. Who only rings or looks on is not in them. */
export function callsOfAgent({ calls }: Pick<LiveModel, 'calls'>, agentId: AgentId): readonly CallView[] {
  return [...calls.values()]
    .flatMap(({ view }) => {
      const own = partyOfAgent(view, agentId)
      return own && own.role !== 'supervisor' && own.leg.name !== 'ringing' && view.state.name === 'open'
        ? [view]
        : []
    })
    .toSorted((a, b) => a.startedAt - b.startedAt)
}

/** The call on which this supervisor looks. */
export function watchedCall({ calls, me }: Pick<LiveModel, 'calls' | 'me'>): CallView | null {
  return (
    [...calls.values()].find(
      ({ view }) => view.state.name === 'open' && partyOfAgent(view, me)?.role === 'supervisor',
    )?.view ?? null
  )
}

export const modeOf = (view: CallView, me: AgentId): MonitorMode | null =>
  partyOfAgent(view, me)?.mode ?? null

/** A supervisor who is in the call with a part of their own has nothing to look on. */
export function mayWatch(view: CallView, me: AgentId, role: Role): boolean {
  const own = partyOfAgent(view, me)
  return isAtLeast(role, 'supervisor') && (own === null || own.role === 'supervisor')
}

export function standingOf(view: CallView): CallStanding {
  const owner = partyWithRole(view, 'owner')
  const inMain = view.parties.filter(
    ({ role, leg }) => role !== 'supervisor' && role !== 'consulted' && leg.name !== 'ringing',
  )
  if (!owner && view.interactionId !== null) return 'waiting'
  if (view.parties.some(({ leg }) => leg.name === 'lost')) return 'lost'
  if (view.ownerIn === 'consult') return 'consulting'
  if (view.isHeld) return 'held'
  if (inMain.length < 2) return 'ringing'
  return inMain.length > 2 ? 'conference' : 'talking'
}

/** Whom the agent talks to: the customer; between colleagues the others. */
export function othersOf(view: CallView, agentId: AgentId): readonly PartyView[] {
  const customer = partyWithRole(view, 'customer')
  return customer
    ? [customer]
    : view.parties.filter((party) => agentIdOf(party) !== agentId && party.role !== 'supervisor')
}

/** Since when it is as it is, for the timer: since the agent is in it. */
export const inSince = (view: CallView, agentId: AgentId): number =>
  partyOfAgent(view, agentId)?.joinedAt ?? view.startedAt

/** Who looks on already: then nobody else can. */
export const lookersOn = (view: CallView, me: AgentId): readonly PartyView[] =>
  view.parties.filter((party) => party.role === 'supervisor' && agentIdOf(party) !== me)
