/** The agents as the matcher sees them: what each may be given now, and in which queues that counts. */
import type { AgentId } from '../id.ts'
import { channelMask, compatibleMasks, freeMask, perChannel } from './channel-mask.ts'
import type { Line, Waiting } from './line.ts'
import { levelsOf, type Levels, type SkillBook } from './skill-book.ts'
import { outside } from './slotted-heap.ts'
import type { RoutingAgent } from './snapshot.ts'

export type Membership = {
  readonly agent: AgentRecord
  readonly line: Line
  readonly order: number
  /** Its index among the free members of the queue. */
  freeSlot: number
}

export type AgentRecord = {
  readonly id: AgentId
  facts: RoutingAgent
  memberships: readonly Membership[]
  levels: Levels
  ready: number
  /** Counted by channel number; offers made by the matcher since the last `putAgent` are in it (Q18). */
  load: number[]
  maximum: readonly number[]
  compatible: readonly number[]
  /** Channels on which one more may be given now (P7). */
  free: number
  /** Held for this agent alone (Q5). */
  readonly held: Set<Waiting>
  /** To be looked at by the next `decide`. */
  fresh: boolean
}

const nobody: Omit<RoutingAgent, 'id'> = {
  online: false,
  queues: [],
  skills: {},
  readyOn: [],
  load: {},
  capacity: { maximum: {}, interruptedBy: {} },
  idleSince: 0,
  occupancy: 0,
}

export function createAgentRecord(id: AgentId): AgentRecord {
  return {
    id,
    facts: { id, ...nobody },
    memberships: [],
    levels: [],
    ready: 0,
    load: [],
    maximum: perChannel({}),
    compatible: compatibleMasks(nobody.capacity),
    free: 0,
    held: new Set(),
    fresh: false,
  }
}

/** What of an agent has changed that others may feel: whether interactions are to be held for this agent. */
export function replaceFacts(
  agent: AgentRecord,
  facts: RoutingAgent,
  book: SkillBook,
  lineOf: (id: RoutingAgent['queues'][number]['queueId']) => Line,
): { readonly touchesPreference: boolean } {
  const before = agent.facts
  agent.facts = facts
  const joins = !sameQueues(before.queues, facts.queues)
  const learns = !sameSkills(before.skills, facts.skills)
  if (joins) changeMemberships(agent, lineOf)
  if (learns) agent.levels = levelsOf(book, facts.skills)
  if (before.capacity !== facts.capacity) {
    agent.maximum = perChannel(facts.capacity.maximum)
    agent.compatible = compatibleMasks(facts.capacity)
  }
  agent.ready = facts.online ? channelMask(facts.readyOn) : 0
  agent.load = perChannel(facts.load)
  refreshFree(agent)
  return { touchesPreference: joins || learns || before.online !== facts.online }
}

export function isReadyOn(agent: AgentRecord, channel: number): boolean {
  return (agent.ready & (1 << channel)) !== 0
}

/** One more in hand, in the same pass (Q18). */
export function countOne(agent: AgentRecord, channel: number): void {
  agent.load[channel] = (agent.load[channel] ?? 0) + 1
  refreshFree(agent)
}

function refreshFree(agent: AgentRecord): void {
  const before = agent.free !== 0
  agent.free = agent.ready === 0 ? 0 : freeMask(agent.ready, agent.load, agent.maximum, agent.compatible)
  const now = agent.free !== 0
  if (before === now) return
  for (const membership of agent.memberships) {
    if (now) listFree(membership)
    else unlistFree(membership)
  }
}

function listFree(membership: Membership): void {
  const { free } = membership.line
  membership.freeSlot = free.length
  free.push(membership)
}

function unlistFree(membership: Membership): void {
  const { free } = membership.line
  const last = free.pop()
  if (last && last !== membership) {
    free[membership.freeSlot] = last
    last.freeSlot = membership.freeSlot
  }
  membership.freeSlot = outside
}

function changeMemberships(
  agent: AgentRecord,
  lineOf: (id: RoutingAgent['queues'][number]['queueId']) => Line,
): void {
  for (const membership of agent.memberships) {
    membership.line.members.delete(agent.id)
    if (membership.freeSlot !== outside) unlistFree(membership)
  }
  const orders = new Map(agent.facts.queues.map(({ queueId, order }) => [queueId, order]))
  agent.memberships = [...orders].map(([queueId, order]) => {
    const membership: Membership = { agent, line: lineOf(queueId), order, freeSlot: outside }
    membership.line.members.set(agent.id, membership)
    if (agent.free !== 0) listFree(membership)
    return membership
  })
}

function sameQueues(one: RoutingAgent['queues'], other: RoutingAgent['queues']): boolean {
  if (one === other) return true
  return (
    one.length === other.length &&
    one.every(({ queueId, order }, index) => {
      const there = other[index]
      return there?.queueId === queueId && there.order === order
    })
  )
}

function sameSkills(one: RoutingAgent['skills'], other: RoutingAgent['skills']): boolean {
  if (one === other) return true
  const ids = Object.entries(one)
  const others: Readonly<Record<string, number | undefined>> = other
  return ids.length === Object.keys(other).length && ids.every(([id, level]) => others[id] === level)
}
