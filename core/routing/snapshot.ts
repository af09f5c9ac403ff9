/** What the matcher knows: plain facts about queues, agents and what waits, put there by the node that holds the routing lock. */
import type { ChannelKind } from '../channel-kind.ts'
import type { AgentId, InteractionId, QueueId, SkillId } from '../id.ts'
import type { Decline, RequiredSkill } from '../interaction/interaction.ts'
import type { CapacityRule } from '../presence/presence.ts'

export const ringStrategies = [
  'longest-idle',
  'all-at-once',
  'random',
  'in-sequence',
  'least-occupied',
] as const
export type RingStrategy = (typeof ringStrategies)[number]

/** After `afterMs` of waiting the skill is asked at `level` only; `level: 0` drops it (Q4). */
export type SkillRelaxation = { readonly skillId: SkillId; readonly afterMs: number; readonly level: number }

export type RoutingQueue = {
  readonly id: QueueId
  readonly strategy: RingStrategy
  /** Asked of every interaction of the queue, besides its own. */
  readonly requiredSkills: readonly RequiredSkill[]
  readonly relaxations: readonly SkillRelaxation[]
  readonly priority: number
  /** Points a minute, up to `maximum` points (Q3). */
  readonly ageing: { readonly pointsPerMinute: number; readonly maximum: number }
  /** How long to wait for a preferred agent who is online but busy; 0: not at all (Q5). */
  readonly preferredPatienceMs: number
  /** Before an agent who declined is offered it again (Q12). */
  readonly declinePauseMs: number
  /** false: outside opening hours, nothing is routed (Q20). */
  readonly open: boolean
}

export type RoutingAgent = {
  readonly id: AgentId
  readonly online: boolean
  /** Queues the agent is a member of, with the agent's order there (Q9: lowest first). */
  readonly queues: readonly { readonly queueId: QueueId; readonly order: number }[]
  readonly skills: Readonly<Partial<Record<SkillId, number>>>
  /** Channels on which the agent is ready and nothing else (ban, pending, after-call work) stands in the way (P7). */
  readonly readyOn: readonly ChannelKind[]
  /** Offered and active interactions per channel (P6). */
  readonly load: Readonly<Partial<Record<ChannelKind, number>>>
  readonly capacity: CapacityRule
  readonly idleSince: number
  /** Share of online time spent busy, 0–1 (P18). */
  readonly occupancy: number
}

export type WaitingInteraction = {
  readonly id: InteractionId
  readonly queueId: QueueId
  readonly channel: ChannelKind
  readonly placeAt: number
  readonly priority: number
  readonly requiredSkills: readonly RequiredSkill[]
  readonly preferredAgentId: AgentId | null
  readonly declines: readonly Decline[]
}

/** Offer this interaction to these agents now, and why so (Q17). */
export type Decision = {
  readonly interactionId: InteractionId
  readonly queueId: QueueId
  readonly agentIds: readonly AgentId[]
  readonly why: DecisionWhy
}

export type DecisionWhy = {
  readonly strategy: RingStrategy
  readonly candidates: number
  readonly preferred: boolean
  readonly skills: readonly RequiredSkill[]
  readonly relaxed: boolean
  readonly waitedMs: number
}

export const waitingReasons = [
  'queue-closed',
  'no-member-online',
  'no-member-ready',
  'skill-missing',
  'everyone-busy',
  'waiting-for-preferred',
  'everyone-declined',
] as const
export type WaitingReason = (typeof waitingReasons)[number]

/**
 * The matcher's public face. It keeps indexes between calls but no clock and no dice: the same calls give the same decisions (Q11).
 * `put…` replaces whatever was known under that id.
 */
export interface Matcher {
  putQueue(queue: RoutingQueue): void
  removeQueue(id: QueueId): void
  putAgent(agent: RoutingAgent): void
  removeAgent(id: AgentId): void
  putWaiting(interaction: WaitingInteraction): void
  removeWaiting(id: InteractionId): void
  /**
   * Every decision possible at `at`, best first; each one counts as load at once and takes the interaction off the waiting list
   * (Q13, Q18). A decision that could not be written is undone by `putWaiting` and `putAgent` with fresh facts.
   * `dice` gives numbers in [0, 1).
   */
  decide(at: number, dice: () => number): Decision[]
  /**
   * The next instant at which time alone may allow a decision (relaxation, patience, pause after a decline; ageing changes who is first and
   * not who may); null: none. One that is past means: ask now.
   */
  nextChangeAt(at: number): number | null
  /** Why it still waits (Q14); null when it is not waiting here, or the next `decide` will give it to somebody. */
  why(id: InteractionId, at: number): WaitingReason | null
  /** 1 for the next to be served in its queue (Q15); null when it is not waiting here. */
  position(id: InteractionId, at: number): number | null
  /** Members of the queue who could serve this channel now or when they finish what they have (for Q16). */
  staff(
    queueId: QueueId,
    channel: ChannelKind,
  ): { readonly online: number; readonly ready: number; readonly slots: number }
  /** How many wait, per queue. */
  waitingIn(queueId: QueueId): number
}
