/**
 * Who hears whom, as what an engine must bring about: each leg stands in one bridge or in none, and hears the bridge, music or nothing. It is
 * derived from the call's state and from nothing else, so that an engine that has forgotten everything (a crash, another node) is put right by the
 * same plan, and what an order must be is the difference between two plans.
 */
import type { CallId, LegId, PartyId } from '../id.ts'
import type { Call, Party } from './call.ts'

export type BridgeName = 'main' | 'consult'

export type PlannedLeg = {
  readonly legId: LegId
  readonly partyId: PartyId
  /** Null: alone. */
  readonly bridge: `${CallId}:${BridgeName}` | null
  readonly hears: 'bridge' | 'music' | 'nothing'
  /** Who in the bridge hears this leg. */
  readonly speaksTo: 'all' | 'agents' | 'nobody'
  /** Whether it is one of the centre's people, for `speaksTo: 'agents'`. */
  readonly isAgent: boolean
  /** Whether its sound belongs into the recording now (K20). */
  readonly isRecorded: boolean
}

export type AudioPlan = {
  readonly legs: readonly PlannedLeg[]
  readonly recording: Call['recording']
}

const isUp = ({ leg }: Party): boolean => leg.name === 'up'

/** Where a party's sound belongs; null: nowhere (on hold). */
function roomOf(call: Call, { role }: Party): BridgeName | null {
  switch (role) {
    case 'customer':
      return call.isHeld ? null : 'main'
    case 'member':
      return 'main'
    case 'consulted':
      return 'consult'
    // A supervisor goes where the owner goes.
    case 'owner':
    case 'supervisor':
      return call.ownerIn
  }
}

export function audioPlan(call: Call): AudioPlan {
  if (call.state.name === 'over') return { legs: [], recording: 'off' }
  const talkersIn = (room: BridgeName): number =>
    call.parties.filter((party) => isUp(party) && party.role !== 'supervisor' && roomOf(call, party) === room)
      .length
  const isTalking = { main: talkersIn('main') > 1, consult: talkersIn('consult') > 1 }
  return {
    legs: call.parties.flatMap((party) => plannedLeg(call, party, isTalking)),
    recording: call.recording,
  }
}

function plannedLeg(
  call: Call,
  party: Party,
  isTalking: Readonly<Record<BridgeName, boolean>>,
): PlannedLeg[] {
  const { leg, role, who } = party
  if (leg.name !== 'up') return []
  const room = roomOf(call, party)
  const isIn = room !== null && isTalking[room]
  // Who holds a conversation, or looks on, waits in silence; everybody else is given music (K2, K4, K7).
  const alone = role === 'owner' || role === 'supervisor' ? 'nothing' : 'music'
  const speaksTo = party.isMuted || !isIn ? 'nobody' : speech(party)
  return [
    {
      legId: leg.legId,
      partyId: party.id,
      bridge: isIn ? `${call.id}:${room}` : null,
      hears: isIn ? 'bridge' : alone,
      speaksTo,
      isAgent: who.kind === 'agent',
      isRecorded: isIn && room === 'main' && !call.isHeld && speaksTo === 'all',
    },
  ]
}

function speech({ mode }: Party): PlannedLeg['speaksTo'] {
  if (mode === 'listen') return 'nobody'
  return mode === 'whisper' ? 'agents' : 'all'
}

/** Who hears this leg now: the rule behind every engine, and what tests ask. */
export function hearersOf(plan: AudioPlan, legId: LegId): readonly LegId[] {
  const speaker = plan.legs.find((leg) => leg.legId === legId)
  if (!speaker?.bridge || speaker.speaksTo === 'nobody') return []
  return plan.legs
    .filter(
      (leg) =>
        leg !== speaker && leg.bridge === speaker.bridge && (speaker.speaksTo === 'all' || leg.isAgent),
    )
    .map((leg) => leg.legId)
}
