/** A call as agents' pages and as its customer see it. */
import type { CustomerCall } from '#channels/channel.ts'
import { audioPlan } from '#core/call/audio-plan.ts'
import { agentIdOf, listensUnseen, withRole, type Call, type Party } from '#core/call/call.ts'
import type { AgentId } from '#core/id.ts'
import type { CallView, PartyView } from '#protocol/call.ts'
import type { CallRecord } from '../store/call-record.ts'
import { firstName } from './message-view.ts'

export type CallAbout = {
  /** Empty: nothing is known, or there is no customer. */
  readonly contactName: string
  readonly recordingPolicy: CallView['recordingPolicy']
}

export function toCallView({ call, version, startedAt }: CallRecord, about: CallAbout): CallView {
  return {
    id: call.id,
    interactionId: call.interactionId,
    version,
    parties: call.parties.map((party) => toPartyView(party, about)),
    isHeld: call.isHeld,
    ownerIn: call.ownerIn,
    recording: call.recording,
    recordingPolicy: about.recordingPolicy,
    state: call.state.name === 'over' ? { name: 'over', by: call.state.by } : { name: 'open' },
    startedAt,
  }
}

function toPartyView({ leg, who, ...party }: Party, { contactName }: CallAbout): PartyView {
  return {
    ...party,
    who: who.kind === 'customer' ? { kind: 'customer', name: contactName } : who,
    leg: {
      name: leg.name,
      since: leg.since,
      untilAt: 'untilAt' in leg ? leg.untilAt : null,
      legId: leg.name === 'up' ? leg.legId : null,
    },
  }
}

/** A supervisor who only listens is nobody's business but theirs and other supervisors' (protocol/call.ts); a colleague who has stayed is everybody's. */
export function asSeenBy(
  call: CallView,
  { agentId, isSupervisor }: { readonly agentId: AgentId; readonly isSupervisor: boolean },
): CallView {
  if (isSupervisor) return call
  const parties = call.parties.filter(
    (party) => !listensUnseen(party) || (party.who.kind === 'agent' && party.who.agentId === agentId),
  )
  return parties.length === call.parties.length ? call : { ...call, parties }
}

/** Null: no customer takes part, or did. */
export function toCustomerCall(
  { call, startedAt, answeredAt }: CallRecord,
  nameOf: (agentId: AgentId) => string | null,
): CustomerCall | null {
  if (call.interactionId === null) return null
  const own = withRole(call, 'customer')
  const owner = withRole(call, 'owner')
  const ownerId = owner && agentIdOf(owner)
  const name = ownerId && nameOf(ownerId)
  return {
    id: call.id,
    state: stateFor(call, own),
    agentName: name ? firstName(name) : null,
    isMuted: own?.isMuted ?? false,
    isRecorded: call.recording === 'on',
    leg: own?.leg.name ?? 'lost',
    legId: own?.leg.name === 'up' ? own.leg.legId : null,
    by: call.state.name === 'over' ? call.state.by : null,
    startedAt,
    answeredAt,
  }
}

function stateFor(call: Call, own: Party | null): CustomerCall['state'] {
  if (call.state.name === 'over' || !own) return 'over'
  const leg = audioPlan(call).legs.find(({ partyId }) => partyId === own.id)
  if (leg?.hears === 'bridge') return 'talking'
  // Whose agent is gone for a moment waits for that agent, not for anybody.
  const owner = withRole(call, 'owner')?.leg.name
  return owner === 'up' || owner === 'lost' ? 'held' : 'waiting'
}
