/**
 * Who may be offered an interaction now (Q1, Q5, Q12): free members with the skills; of these the preferred agent alone, when there;
 * else whoever has not declined it; and only when nobody else is left, whoever has declined it and had the queue's pause.
 */
import type { AgentId } from '../id.ts'
import type { Waiting } from './line.ts'
import { isWaitedFor, preferredMember } from './preference.ts'
import { stageAt, type Stage } from './requirement.ts'
import { freeAndSkilled, isFreeOn, isSkilled, type AgentRecord, type Roster } from './roster.ts'

export type Candidates = {
  readonly agents: readonly AgentRecord[]
  readonly stage: Stage
  readonly preferred: boolean
}

/** Until when the queue's pause keeps it from an agent who declined it (Q12); -Infinity: did not. */
export function pausedUntil({ declinedAt, line }: Waiting, agentId: AgentId): number {
  const at = declinedAt?.get(agentId)
  return at === undefined ? -Infinity : at + (line.queue?.declinePauseMs ?? 0)
}

/** Whether this member may be offered it, leaving aside who else could be. */
export function mayBeOffered(waiting: Waiting, agent: AgentRecord, stage: Stage, at: number): boolean {
  return (
    isFreeOn(agent, waiting.channel) &&
    isSkilled(agent, stage) &&
    (waiting.declinedAt === null || at >= pausedUntil(waiting, agent.id))
  )
}

export function candidatesFor(roster: Roster, waiting: Waiting, at: number): Candidates {
  const { line, channel } = waiting
  const stage = stageAt(waiting.requirement, waiting.placeAt, at)
  const nobody: Candidates = { agents: [], stage, preferred: false }
  if (!line.open) return nobody
  const preferred = preferredMember(waiting)
  if (preferred && mayBeOffered(waiting, preferred, stage, at))
    return { agents: [preferred], stage, preferred: true }
  if (preferred && isWaitedFor(waiting, preferred, at)) return nobody
  const agents = freeAndSkilled(roster, line, channel, stage)
  return { agents: waiting.declinedAt ? afterDeclines(waiting, agents, at) : agents, stage, preferred: false }
}

function afterDeclines(waiting: Waiting, agents: AgentRecord[], at: number): AgentRecord[] {
  const others = agents.filter((agent) => !waiting.declinedAt?.has(agent.id))
  return others.length > 0 ? others : agents.filter((agent) => at >= pausedUntil(waiting, agent.id))
}
