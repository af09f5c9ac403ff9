/**
 * Who may do what with one interaction (R2–R4), as a table that can be read aloud. It says who, not when: whether the interaction is in a
 * state for it is `stepInteraction`'s answer, so that whoever comes too late is told "taken by Ana" and not "not allowed".
 */
import type { AgentId } from '../id.ts'
import { openOffers, ownerOf, type Interaction } from '../interaction/interaction.ts'
import type { Actor } from './actor.ts'
import { isAtLeast } from './role.ts'

export type InteractionSubject = {
  readonly interaction: Pick<Interaction, 'state' | 'queueId' | 'declines'>
  /** Everybody who has owned it before. */
  readonly pastOwnerIds: readonly AgentId[]
  /** The queue's permission: its members may give what waits, or what is theirs, to colleagues (R4). */
  readonly membersMayAssign: boolean
  /** For `assign`: to whom. */
  readonly toAgentId?: AgentId
}

type Rule = (actor: Actor, subject: InteractionSubject) => boolean

const isOwner: Rule = ({ agentId }, { interaction }) => ownerOf(interaction) === agentId
const isSupervisor: Rule = ({ role }) => isAtLeast(role, 'supervisor')
const isMember: Rule = ({ queueIds }, { interaction }) => queueIds.includes(interaction.queueId)
const hasOffer: Rule = ({ agentId }, { interaction }) =>
  openOffers(interaction).some((offer) => offer.agentId === agentId)
const hasDeclined: Rule = ({ agentId }, { interaction }) =>
  interaction.declines.some((decline) => decline.agentId === agentId)
const wasOwner: Rule = ({ agentId }, { pastOwnerIds, interaction: { state } }) =>
  pastOwnerIds.includes(agentId) || (state.name === 'closed' && state.agentId === agentId)
const waits: Rule = (_, { interaction: { state } }) => state.name === 'waiting' || state.name === 'offered'
const isStored: Rule = (_, { interaction: { state } }) => state.name === 'stored'
const toOneself: Rule = ({ agentId }, { toAgentId }) => toAgentId === agentId
const queueAllowsGiving: Rule = (_, { membersMayAssign }) => membersMayAssign

const any =
  (...rules: readonly Rule[]): Rule =>
  (actor, subject) =>
    rules.some((rule) => rule(actor, subject))
const all =
  (...rules: readonly Rule[]): Rule =>
  (actor, subject) =>
    rules.every((rule) => rule(actor, subject))

const ownerOrSupervisor = any(isOwner, isSupervisor)
const memberOrSupervisor = any(isMember, isSupervisor)

export const interactionRules = {
  'see-interaction': any(isSupervisor, isOwner, hasOffer, wasOwner, all(isMember, any(waits, isStored))),

  // The offer decides itself whether it is this agent's and still open.
  accept: any(isMember, hasOffer, hasDeclined),
  reject: any(isMember, hasOffer, hasDeclined),

  take: memberOrSupervisor,
  retrieve: () => true,
  'take-stored': memberOrSupervisor,
  assign: any(
    isSupervisor,
    all(isMember, waits, toOneself),
    all(queueAllowsGiving, any(isOwner, all(isMember, waits))),
  ),

  // Nobody speaks in somebody else's name.
  say: isOwner,
  'send-draft': isOwner,
  'discard-draft': ownerOrSupervisor,

  end: ownerOrSupervisor,
  dispose: ownerOrSupervisor,
  close: ownerOrSupervisor,
  'change-case': ownerOrSupervisor,
  tag: ownerOrSupervisor,
  // What is remembered of a conversation may be put down after it, too.
  'write-note': any(ownerOrSupervisor, wasOwner),
  // Nobody's last words are lost because the conversation went to somebody else while they were typed.
  'draft-reply': any(isOwner, wasOwner),

  // What was said is for whose conversation it is or was; who may take what waits has not heard it.
  'listen-recording': any(ownerOrSupervisor, wasOwner),
  'download-recording': isSupervisor,

  return: ownerOrSupervisor,
  transfer: ownerOrSupervisor,
  park: ownerOrSupervisor,
  store: ownerOrSupervisor,
} as const satisfies Record<string, Rule>

export type InteractionAct = keyof typeof interactionRules
export const interactionActs = Object.keys(interactionRules) as readonly InteractionAct[]
