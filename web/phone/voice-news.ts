/** What of the live model is the phone's business: the agent's own calls, and what is about to become one. */
import { openOffers } from '#core/interaction/interaction.ts'
import type { AgentId, InteractionId } from '#core/id.ts'
import type { CallView, PartyView } from '#protocol/call.ts'
import type { LiveModel } from '../live/model.ts'

export type OwnCall = { readonly view: CallView; readonly party: PartyView }

export type VoiceNews = {
  readonly calls: readonly OwnCall[]
  /** A call is offered, or somebody calls this agent: the microphone may warm up. */
  readonly isAlerted: boolean
  /** Interactions that this page has just accepted or taken: their sound comes here. */
  readonly answering: readonly InteractionId[]
}

const answers = new Set(['accepted', 'pulled', 'taken'])

export function voiceNews(model: Pick<LiveModel, 'me' | 'calls' | 'interactions'>): VoiceNews {
  const { me } = model
  const calls = [...model.calls.values()].flatMap(({ view }) => {
    const party = view.state.name === 'open' ? ownParty(view, me) : null
    return party ? [{ view, party }] : []
  })
  const answering: InteractionId[] = []
  let isAlerted = calls.some(({ party }) => party.leg.name === 'ringing')
  for (const { shown, wishes } of model.interactions.values()) {
    if (shown.channel !== 'voice') continue
    if (wishes.some(({ event }) => answers.has(event.type))) answering.push(shown.id)
    isAlerted ||= openOffers(shown).some(({ agentId }) => agentId === me)
  }
  return { calls, isAlerted, answering }
}

export const ownParty = (call: CallView, me: AgentId): PartyView | null =>
  call.parties.find(({ who }) => who.kind === 'agent' && who.agentId === me) ?? null

/** Whether this agent waits, in silence, for somebody who is being called: then a tone says that it rings there. */
export function hearsRinging({ view, party }: OwnCall): boolean {
  if (party.role !== 'owner') return false
  const hasCustomer = view.parties.some(({ role }) => role === 'customer')
  const isRinging = (one: PartyView): boolean => one.leg.name === 'ringing'
  if (!hasCustomer) return view.parties.length === 2 && view.parties.some(isRinging)
  return view.ownerIn === 'consult' && view.parties.some((one) => one.role === 'consulted' && isRinging(one))
}
