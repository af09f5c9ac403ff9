/**
 * What waits in one queue, arranged so that the first one an agent may take is found without looking at the rest.
 *
 * - A *lane* holds what has one channel and one priority. Inside it the order (older place, then id) never changes: ageing adds to
 *   the older one at least what it adds to the younger (Q3), so nothing is ever sorted again; lanes are compared by their first.
 * - A lane's *rows* hold what asks for the same skills. By the rule of `requirement.ts`, the first of a row answers for all of it.
 * - What somebody has declined is a row of its own, since not everybody may take it (Q12).
 * - What is held for a preferred agent (Q5) is in no lane: only that agent finds it.
 * - What is fresh is filed only when the round that looks at it has left it waiting; most of what arrives in a calm centre never is.
 */
import type { AgentId, QueueId } from '../id.ts'
import { createBitSet, type BitSet } from './bit-set.ts'
import { channelNumber } from './channel-mask.ts'
import {
  requirementFor,
  closeRequirementBook,
  createRequirementBook,
  type Requirement,
  type RequirementBook,
} from './requirement.ts'
import type { Numbering } from './position.ts'
import { isWaitedFor, preferredMember } from './preference.ts'
import type { AgentRecord, Roster } from './roster.ts'
import { createHeap, insert, outside, remove, reorder, type SlottedHeap } from './slotted-heap.ts'
import type { RoutingQueue, WaitingInteraction } from './snapshot.ts'

export type Waiting = {
  readonly facts: WaitingInteraction
  /** The facts' own, at hand because every comparison asks for it. */
  readonly placeAt: number
  readonly line: Line
  readonly channel: number
  /** The latest decline of each agent who did. */
  readonly declinedAt: ReadonlyMap<AgentId, number> | null
  requirement: Requirement
  /** Where it is filed: in a row, or held for one agent, or not yet. */
  row: Row | null
  heldFor: AgentRecord | null
  alarm: Alarm | null
  /** To be looked at by the next `decide`. */
  fresh: boolean
  /** false: taken off the list, whoever still speaks of it. */
  listed: boolean
  slot: number
}

/** The next instant at which time alone may give it a candidate. */
export type Alarm = { readonly at: number; readonly waiting: Waiting; slot: number }

export type Row = {
  readonly lane: Lane
  readonly requirement: Requirement
  readonly line: SlottedHeap<Waiting>
  /** The first of its line. */
  first: Waiting | null
  slot: number
}

export type Lane = {
  readonly line: Line
  readonly channelBit: number
  /** The queue's and its own; ageing comes on top. */
  readonly priority: number
  /** The first of all its rows, so that a lane that cannot win is left without opening it. */
  first: Waiting | null
  readonly rows: SlottedHeap<Row>
  readonly byRequirement: Map<Requirement, Row>
}

export type Line = {
  readonly id: QueueId
  /** null: spoken of, but not put yet or removed. */
  queue: RoutingQueue | null
  /** Of the queue, at hand: whether anything is routed, and its ageing (Q3); never negative. */
  open: boolean
  pointsPerMinute: number
  maximumPoints: number
  readonly members: Map<AgentId, AgentRecord>
  readonly memberNumbers: BitSet
  readonly waiting: Set<Waiting>
  numbering: Numbering | null
  /** Only those that hold something, the highest priority first. */
  readonly lanes: Lane[]
  /** All there have been, by channel and then by the interaction's own priority. */
  readonly laneOf: Map<number, Lane>[]
  requirements: RequirementBook
}

const asksNothing = { requiredSkills: [], relaxations: [] }

export function createLine(id: QueueId): Line {
  return {
    id,
    queue: null,
    open: false,
    pointsPerMinute: 0,
    maximumPoints: 0,
    members: new Map(),
    memberNumbers: createBitSet(),
    waiting: new Set(),
    numbering: null,
    lanes: [],
    laneOf: [],
    requirements: createRequirementBook(asksNothing),
  }
}

