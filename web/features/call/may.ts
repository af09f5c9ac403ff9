/** What this agent can do with this call now: whose it is by the core’s table, and what its state has room for. */
import type { AgentId } from '#core/id.ts'
import type { CallView, PartyView } from '#protocol/call.ts'
import { partyOfAgent, partyWithRole } from '#web/live/call-party.ts'

/** As core/call: how many take part at most. */
const mostParties = 8

export type CallMay = {
  readonly hold: boolean
  readonly mute: boolean
  readonly isMuted: boolean
  readonly press: boolean
  /** Ask, or give away. */
  readonly give: boolean
  readonly add: boolean
  readonly park: boolean
  readonly record: boolean
  readonly turn: boolean
  /** Who is being asked. */
  readonly consulted: PartyView | null
  /** Who is being asked and is there: can have the call. */
  readonly complete: PartyView | null
  readonly isOwner: boolean
}

export function mayOf(view: CallView, me: AgentId): CallMay {
  const own = partyOfAgent(view, me)
  const isOwner = own?.role === 'owner'
  const customer = partyWithRole(view, 'customer')
  const consulted = isOwner ? partyWithRole(view, 'consulted') : null
  const isThere = consulted?.leg.name === 'up'
  const hasRoom = view.parties.length < mostParties
  const isOutside = view.parties.some(({ who }) => who.kind !== 'agent')
  return {
    hold: isOwner && customer !== null,
    mute: own !== null && own.mode !== 'listen',
    isMuted: own?.isMuted ?? false,
    press: own !== null && isOutside && own.role !== 'supervisor',
    give: isOwner && customer !== null,
    add: isOwner && hasRoom,
    park: isOwner && customer !== null && consulted === null,
    record: isOwner && view.recordingPolicy !== 'off',
    turn: consulted !== null && isThere,
    consulted,
    complete: isThere && consulted.who.kind === 'agent' ? consulted : null,
    isOwner,
  }
}
