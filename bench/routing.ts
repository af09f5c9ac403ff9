/**
 * How fast the matcher decides: 1,000 agents, 10,000 waiting interactions, 20 queues, 40 skills. Run: node bench/routing.ts
 *
 * An event is what the node that routes does for one change: tell the matcher, then ask it until it has nothing left to decide.
 * The plain scan over everything that waits (or over all agents), with the same rules, runs beside it as a yardstick.
 */
import { availableParallelism, cpus } from 'node:os'
import type { AgentId, InteractionId, QueueId, SkillId } from '#core/id.ts'
import type { RequiredSkill } from '#core/interaction/interaction.ts'
import { createMatcher } from '#core/routing/matcher.ts'
import type {
  Decision,
  Matcher,
  RoutingAgent,
  RoutingQueue,
  WaitingInteraction,
} from '#core/routing/snapshot.ts'
import { createDice, type Dice } from '#core/simulation/dice.ts'

const size = {
  agents: 1000,
  waiting: 10_000,
  queues: 20,
  skills: 40,
  queuesPerAgent: 4,
  skillsPerAgent: 20,
  skillSetsPerQueue: 40,
}
const rounds = { warmUp: 20_000, measured: 200_000, scanned: 3000 }

type Centre = {
  readonly matcher: Matcher
  readonly dice: Dice
  readonly queues: readonly RoutingQueue[]
  readonly skillSets: ReadonlyMap<QueueId, readonly (readonly RequiredSkill[])[]>
  readonly agents: RoutingAgent[]
  readonly waiting: Map<InteractionId, WaitingInteraction>
  at: number
  count: number
}

const times = <Value>(count: number, make: (index: number) => Value): Value[] =>
  Array.from({ length: count }, (_, index) => make(index))
const below = (dice: Dice, limit: number): number => Math.floor(dice() * limit)
function pick<Value>(dice: Dice, values: readonly Value[]): Value {
  const value = values[below(dice, values.length)]
  if (value === undefined) throw new Error('Nothing to pick from.')
  return value
}
function pickSome<Value>(dice: Dice, values: readonly Value[], count: number): Value[] {
  const left = [...values]
  return times(count, () => left.splice(below(dice, left.length), 1)).flat()
}

const queueIds = times(size.queues, (index): QueueId => `que_${index}`)
const crowdedQueues = queueIds.slice(0, size.queues / 2)
const calmQueues = queueIds.slice(size.queues / 2)
const skillIds = times(size.skills, (index): SkillId => `skl_${index}`)

function createQueue(id: QueueId, index: number): RoutingQueue {
  return {
    id,
    strategy: 'longest-idle',
    requiredSkills: [],
    relaxations:
      index % 3 === 0 ? [{ skillId: pick(createDice(index), skillIds), afterMs: 120_000, level: 0 }] : [],
    priority: index % 2,
    ageing: index % 2 === 0 ? { pointsPerMinute: 1, maximum: 3 } : { pointsPerMinute: 0, maximum: 0 },
    preferredPatienceMs: 30_000,
    declinePauseMs: 20_000,
    open: true,
  }
}

/** Everybody works in a few queues of the same half of the centre. */
function createAgent(dice: Dice, index: number): RoutingAgent {
  const skills = pickSome(dice, skillIds, size.skillsPerAgent).map((id): [SkillId, number] => [
    id,
    1 + below(dice, 10),
  ])
  return {
    id: `agt_${index}`,
    online: true,
    queues: pickSome(dice, index % 2 === 0 ? crowdedQueues : calmQueues, size.queuesPerAgent).map(
      (queueId, order) => ({ queueId, order }),
    ),
    skills: Object.fromEntries(skills),
    readyOn: ['web-chat', 'email'],
    load: { 'web-chat': 1 },
    capacity: { maximum: { 'web-chat': 1, email: 1 }, interruptedBy: {} },
    idleSince: index,
    occupancy: dice(),
  }
}

function arrival(centre: Centre, queueId: QueueId): WaitingInteraction {
  const { dice } = centre
  const die = dice()
  return {
    id: `int_${centre.count++}`,
    queueId,
    channel: 'web-chat',
    placeAt: centre.at,
    priority: below(dice, 5),
    requiredSkills: pick(dice, centre.skillSets.get(queueId) ?? []),
    preferredAgentId: die < 0.1 ? pick(dice, centre.agents).id : null,
    declines: die > 0.95 ? [{ agentId: pick(dice, centre.agents).id, at: centre.at, why: 'expired' }] : [],
  }
}

/** `busy` says who has something in hand at the beginning, `crowded` where people wait. */
function createCentre(
  seed: number,
  busy: (agent: RoutingAgent) => boolean,
  crowded: readonly QueueId[],
): Centre {
  const dice = createDice(seed)
  const queues = queueIds.map(createQueue)
  const skillSets = new Map(
    queueIds.map((id) => [
      id,
      times(size.skillSetsPerQueue, () =>
        pickSome(dice, skillIds, below(dice, 4)).map((skillId) => ({ skillId, level: 1 + below(dice, 3) })),
      ),
    ]),
  )
  const agents = times(size.agents, (index) => createAgent(dice, index)).map((agent) =>
    busy(agent) ? agent : { ...agent, load: {} },
  )
  const centre: Centre = {
    matcher: createMatcher(),
    dice,
    queues,
    skillSets,
    agents,
    waiting: new Map(),
    at: 1_000_000,
    count: 0,
  }
  for (const queue of queues) centre.matcher.putQueue(queue)
  for (const agent of agents) if (busy(agent)) centre.matcher.putAgent(agent)
  for (let index = 0; index < size.waiting; index++) {
    centre.at += 10
    putWaiting(centre, arrival(centre, pick(dice, crowded)))
  }
  centre.matcher.decide(centre.at, dice)
  for (const agent of agents) if (!busy(agent)) centre.matcher.putAgent(agent)
  carryOut(centre, centre.matcher.decide(centre.at, dice))
  return centre
}

