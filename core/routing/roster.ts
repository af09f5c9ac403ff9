/**
 * The agents as the matcher sees them: what each may be given now. Each has a small number while it is known, so that the free, the
 * members of a queue and the skilled are sets of bits.
 */
import { channelKinds } from '../channel-kind.ts'
import type { AgentId, QueueId } from '../id.ts'
import { createBitSet, hasBit, lowestBit, setBit, type BitSet } from './bit-set.ts'
import { channelMask, compatibleMasks, fillPerChannel, freeMask, perChannel } from './channel-mask.ts'
import type { Line, Waiting } from './line.ts'
import type { Stage } from './requirement.ts'
import { levelsOf, type Levels, type SkillBook } from './skill-book.ts'
import type { RoutingAgent } from './snapshot.ts'

export type Roster = {
  readonly byId: Map<AgentId, AgentRecord>
  /** By number; the numbers of agents who were removed are given out again. */
  readonly byNumber: (AgentRecord | null)[]
  readonly unused: number[]
  /** Who may be given one more, by channel number (P7). */
  readonly free: readonly BitSet[]
  readonly skills: SkillBook
  /** All that is asked anywhere: each knows who has these skills. */
  readonly stages: Set<Stage>
}

export type Membership = { readonly line: Line; readonly order: number }

export type AgentRecord = {
  readonly id: AgentId
  readonly number: number
  facts: RoutingAgent
  /** The facts' own, at hand for comparing candidates. */
  idleSince: number
  memberships: readonly Membership[]
  levels: Levels
  ready: number
  /** Counted by channel number; offers made by the matcher since the last `putAgent` are in it (Q18). */
  readonly load: number[]
  /** Of all channels together. */
  inHand: number
  maximum: readonly number[]
  compatible: readonly number[]
  /** Channels on which one more may be given now (P7). */
  free: number
  /** Held for this agent alone (Q5). */
  readonly held: Set<Waiting>
  /** To be looked at by the next `decide`. */
  fresh: boolean
}

export function createRoster(): Roster {
  const free = channelKinds.map(createBitSet)
  return { byId: new Map(), byNumber: [], unused: [], free, skills: new Map(), stages: new Set() }
}

function createAgentRecord(id: AgentId, number: number): AgentRecord {
  const capacity = { maximum: {}, interruptedBy: {} }
  const nothing = { skills: {}, readyOn: [], load: {}, queues: [] }
  return {
    id,
    number,
    facts: { id, online: false, ...nothing, capacity, idleSince: 0, occupancy: 0 },
    idleSince: 0,
    memberships: [],
    levels: [],
    ready: 0,
    load: perChannel({}),
    inHand: 0,
    maximum: perChannel({}),
    compatible: compatibleMasks(capacity),
    free: 0,
    held: new Set(),
    fresh: false,
  }
}

export function agentRecord(roster: Roster, id: AgentId): AgentRecord {
  const known = roster.byId.get(id)
  if (known) return known
  const agent = createAgentRecord(id, roster.unused.pop() ?? roster.byNumber.length)
  roster.byId.set(id, agent)
  roster.byNumber[agent.number] = agent
  refreshSkilled(roster, agent)
  return agent
}

/** Nobody is left under this id, and in no set. */
export function forget(roster: Roster, agent: AgentRecord): void {
  leaveQueues(agent)
  agent.ready = 0
  refreshFree(roster, agent)
  roster.byId.delete(agent.id)
  roster.byNumber[agent.number] = null
  roster.unused.push(agent.number)
}

