/**
 * The preferred agent (Q5): a member of the queue who has not declined the interaction. It is *held* for that agent while the agent is
 * online, has all the skills asked at the beginning, and the queue's patience has not run out; who could never take it is not waited for.
 */
import type { Waiting } from './line.ts'
import { isSkilled, type AgentRecord } from './roster.ts'

export function preferredMember({ facts, declinedAt, line }: Waiting): AgentRecord | null {
  const { preferredAgentId } = facts
  if (preferredAgentId === null || declinedAt?.has(preferredAgentId)) return null
  return line.members.get(preferredAgentId) ?? null
}

export function isWaitedFor(waiting: Waiting, preferred: AgentRecord, at: number): boolean {
  return (
    preferred.facts.online &&
    at < patienceEndsAt(waiting) &&
    isSkilled(preferred, waiting.requirement.stages[0])
  )
}

/** When the patience for its preferred agent runs out. */
export function patienceEndsAt({ placeAt, line }: Waiting): number {
  return placeAt + (line.queue?.preferredPatienceMs ?? 0)
}