/** The queue's rules have changed: everything in it is to be filed again. */
export function replaceRules(line: Line, queue: RoutingQueue | null, roster: Roster): void {
  line.queue = queue
  line.numbering = null
  line.open = queue?.open ?? false
  line.pointsPerMinute = Math.max(0, queue?.ageing.pointsPerMinute ?? 0)
  line.maximumPoints = Math.max(0, queue?.ageing.maximum ?? 0)
  closeRequirementBook(line.requirements, roster)
  line.requirements = createRequirementBook(queue ?? asksNothing)
  line.lanes.length = 0
  line.laneOf.length = 0
  for (const waiting of line.waiting) {
    waiting.row = null
    waiting.slot = outside
    waiting.requirement = requirementFor(line.requirements, waiting.facts.requiredSkills, roster)
  }
}

export function createWaiting(facts: WaitingInteraction, line: Line, roster: Roster): Waiting {
  return {
    facts,
    placeAt: facts.placeAt,
    line,
    channel: channelNumber(facts.channel),
    declinedAt: facts.declines.length === 0 ? null : latestDeclines(facts),
    requirement: requirementFor(line.requirements, facts.requiredSkills, roster),
    row: null,
    heldFor: null,
    alarm: null,
    fresh: false,
    listed: true,
    slot: outside,
  }
}

function latestDeclines({ declines }: WaitingInteraction): Map<AgentId, number> {
  const latest = new Map<AgentId, number>()
  for (const { agentId, at } of declines) latest.set(agentId, Math.max(at, latest.get(agentId) ?? at))
  return latest
}

/** Puts it where it belongs now: to the agent it is held for, or where every member finds it. */
export function file(waiting: Waiting, at: number): void {
  if (waiting.row || waiting.heldFor) return
  const preferred = preferredMember(waiting)
  if (preferred && isWaitedFor(waiting, preferred, at)) {
    waiting.heldFor = preferred
    preferred.held.add(waiting)
  } else enterLane(waiting)
}

export function takeOut(waiting: Waiting): void {
  waiting.heldFor?.held.delete(waiting)
  waiting.heldFor = null
  if (waiting.row) leaveLane(waiting, waiting.row)
}

function enterLane(waiting: Waiting): void {
  const lane = laneFor(waiting)
  const row = waiting.declinedAt ? createRow(lane, waiting.requirement) : sharedRow(lane, waiting.requirement)
  waiting.row = row
  insert(row.line, waiting)
  row.first = row.line.members[0] ?? null
  if (row.slot !== outside) reorder(lane.rows, row)
  else {
    if (lane.rows.members.length === 0) showLane(lane)
    insert(lane.rows, row)
  }
  lane.first = lane.rows.members[0]?.first ?? null
}

function leaveLane(waiting: Waiting, row: Row): void {
  waiting.row = null
  const { lane } = row
  remove(row.line, waiting)
  if (row.line.members.length === 0) {
    remove(lane.rows, row)
    row.first = null
  } else {
    row.first = row.line.members[0] ?? null
    reorder(lane.rows, row)
  }
  lane.first = lane.rows.members[0]?.first ?? null
  if (!lane.first) lane.line.lanes.splice(lane.line.lanes.indexOf(lane), 1)
}

function laneFor({ line, channel, facts }: Waiting): Lane {
  const lanes = (line.laneOf[channel] ??= new Map<number, Lane>())
  const known = lanes.get(facts.priority)
  if (known) return known
  const lane: Lane = {
    line,
    channelBit: 1 << channel,
    priority: (line.queue?.priority ?? 0) + facts.priority,
    first: null,
    rows: createHeap(isRowBefore),
    byRequirement: new Map(),
  }
  lanes.set(facts.priority, lane)
  return lane
}

function showLane(lane: Lane): void {
  const { lanes } = lane.line
  let index = 0
  while ((lanes[index]?.priority ?? -Infinity) > lane.priority) index++
  lanes.splice(index, 0, lane)
}

function sharedRow(lane: Lane, requirement: Requirement): Row {
  const known = lane.byRequirement.get(requirement)
  if (known) return known
  const row = createRow(lane, requirement)
  lane.byRequirement.set(requirement, row)
  return row
}

function createRow(lane: Lane, requirement: Requirement): Row {
  return { lane, requirement, line: createHeap(hasOlderPlace), first: null, slot: outside }
}

function isRowBefore(one: Row, other: Row): boolean {
  return one.first !== null && other.first !== null && hasOlderPlace(one.first, other.first)
}

/** Before, among equal scores (Q2). */
export function hasOlderPlace(one: Waiting, other: Waiting): boolean {
  return one.placeAt < other.placeAt || (one.placeAt === other.placeAt && one.facts.id < other.facts.id)
}
