/**
 * Who may be offered an interaction now (Q1, Q5, Q12): free members with the skills; of these the preferred agent alone, when there;
 * else whoever has not declined it; and only when nobody else is left, whoever has declined it and had the queue's pause.
 */
import type { AgentId } from '../id.ts'
import type { Waiting } from './line.ts'
import { meets, stageAt, type Stage } from './requirement.ts'
import type { AgentRecord, Membership } from './roster.ts'

export type Candidates = {
  readonly members: Membership[]
  readonly stage: Stage
  readonly preferred: boolean
}

/** Until when the queue's pause keeps it from an agent who declined it (Q12); -Infinity: did not. */
export function pausedUntil({ declinedAt, line }: Waiting, agentId: AgentId): number {
  const at = declinedAt?.get(agentId)
  return at === undefined ? -Infinity : at + (line.queue?.declinePauseMs ?? 0)
}

/** Whether this agent may be offered it, leaving aside who else could be. */
export function mayBeOffered(waiting: Waiting, agent: AgentRecord, stage: Stage, at: number): boolean {
  return (
    (agent.free & (1 << waiting.channel)) !== 0 &&
    meets(agent.levels, stage) &&
    (waiting.declinedAt === null || at >= pausedUntil(waiting, agent.id))
  )
}

/** The agent it should go to first, until that agent declines it (Q5). */
export function preferredOf({ facts, declinedAt }: Waiting): AgentId | null {
  return facts.preferredAgentId !== null && !declinedAt?.has(facts.preferredAgentId)
    ? facts.preferredAgentId
    : null
}

export function candidatesFor(waiting: Waiting, at: number): Candidates {
  const { line } = waiting
  const stage = stageAt(waiting.requirement, waiting.facts.placeAt, at)
  if (!line.queue?.open) return { members: [], stage, preferred: false }
  const preferredId = preferredOf(waiting)
  const preferred = preferredId === null ? undefined : line.members.get(preferredId)
  if (preferred && mayBeOffered(waiting, preferred.agent, stage, at))
    return { members: [preferred], stage, preferred: true }
  if (waiting.heldFor) return { members: [], stage, preferred: false }
  const members: Membership[] = []
  for (const membership of line.free)
    if (mayBeOffered(waiting, membership.agent, stage, at)) members.push(membership)
  return { members: withoutDecliners(waiting, members), stage, preferred: false }
}

function withoutDecliners({ declinedAt }: Waiting, members: Membership[]): Membership[] {
  if (declinedAt === null) return members
  const others = members.filter(({ agent }) => !declinedAt.has(agent.id))
  return others.length > 0 ? others : members
}
