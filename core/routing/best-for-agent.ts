/**
 * The best an agent may take now, over all of the agent's queues (Q2). Lanes and rows are gone through from their best on, and left as
 * soon as nothing in them could be better than what is found: usually a handful of looks, however much waits.
 */
import { mayBeOffered } from './candidate.ts'
import type { Lane, Waiting } from './line.ts'
import { stageAt } from './requirement.ts'
import type { AgentRecord } from './roster.ts'
import { isServedBefore, priorityOf, scoreAt, type Ranked } from './score.ts'

type Search = { readonly agent: AgentRecord; readonly at: number; best: Ranked | null }

export function bestForAgent(agent: AgentRecord, at: number): Ranked | null {
  const search: Search = { agent, at, best: null }
  // The highest lanes of all queues come first: what is found there makes most of the lower ones needless.
  for (let depth = 0; searchLanes(search, depth); depth++);
  for (const waiting of agent.held) if (waiting.line.open) consider(search, waiting, priorityOf(waiting))
  return search.best
}

/** Whether any queue has a lane at this depth that could matter. */
function searchLanes(search: Search, depth: number): boolean {
  let matters = false
  for (const { line } of search.agent.memberships) {
    const lane = line.open ? line.lanes[depth] : undefined
    // This lane and those below have no more than this, and can gain no more than that.
    if (!lane || (search.best && lane.priority + line.maximumPoints < search.best.score)) continue
    matters = true
    if ((search.agent.free & lane.channelBit) !== 0) searchRows(search, lane, 0, lane.first)
  }
  return matters
}

/** The row in this slot, whose first is `waiting`, and those behind it. */
function searchRows(search: Search, lane: Lane, slot: number, waiting: Waiting | null | undefined): void {
  if (!waiting || consider(search, waiting, lane.priority)) return
  const left = 2 * slot + 1
  const { members } = lane.rows
  searchRows(search, lane, left, members[left]?.first)
  searchRows(search, lane, left + 1, members[left + 1]?.first)
}

/** Whether nothing behind it in its lane can be better than the best there is then. */
function consider(search: Search, waiting: Waiting, priority: number): boolean {
  const { agent, at, best } = search
  // While there is nothing to compare with, its score does not matter unless it can be taken.
  if (best && !isServedBefore(waiting, scoreAt(waiting, priority, at), best.waiting, best.score)) return true
  if (!mayBeOffered(waiting, agent, stageAt(waiting.requirement, waiting.placeAt, at), at)) return false
  search.best = { waiting, score: scoreAt(waiting, priority, at) }
  return true
}
