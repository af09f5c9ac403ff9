/**
 * Waiting for a preferred agent (Q5). Something is *held* while its preferred agent is online, is a member of the queue, has all the
 * skills asked at the beginning, has not declined it, and the queue's patience has not run out; then only that agent finds it. A
 * preferred agent who could never take it is not waited for.
 */
import { preferredOf } from './candidate.ts'
import { enterLane, leaveLane, type Waiting } from './line.ts'
import { isSkilled, type AgentRecord } from './roster.ts'

/** Puts it where it belongs now: to the agent it is held for, or where every member finds it. */
export function file(waiting: Waiting, at: number): void {
  takeOut(waiting)
  const agent = waitedFor(waiting, at)
  waiting.heldFor = agent
  if (agent) agent.held.add(waiting)
  else enterLane(waiting)
}

export function takeOut(waiting: Waiting): void {
  waiting.heldFor?.held.delete(waiting)
  waiting.heldFor = null
  leaveLane(waiting)
}

/** When the patience for its preferred agent runs out. */
export function patienceEndsAt({ placeAt, line }: Waiting): number {
  return placeAt + (line.queue?.preferredPatienceMs ?? 0)
}

function waitedFor(waiting: Waiting, at: number): AgentRecord | null {
  const id = preferredOf(waiting)
  if (id === null || at >= patienceEndsAt(waiting)) return null
  const agent = waiting.line.members.get(id)
  return agent?.facts.online && isSkilled(agent, waiting.requirement.stages[0]) ? agent : null
}
