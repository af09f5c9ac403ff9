/**
 * A call: who takes part in it, and where each of them is (SPEC §14). It stands beside the voice interaction, which says whose work it is; the
 * call says who hears whom. A party has one leg at most: the connection that carries its sound. Nothing here knows sockets, browsers or SIP: what an
 * engine has to do is derived from the state by `audioPlan`.
 */
import type { AgentId, CallId, InteractionId, LegId, PartyId } from '../id.ts'

export type Who =
  | { readonly kind: 'customer' }
  | { readonly kind: 'agent'; readonly agentId: AgentId }
  | { readonly kind: 'number'; readonly number: string }

/**
 * - `customer`: whom the call is about; an internal call has none.
 * - `owner`: the agent who holds it. `member`: anybody else in the conversation. `consulted`: talks with the owner alone.
 * - `supervisor`: listens, whispers or joins in.
 */
export const partyRoles = ['customer', 'owner', 'member', 'consulted', 'supervisor'] as const
export type PartyRole = (typeof partyRoles)[number]

/** `listen`: heard by nobody. `whisper`: heard by the centre's people. `barge`: heard by everybody. */
export const monitorModes = ['listen', 'whisper', 'barge'] as const
export type MonitorMode = (typeof monitorModes)[number]

export type Leg =
  /** Is being called and has not answered. */
  | { readonly name: 'ringing'; readonly since: number; readonly untilAt: number }
  /** Has answered, and its sound is not there yet. */
  | { readonly name: 'joining'; readonly since: number; readonly untilAt: number }
  | { readonly name: 'up'; readonly legId: LegId; readonly since: number }
  /** Its sound is gone without a word: it may come back until then. */
  | { readonly name: 'lost'; readonly since: number; readonly untilAt: number }

export type Party = {
  readonly id: PartyId
  readonly who: Who
  readonly role: PartyRole
  readonly leg: Leg
  readonly isMuted: boolean
  /** Of a supervisor. */
  readonly mode: MonitorMode | null
  readonly joinedAt: number
  /** Whose calls go to this one instead, in the order in which they were forwarded (K30); absent: this one was called in person. */
  readonly insteadOf?: readonly AgentId[]
  /** Of who has handed it over and listens on in a supervisor's place (K10): a colleague, whom the others see, and not for whoever has it later. */
  readonly hasStayed?: true
}

export type OverBy = 'customer' | 'agent' | 'system'

export type Call = {
  readonly id: CallId
  /** Null: between colleagues. */
  readonly interactionId: InteractionId | null
  readonly parties: readonly Party[]
  /** The customer hears music and is not heard. */
  readonly isHeld: boolean
  /** Where the owner talks: with everybody, or with the one who is consulted. */
  readonly ownerIn: 'main' | 'consult'
  readonly recording: 'off' | 'on' | 'paused'
  readonly state:
    | { readonly name: 'open'; readonly since: number }
    | { readonly name: 'over'; readonly since: number; readonly by: OverBy }
}

/** How many take part at most, supervisors too. */
export const mostParties = 8

export const partyOf = (call: Call, id: PartyId): Party | null =>
  call.parties.find((party) => party.id === id) ?? null
export const withRole = (call: Call, role: PartyRole): Party | null =>
  call.parties.find((party) => party.role === role) ?? null
export const partyOfLeg = (call: Call, legId: LegId): Party | null =>
  call.parties.find(({ leg }) => leg.name === 'up' && leg.legId === legId) ?? null
export const agentIdOf = ({ who }: Party): AgentId | null => (who.kind === 'agent' ? who.agentId : null)
/** A supervisor of whom those who are listened to know nothing. */
export const listensUnseen = ({
  role,
  mode,
  hasStayed,
}: Pick<Party, 'role' | 'mode' | 'hasStayed'>): boolean =>
  role === 'supervisor' && mode === 'listen' && hasStayed !== true
