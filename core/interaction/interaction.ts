/**
 * What an interaction is at one instant. Its state is a union whose members hold only what that state knows, so that an owner
 * without an active conversation, or an offer without a deadline, cannot be written down.
 */
import type { ChannelKind } from '../channel-kind.ts'
import type {
  AgentId,
  CaseId,
  ChannelAccountId,
  ContactId,
  DispositionId,
  InteractionId,
  OfferId,
  QueueId,
  SkillId,
  WorkbinId,
} from '../id.ts'

export type Direction = 'inbound' | 'outbound'

/** A skill that an agent must have at `level` (1–10) or better. */
export type RequiredSkill = { readonly skillId: SkillId; readonly level: number }

export type Offer = {
  readonly id: OfferId
  readonly agentId: AgentId
  readonly offeredAt: number
  readonly deadlineAt: number
  /** The page accepts by itself; there is no rejecting (I7). */
  readonly autoAnswer: boolean
  /** Transferred to this agent by a colleague (I26). `returnOfferId`: of the offer to that colleague if nobody answers; null: it goes to the line. */
  readonly direct?: { readonly fromAgentId: AgentId; readonly returnOfferId: OfferId | null }
}

export type Decline = {
  readonly agentId: AgentId
  readonly at: number
  readonly why: 'rejected' | 'expired' | 'gone' | 'returned'
}

export type EndedBy = 'agent' | 'customer' | 'supervisor' | 'system'

export type WaitingWhy =
  | 'arrived'
  | 'declined'
  | 'returned'
  | 'transferred'
  | 'agent-lost'
  | 'park-expired'
  | 'due'

export type ClosedOutcome = 'handled' | 'abandoned' | 'discarded'

export type InteractionState =
  | { readonly name: 'draft'; readonly agentId: AgentId; readonly since: number }
  | { readonly name: 'waiting'; readonly since: number; readonly why: WaitingWhy }
  | { readonly name: 'offered'; readonly since: number; readonly offers: readonly Offer[] }
  | { readonly name: 'active'; readonly agentId: AgentId; readonly since: number }
  | {
      readonly name: 'parked'
      readonly agentId: AgentId
      readonly since: number
      readonly slot: string
      readonly untilAt: number
    }
  | {
      readonly name: 'stored'
      readonly workbinId: WorkbinId
      readonly since: number
      readonly dueAt: number | null
    }
  | { readonly name: 'ended'; readonly agentId: AgentId; readonly since: number; readonly by: EndedBy }
  | {
      readonly name: 'closed'
      readonly agentId: AgentId | null
      readonly since: number
      readonly outcome: ClosedOutcome
    }

export type Interaction = {
  readonly id: InteractionId
  readonly caseId: CaseId
  readonly contactId: ContactId
  readonly channel: ChannelKind
  readonly accountId: ChannelAccountId
  readonly direction: Direction
  readonly queueId: QueueId
  readonly priority: number
  readonly requiredSkills: readonly RequiredSkill[]
  /** The agent this customer should have first (sticky routing, Q5). */
  readonly preferredAgentId: AgentId | null
  /** Its place in line: when it began to wait for the first time (I1). */
  readonly placeAt: number
  readonly state: InteractionState
  readonly declines: readonly Decline[]
  readonly dispositionId: DispositionId | null
}

/** Who holds it now; only these states have an owner (I24). */
export function ownerOf(interaction: Pick<Interaction, 'state'>): AgentId | null {
  const { state } = interaction
  return 'agentId' in state && state.name !== 'closed' ? state.agentId : null
}

export function openOffers(interaction: Pick<Interaction, 'state'>): readonly Offer[] {
  return interaction.state.name === 'offered' ? interaction.state.offers : []
}

/** Whether something can still be said in it. */
export function isOpen(interaction: Pick<Interaction, 'state'>): boolean {
  return interaction.state.name !== 'ended' && interaction.state.name !== 'closed'
}
