/** How a call stands for this agent, as one word: what the bar says first. */
import type { AgentId } from '#core/id.ts'
import type { CallView, PartyView } from '#protocol/call.ts'
import { partyOfAgent, partyWithRole } from '#web/live/call-party.ts'

export type StandingName =
  /** The own sound is on its way, or is gone for a moment. */
  | 'connecting'
  | 'reconnecting'
  | 'talking'
  | 'conference'
  | 'held'
  | 'consulting'
  /** Somebody is being called. */
  | 'ringing'
  /** The customer’s sound is gone without a word. */
  | 'customer-lost'
  /** This agent is asked; the other one talks to the customer meanwhile. */
  | 'consulted'
  | 'consulted-waits'
  | 'listen'
  | 'whisper'
  | 'barge'

export type Standing = {
  readonly name: StandingName
  /** Whom it is about: who rings, who is consulted, who asks. */
  readonly other: PartyView | null
  readonly count: number
}

export function standingOf(view: CallView, me: AgentId): Standing {
  const own = partyOfAgent(view, me)
  const customer = partyWithRole(view, 'customer')
  const owner = partyWithRole(view, 'owner')
  const consulted = partyWithRole(view, 'consulted')
  const inMain = view.parties.filter(
    ({ role, leg }) => role !== 'supervisor' && role !== 'consulted' && leg.name !== 'ringing',
  )
  const is = (name: StandingName, other: PartyView | null = null): Standing => ({
    name,
    other,
    count: inMain.length,
  })
  if (own?.leg.name === 'joining') return is('connecting')
  if (own?.leg.name === 'lost') return is('reconnecting')
  if (own?.mode) return is(own.mode, owner)
  if (own?.role === 'consulted')
    return is(view.ownerIn === 'consult' ? 'consulted' : 'consulted-waits', owner)
  if (own?.role === 'owner') {
    if (consulted?.leg.name === 'ringing') return is('ringing', consulted)
    if (consulted && view.ownerIn === 'consult') return is('consulting', consulted)
    if (!customer || customer.leg.name === 'ringing') {
      const rung = view.parties.find(({ leg }) => leg.name === 'ringing')
      if (rung && inMain.length < 2) return is('ringing', rung)
    }
  }
  if (view.isHeld) return is('held')
  if (customer?.leg.name === 'lost') return is('customer-lost')
  return is(inMain.length > 2 ? 'conference' : 'talking')
}

/** The owner does not hear the customer: on hold, or turned to whoever is asked. Resuming leads back from both (K4). */
export const isAway = (view: CallView): boolean => view.isHeld || view.ownerIn === 'consult'

/** Nobody but the music talks to the customer now. */
export function customerHearsMusic(view: CallView): boolean {
  if (!partyWithRole(view, 'customer')) return false
  const others = view.parties.filter(({ role, leg }) => role === 'member' && leg.name === 'up')
  return view.isHeld || (view.ownerIn === 'consult' && others.length === 0)
}
