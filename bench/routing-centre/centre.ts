/** The centre the matcher is measured with: facts drawn from a seed, half of its queues for crowds and half for calm. */
import type { InteractionId, QueueId, SkillId } from '#core/id.ts'
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

export const size = {
  agents: 1000,
  waiting: 10_000,
  queues: 20,
  skills: 40,
  queuesPerAgent: 4,
  skillsPerAgent: 20,
  skillSetsPerQueue: 40,
}

export type Centre = {
  readonly matcher: Matcher
  readonly dice: Dice
  readonly queues: readonly RoutingQueue[]
  readonly skillSets: ReadonlyMap<QueueId, readonly (readonly RequiredSkill[])[]>
  readonly agents: RoutingAgent[]
  readonly waiting: Map<InteractionId, WaitingInteraction>
  at: number
  count: number
}

export const times = <Value>(count: number, make: (index: number) => Value): Value[] =>
  Array.from({ length: count }, (_, index) => make(index))
const below = (dice: Dice, limit: number): number => Math.floor(dice() * limit)
export function pick<Value>(dice: Dice, values: readonly Value[]): Value {
  const value = values[below(dice, values.length)]
  if (value === undefined) throw new Error('Nothing to pick from.')
  return value
}
function pickSome<Value>(dice: Dice, values: readonly Value[], count: number): Value[] {
  const left = [...values]
  return times(count, () => left.splice(below(dice, left.length), 1)).flat()
}

export const queueIds = times(size.queues, (index): QueueId => `que_${index}`)
export const crowdedQueues = queueIds.slice(0, size.queues / 2)
export const calmQueues = queueIds.slice(size.queues / 2)
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

export function arrival(centre: Centre, queueId: QueueId): WaitingInteraction {
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
export function createCentre(
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

export function putWaiting(centre: Centre, interaction: WaitingInteraction): void {
  centre.waiting.set(interaction.id, interaction)
  centre.matcher.putWaiting(interaction)
}

export function carryOut(centre: Centre, decisions: readonly Decision[]): void {
  for (const { interactionId } of decisions) centre.waiting.delete(interactionId)
}

/** The line is as long as before. */
export function refill(centre: Centre, crowded: readonly QueueId[]): void {
  while (centre.waiting.size < size.waiting) putWaiting(centre, arrival(centre, pick(centre.dice, crowded)))
  carryOut(centre, centre.matcher.decide(centre.at, centre.dice))
}

export const freed = (centre: Centre, agent: RoutingAgent): RoutingAgent => ({
  ...agent,
  load: {},
  idleSince: centre.at,
})
