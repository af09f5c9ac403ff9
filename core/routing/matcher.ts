/**
 * Who gets what next (SPEC §4), for one centre. It is told the facts as they change and answers with decisions; between calls it keeps
 * the waiting interactions in lanes and the agents who can take something at hand (`line.ts`, `roster.ts`), so that a decision costs
 * about as much with ten thousand waiting as with ten.
 *
 * Invariant: after `decide` no waiting interaction has a candidate (Q13). Everything that could give it one marks what `round.ts` has
 * to look at: an agent or an interaction was put, a queue was put, an alarm rang, a preferred agent is no longer waited for.
 */
import type { AgentId, InteractionId, QueueId } from '../id.ts'
import { cancelAlarm, isAlarmBefore, setAlarm, type Alarms } from './alarm.ts'
import { channelNumber } from './channel-mask.ts'
import {
  createLine,
  createWaiting,
  file,
  replaceRules,
  takeOut,
  type Alarm,
  type Line,
  type Waiting,
} from './line.ts'
import { positionOf } from './position.ts'
import { agentRecord, createRoster, forget, isReadyOn, replaceFacts, type AgentRecord } from './roster.ts'
import { runRound } from './round.ts'
import { createHeap } from './slotted-heap.ts'
import type { Matcher, RoutingAgent, RoutingQueue, WaitingInteraction } from './snapshot.ts'
import { waitingReason } from './waiting-reason.ts'

export function createMatcher(): Matcher {
  const lines = new Map<QueueId, Line>()
  const roster = createRoster()
  const list = new Map<InteractionId, Waiting>()
  /** What names this agent as preferred, whether the agent is known or not. */
  const wanting = new Map<AgentId, Set<Waiting>>()
  const alarms: Alarms = createHeap<Alarm>(isAlarmBefore)
  let freshWaiting: Waiting[] = []
  let freshAgents: AgentRecord[] = []
  /** Instants never go back: an earlier one than the latest seen counts as that one. */
  let clock = -Infinity

  const lineOf = (id: QueueId): Line => {
    const known = lines.get(id)
    if (known) return known
    const line = createLine(id)
    lines.set(id, line)
    return line
  }

  /** The next round looks at it, and files it anew. */
  const refresh = (waiting: Waiting): void => {
    takeOut(waiting)
    lookAt(waiting)
  }

  const lookAt = (waiting: Waiting): void => {
    cancelAlarm(alarms, waiting)
    if (waiting.fresh) return
    waiting.fresh = true
    freshWaiting.push(waiting)
  }

  const settle = (waiting: readonly Waiting[]): void => {
    for (const one of waiting) {
      if (!one.listed) continue
      file(one, clock)
      setAlarm(alarms, one, clock)
    }
  }

  const refreshWanting = (id: AgentId): void => {
    for (const waiting of wanting.get(id) ?? []) refresh(waiting)
  }

  const replaceQueue = (line: Line, queue: RoutingQueue | null): void => {
    replaceRules(line, queue, roster)
    for (const waiting of line.waiting) refresh(waiting)
  }

  const takeOff = (waiting: Waiting): void => {
    waiting.listed = false
    list.delete(waiting.facts.id)
    waiting.line.waiting.delete(waiting)
    waiting.line.numbering = null
    takeOut(waiting)
    cancelAlarm(alarms, waiting)
    const { preferredAgentId } = waiting.facts
    if (preferredAgentId === null) return
    const wanted = wanting.get(preferredAgentId)
    wanted?.delete(waiting)
    if (wanted?.size === 0) wanting.delete(preferredAgentId)
  }

  const ring = (at: number): void => {
    for (let alarm = alarms.members[0]; alarm && alarm.at <= at; alarm = alarms.members[0]) {
      // Time moves only what was held; of the rest, no more than who may take it has changed.
      if (alarm.waiting.heldFor) refresh(alarm.waiting)
      else lookAt(alarm.waiting)
    }
  }

  return {
    putQueue(queue) {
      const line = lineOf(queue.id)
      // The same rules again are no reason to file everything anew.
      if (JSON.stringify(line.queue) !== JSON.stringify(queue)) replaceQueue(line, queue)
    },

    removeQueue(id) {
      const line = lines.get(id)
      if (line) replaceQueue(line, null)
    },

    putAgent(facts: RoutingAgent) {
      const agent = agentRecord(roster, facts.id)
      const { touchesPreference } = replaceFacts(roster, agent, facts, lineOf)
      if (touchesPreference) refreshWanting(agent.id)
      if (agent.free === 0 || agent.fresh) return
      agent.fresh = true
      freshAgents.push(agent)
    },

    removeAgent(id) {
      const agent = roster.byId.get(id)
      if (!agent) return
      forget(roster, agent)
      refreshWanting(id)
    },

    putWaiting(facts: WaitingInteraction) {
      const before = list.get(facts.id)
      if (before) takeOff(before)
      const waiting = createWaiting(facts, lineOf(facts.queueId), roster)
      list.set(facts.id, waiting)
      waiting.line.waiting.add(waiting)
      waiting.line.numbering = null
      if (facts.preferredAgentId !== null) {
        const wanted = wanting.get(facts.preferredAgentId)
        if (wanted) wanted.add(waiting)
        else wanting.set(facts.preferredAgentId, new Set([waiting]))
      }
      refresh(waiting)
    },

    removeWaiting(id) {
      const waiting = list.get(id)
      if (waiting) takeOff(waiting)
    },

    decide(at, dice) {
      clock = Math.max(clock, at)
      ring(clock)
      const waiting = freshWaiting.filter((one) => one.listed)
      const agents = freshAgents
      freshWaiting = []
      freshAgents = []
      for (const one of waiting) one.fresh = false
      for (const one of agents) one.fresh = false
      const decisions = runRound(roster, waiting, agents, clock, dice, takeOff)
      settle(waiting)
      return decisions
    },

    nextChangeAt() {
      settle(freshWaiting)
      return alarms.members[0]?.at ?? null
    },

    why(id, at) {
      const waiting = list.get(id)
      return waiting ? waitingReason(roster, waiting, Math.max(clock, at)) : null
    },

    position(id, at) {
      const waiting = list.get(id)
      return waiting ? positionOf(waiting, Math.max(clock, at)) : null
    },

    staff(queueId, kind) {
      const channel = channelNumber(kind)
      const staff = { online: 0, ready: 0, slots: 0 }
      for (const agent of lines.get(queueId)?.members.values() ?? []) {
        const maximum = agent.maximum[channel] ?? 0
        if (!agent.facts.online || maximum === 0) continue
        staff.online++
        if (!isReadyOn(agent, channel)) continue
        staff.ready++
        staff.slots += maximum
      }
      return staff
    },

    waitingIn(queueId) {
      return lines.get(queueId)?.waiting.size ?? 0
    },
  }
}
