/**
 * The best an agent may take now, over all of the agent's queues (Q2). Lanes and rows are gone through from their best on, and left as
 * soon as nothing in them could be better than what is found: usually a handful of looks, however much waits.
 */
import { mayBeOffered } from './candidate.ts'
import type { Lane, Waiting } from './line.ts'
import { stageAt } from './requirement.ts'
import type { AgentRecord } from './roster.ts'
import { isServedBefore, priorityOf, scoreAt, type Ranked } from './score.ts'

export function bestForAgent(agent: AgentRecord, at: number): Ranked | null {
  let best: Ranked | null = null
  for (const { line } of agent.memberships) {
    if (!line.queue?.open) continue
    for (const lane of line.lanes)
      if ((agent.free & lane.channelBit) !== 0) best = bestInLane(lane, 0, agent, at, best)
  }
  for (const waiting of agent.held) {
    if (!waiting.line.queue?.open) continue
    const ranked = { waiting, score: scoreAt(waiting, priorityOf(waiting), at) }
    if ((best === null || isServedBefore(ranked, best)) && isTakenBy(waiting, agent, at)) best = ranked
  }
  return best
}

/** Among the row in this slot and those behind it. */
function bestInLane(
  lane: Lane,
  slot: number,
  agent: AgentRecord,
  at: number,
  best: Ranked | null,
): Ranked | null {
  const waiting = lane.rows.members[slot]?.line.members[0]
  if (!waiting) return best
  const ranked = { waiting, score: scoreAt(waiting, lane.priority, at) }
  if (best !== null && !isServedBefore(ranked, best)) return best
  if (isTakenBy(waiting, agent, at)) return ranked
  const left = bestInLane(lane, 2 * slot + 1, agent, at, best)
  return bestInLane(lane, 2 * slot + 2, agent, at, left)
}

function isTakenBy(waiting: Waiting, agent: AgentRecord, at: number): boolean {
  return mayBeOffered(waiting, agent, stageAt(waiting.requirement, waiting.facts.placeAt, at), at)
}