/** What of an agent has changed that others may feel: whether interactions are to be held for this agent. */
export function replaceFacts(
  roster: Roster,
  agent: AgentRecord,
  facts: RoutingAgent,
  lineOf: (id: QueueId) => Line,
): { readonly touchesPreference: boolean } {
  const before = agent.facts
  agent.facts = facts
  const moves = !sameQueues(before.queues, facts.queues)
  const learns = !sameSkills(before.skills, facts.skills)
  if (moves) joinQueues(agent, lineOf)
  if (learns) {
    agent.levels = levelsOf(roster.skills, facts.skills)
    refreshSkilled(roster, agent)
  }
  if (before.capacity !== facts.capacity) {
    agent.maximum = perChannel(facts.capacity.maximum)
    agent.compatible = compatibleMasks(facts.capacity)
  }
  agent.idleSince = facts.idleSince
  agent.ready = facts.online ? channelMask(facts.readyOn) : 0
  agent.inHand = fillPerChannel(agent.load, facts.load)
  refreshFree(roster, agent)
  return { touchesPreference: moves || learns || before.online !== facts.online }
}

export function isReadyOn(agent: AgentRecord, channel: number): boolean {
  return (agent.ready & (1 << channel)) !== 0
}

export function isFreeOn(agent: AgentRecord, channel: number): boolean {
  return (agent.free & (1 << channel)) !== 0
}

export function isSkilled(agent: AgentRecord, stage: Stage): boolean {
  return hasBit(stage.skilled, agent.number)
}

/** One more in hand, in the same pass (Q18). */
export function countOne(roster: Roster, agent: AgentRecord, channel: number): void {
  agent.load[channel] = (agent.load[channel] ?? 0) + 1
  agent.inHand++
  refreshFree(roster, agent)
}

/** Free members of the queue with the skills. */
export function freeAndSkilled(roster: Roster, line: Line, channel: number, stage: Stage): AgentRecord[] {
  const found: AgentRecord[] = []
  const free = roster.free[channel]?.words
  if (!free) return found
  const members = line.memberNumbers.words
  const skilled = stage.skilled.words
  const length = Math.min(free.length, members.length, skilled.length)
  for (let index = 0; index < length; index++) {
    let word = (free[index] ?? 0) & (members[index] ?? 0) & (skilled[index] ?? 0)
    for (; word !== 0; word &= word - 1) {
      const agent = roster.byNumber[index * 32 + lowestBit(word)]
      if (agent) found.push(agent)
    }
  }
  return found
}

export function addStage(roster: Roster, stage: Stage): void {
  roster.stages.add(stage)
  for (const agent of roster.byNumber)
    if (agent) setBit(stage.skilled, agent.number, meets(agent.levels, stage))
}

export function dropStage(roster: Roster, stage: Stage): void {
  roster.stages.delete(stage)
}

function refreshSkilled(roster: Roster, agent: AgentRecord): void {
  for (const stage of roster.stages) setBit(stage.skilled, agent.number, meets(agent.levels, stage))
}

function meets(levels: Levels, { asked }: Stage): boolean {
  for (const { skill, level } of asked) if ((levels[skill] ?? 0) < level) return false
  return true
}

function refreshFree(roster: Roster, agent: AgentRecord): void {
  const before = agent.free
  agent.free = agent.ready === 0 ? 0 : freeMask(agent.ready, agent.load, agent.maximum, agent.compatible)
  for (let changed = before ^ agent.free; changed !== 0; changed &= changed - 1) {
    const channel = lowestBit(changed)
    const set = roster.free[channel]
    if (set) setBit(set, agent.number, isFreeOn(agent, channel))
  }
}

function leaveQueues(agent: AgentRecord): void {
  for (const { line } of agent.memberships) {
    line.members.delete(agent.id)
    setBit(line.memberNumbers, agent.number, false)
  }
  agent.memberships = []
}

function joinQueues(agent: AgentRecord, lineOf: (id: QueueId) => Line): void {
  leaveQueues(agent)
  const orders = new Map(agent.facts.queues.map(({ queueId, order }) => [queueId, order]))
  agent.memberships = [...orders].map(([queueId, order]) => ({ line: lineOf(queueId), order }))
  for (const { line } of agent.memberships) {
    line.members.set(agent.id, agent)
    setBit(line.memberNumbers, agent.number, true)
  }
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
