/**
 * How fast the matcher decides: 1,000 agents, 10,000 waiting interactions, 20 queues, 40 skills. Run: node bench/routing.ts (or npm run bench -- routing)
 *
 * An event is what the node that routes does for one change: tell the matcher, then ask it until it has nothing left to decide.
 * The plain scan over everything that waits (or over all agents), with the same rules, runs beside it as a yardstick.
 */
import type { AgentId } from '#core/id.ts'
import { createMatcher } from '#core/routing/matcher.ts'
import type { Decision, RoutingAgent, WaitingInteraction } from '#core/routing/snapshot.ts'
import { machine } from './measure/machine.ts'
import {
  arrival,
  calmQueues,
  carryOut,
  createCentre,
  crowdedQueues,
  freed,
  pick,
  queueIds,
  refill,
  size,
  type Centre,
} from './routing-centre/centre.ts'
import { measure, report } from './routing-centre/event-times.ts'
import { scanAgents, scanWaiting } from './routing-centre/plain-scan.ts'

const rounds = { warmUp: 20_000, measured: 200_000 }

const allBusy = (): boolean => true
const worksInCrowd = (agent: RoutingAgent): boolean =>
  agent.queues.some(({ queueId }) => crowdedQueues.includes(queueId))

function agentFrees(): Centre {
  const centre = createCentre(1, allBusy, queueIds)
  let decisions: Decision[] = []
  let agent = pick(centre.dice, centre.agents)
  const between = (): void => {
    carryOut(centre, decisions)
    centre.at += 5
    refill(centre, queueIds)
    agent = freed(centre, pick(centre.dice, centre.agents))
  }
  const event = (): number => {
    centre.matcher.putAgent(agent)
    decisions = centre.matcher.decide(centre.at, centre.dice)
    return decisions.length
  }
  measure(rounds.warmUp, event, between)
  report('agent frees → best of 10,000 waiting', measure(rounds.measured, event, between))
  return centre
}

/** Ten queues are full and their agents busy; in the other ten, agents are free for whoever arrives. */
function interactionArrives(): Centre {
  const centre = createCentre(2, worksInCrowd, crowdedQueues)
  const byId = new Map(centre.agents.map((agent) => [agent.id, agent]))
  let given: readonly AgentId[] = []
  const between = (): void => {
    centre.at += 5
    for (const id of given) {
      const agent = byId.get(id)
      if (agent) centre.matcher.putAgent(freed(centre, agent))
    }
    carryOut(centre, centre.matcher.decide(centre.at, centre.dice))
  }
  let next: WaitingInteraction = arrival(centre, pick(centre.dice, calmQueues))
  const event = (): number => {
    centre.matcher.putWaiting(next)
    const decisions = centre.matcher.decide(centre.at, centre.dice)
    given = decisions.flatMap(({ agentIds }) => agentIds)
    if (decisions.length === 0) centre.matcher.removeWaiting(next.id)
    return decisions.length
  }
  const prepare = (): void => {
    between()
    next = arrival(centre, pick(centre.dice, calmQueues))
  }
  measure(rounds.warmUp, event, prepare)
  const free = centre.agents.filter((agent) => !worksInCrowd(agent)).length
  report(`interaction arrives → one of ${free} free agents`, measure(rounds.measured, event, prepare))
  return centre
}

/** As a day goes: agents free up, people arrive, some leave; whatever is free and whatever waits, side by side. */
function mixed(): void {
  const centre = createCentre(3, worksInCrowd, crowdedQueues)
  const { dice } = centre
  let change: () => void = () => undefined
  let decisions: Decision[] = []
  const prepare = (): void => {
    carryOut(centre, decisions)
    centre.at += 5
    const die = dice()
    if (die < 0.45) {
      const agent = freed(centre, pick(dice, centre.agents))
      change = () => centre.matcher.putAgent(agent)
    } else if (die < 0.9 || centre.waiting.size < size.waiting) {
      const interaction = arrival(centre, pick(dice, queueIds))
      centre.waiting.set(interaction.id, interaction)
      change = () => centre.matcher.putWaiting(interaction)
    } else {
      const [id] = centre.waiting.keys()
      if (!id) return
      centre.waiting.delete(id)
      change = () => centre.matcher.removeWaiting(id)
    }
  }
  const event = (): number => {
    change()
    decisions = centre.matcher.decide(centre.at, dice)
    return decisions.length
  }
  measure(rounds.warmUp, event, prepare)
  report('mixed: freed, arriving, leaving', measure(rounds.measured, event, prepare))
}

function restart(): void {
  const before = createCentre(4, allBusy, queueIds)
  const begun = process.hrtime.bigint()
  const matcher = createMatcher()
  for (const queue of before.queues) matcher.putQueue(queue)
  for (const agent of before.agents) matcher.putAgent({ ...agent, load: {} })
  for (const interaction of before.waiting.values()) matcher.putWaiting(interaction)
  const { length } = matcher.decide(before.at, before.dice)
  const milliseconds = Number(process.hrtime.bigint() - begun) / 1e6
  process.stdout.write(
    `restart: all facts put again and ${length} decisions made in ${milliseconds.toFixed(1)} ms\n`,
  )
}

process.stdout.write(`${machine()}\n`)
const busyCentre = agentFrees()
const byId = new Map(busyCentre.queues.map((queue) => [queue.id, queue]))
scanWaiting(busyCentre, byId)
const calmCentre = interactionArrives()
scanAgents(calmCentre, byId)
mixed()
restart()
process.stdout.write(`memory ${Math.round(process.memoryUsage().rss / 1e6)} MB\n`)