function putWaiting(centre: Centre, interaction: WaitingInteraction): void {
  centre.waiting.set(interaction.id, interaction)
  centre.matcher.putWaiting(interaction)
}

function carryOut(centre: Centre, decisions: readonly Decision[]): void {
  for (const { interactionId } of decisions) centre.waiting.delete(interactionId)
}

/** The line is as long as before. */
function refill(centre: Centre, crowded: readonly QueueId[]): void {
  while (centre.waiting.size < size.waiting) putWaiting(centre, arrival(centre, pick(centre.dice, crowded)))
  carryOut(centre, centre.matcher.decide(centre.at, centre.dice))
}

type Measured = { readonly events: number; readonly decisions: number; readonly nanoseconds: Float64Array }

/** `event` returns how many decisions it led to; what `between` does is not measured. */
function measure(count: number, event: () => number, between: () => void): Measured {
  const nanoseconds = new Float64Array(count)
  let decisions = 0
  for (let index = 0; index < count; index++) {
    between()
    const begun = process.hrtime.bigint()
    decisions += event()
    nanoseconds[index] = Number(process.hrtime.bigint() - begun)
  }
  return { events: count, decisions, nanoseconds: nanoseconds.sort() }
}

function report(name: string, { events, decisions, nanoseconds }: Measured): void {
  const seconds = nanoseconds.reduce((sum, one) => sum + one, 0) / 1e9
  const quantile = (share: number): string =>
    `${((nanoseconds[Math.floor(share * (events - 1))] ?? 0) / 1000).toFixed(2)} µs`
  const whole = (value: number): string => Math.round(value).toLocaleString('en')
  const columns = [
    name.padEnd(44),
    `${whole(events / seconds).padStart(11)} events/s`,
    `${whole(decisions / seconds).padStart(11)} decisions/s`,
    `p50 ${quantile(0.5).padStart(10)}`,
    `p99 ${quantile(0.99).padStart(10)}`,
    `p99.9 ${quantile(0.999).padStart(10)}`,
  ]
  process.stdout.write(`${columns.join('  ')}\n`)
}

const freed = (centre: Centre, agent: RoutingAgent): RoutingAgent => ({
  ...agent,
  load: {},
  idleSince: centre.at,
})

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

// ---- the yardstick: look at everything, with the same facts and as little work for each as possible

function score({ placeAt, priority }: WaitingInteraction, queue: RoutingQueue, at: number): number {
  return (
    queue.priority +
    priority +
    Math.min(queue.ageing.maximum, (queue.ageing.pointsPerMinute * (at - placeAt)) / 60_000)
  )
}

function fits(
  agent: RoutingAgent,
  interaction: WaitingInteraction,
  queue: RoutingQueue,
  at: number,
): boolean {
  if (!agent.queues.some(({ queueId }) => queueId === interaction.queueId)) return false
  const { preferredAgentId } = interaction
  if (
    preferredAgentId &&
    preferredAgentId !== agent.id &&
    at < interaction.placeAt + queue.preferredPatienceMs
  )
    return false
  if (
    interaction.declines.some(
      (decline) => decline.agentId === agent.id && at < decline.at + queue.declinePauseMs,
    )
  )
    return false
  return interaction.requiredSkills.every(({ skillId, level }) => {
    if ((agent.skills[skillId] ?? 0) >= level) return true
    return queue.relaxations.some(
      (relaxation) => relaxation.skillId === skillId && at >= interaction.placeAt + relaxation.afterMs,
    )
  })
}

function scanWaiting(centre: Centre, queues: ReadonlyMap<QueueId, RoutingQueue>): void {
  let agent = pick(centre.dice, centre.agents)
  const event = (): number => {
    let best: WaitingInteraction | null = null
    let bestScore = -Infinity
    for (const interaction of centre.waiting.values()) {
      const queue = queues.get(interaction.queueId)
      if (!queue) continue
      const own = score(interaction, queue, centre.at)
      if (own < bestScore || (own === bestScore && best && best.placeAt <= interaction.placeAt)) continue
      if (!fits(agent, interaction, queue, centre.at)) continue
      best = interaction
      bestScore = own
    }
    return best ? 1 : 0
  }
  report(
    '  plain scan: agent frees, all that waits',
    measure(rounds.scanned, event, () => (agent = pick(centre.dice, centre.agents))),
  )
}

function scanAgents(centre: Centre, queues: ReadonlyMap<QueueId, RoutingQueue>): void {
  let interaction = arrival(centre, pick(centre.dice, calmQueues))
  const event = (): number => {
    const queue = queues.get(interaction.queueId)
    let best: RoutingAgent | null = null
    for (const agent of centre.agents) {
      if (!queue || (agent.load['web-chat'] ?? 0) > 0 || !fits(agent, interaction, queue, centre.at)) continue
      if (!best || agent.idleSince < best.idleSince) best = agent
    }
    return best ? 1 : 0
  }
  const prepare = (): void => void (interaction = arrival(centre, pick(centre.dice, calmQueues)))
  report('  plain scan: interaction arrives, all agents', measure(rounds.scanned, event, prepare))
}

process.stdout.write(
  `${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, Node ${process.versions.node}\n`,
)
const busyCentre = agentFrees()
const byId = new Map(busyCentre.queues.map((queue) => [queue.id, queue]))
scanWaiting(busyCentre, byId)
const calmCentre = interactionArrives()
scanAgents(calmCentre, byId)
mixed()
restart()
process.stdout.write(`memory ${Math.round(process.memoryUsage().rss / 1e6)} MB\n`)
