import { describe, expect, it } from 'vitest'
import { createDice } from '#core/simulation/dice.ts'
import type { AgentId } from '../id.ts'
import { createMatcher } from './matcher.ts'
import { ringStrategies, type RingStrategy, type RoutingAgent } from './snapshot.ts'
import { agent, given, put, queue, waiting } from './test/sample.ts'

const ana = agent({ idleSince: 300, occupancy: 0.2, queues: [{ queueId: 'que_sales', order: 3 }] })
const bruno = agent({
  id: 'agt_bruno',
  idleSince: 100,
  occupancy: 0.9,
  queues: [{ queueId: 'que_sales', order: 2 }],
})
const carla = agent({
  id: 'agt_carla',
  idleSince: 200,
  occupancy: 0.5,
  queues: [{ queueId: 'que_sales', order: 1 }],
})

function chosenBy(strategy: RingStrategy, ...agents: readonly RoutingAgent[]): readonly AgentId[] {
  const matcher = put(createMatcher(), queue({ strategy }), ...agents, waiting())
  return matcher.decide(1000, () => 0.5)[0]?.agentIds ?? []
}

it('[Q6] offers to the longest idle', () => {
  expect(chosenBy('longest-idle', ana, bruno, carla)).toEqual(['agt_bruno'])
})

it('[Q6] counts nobody as idle who has something in hand, also from the same round', () => {
  const roomy = { capacity: { maximum: { 'web-chat': 3 }, interruptedBy: {} } }
  const matcher = put(
    createMatcher(),
    queue(),
    agent({ ...ana, ...roomy }),
    agent({ ...bruno, ...roomy, load: { 'web-chat': 1 } }),
    agent({ ...carla, ...roomy }),
    ...[1, 2, 3].map((index) => waiting({ id: `int_${index}`, placeAt: index })),
  )
  expect(given(matcher, 1000)).toEqual(['1 → carla', '2 → ana', '3 → bruno'])
})

it('[Q7] offers to all candidates together, and each counts as load', () => {
  const matcher = put(
    createMatcher(),
    queue({ strategy: 'all-at-once' }),
    ana,
    bruno,
    agent({ ...carla, load: { 'web-chat': 1 } }),
    waiting(),
    waiting({ id: 'int_2', placeAt: 1 }),
  )
  expect(given(matcher, 1000)).toEqual(['1 → bruno ana'])
  expect(matcher.why('int_2', 1000)).toBe('everyone-busy')
})

it('[Q8] offers to each with equal chance, by the dice handed in', () => {
  const dice = createDice(8)
  const matcher = put(createMatcher(), queue({ strategy: 'random' }))
  const counts = new Map<string, number>()
  for (let turn = 0; turn < 6000; turn++) {
    put(matcher, ana, bruno, carla, waiting())
    const [line = ''] = given(matcher, 1000, dice)
    counts.set(line, (counts.get(line) ?? 0) + 1)
  }
  expect([...counts.keys()].toSorted()).toEqual(['1 → ana', '1 → bruno', '1 → carla'])
  // Three standard deviations of 6,000 throws with a chance of a third.
  for (const count of counts.values()) expect(Math.abs(count - 2000)).toBeLessThan(3 * 36.5)
})

it('[Q8] says who it is by the dice alone, in whatever order the agents came', () => {
  const at = (die: number, ...agents: readonly RoutingAgent[]): string[] =>
    given(put(createMatcher(), queue({ strategy: 'random' }), ...agents, waiting()), 1000, () => die)
  expect(at(0, ana, bruno, carla)).toEqual(['1 → ana'])
  expect(at(0.34, carla, ana, bruno)).toEqual(['1 → bruno'])
  expect(at(0.999, bruno, carla, ana)).toEqual(['1 → carla'])
})

it('[Q9] offers from the top of the order each time', () => {
  const matcher = put(createMatcher(), queue({ strategy: 'in-sequence' }), ana, bruno, carla)
  put(matcher, waiting())
  expect(given(matcher, 1000)).toEqual(['1 → carla'])
  put(matcher, carla, waiting())
  expect(given(matcher, 1000)).toEqual(['1 → carla'])
  put(matcher, waiting())
  expect(given(matcher, 1000)).toEqual(['1 → bruno'])
})

it('[Q9] goes by the order in the queue it is for', () => {
  const queues = [
    { queueId: 'que_other', order: 0 },
    { queueId: 'que_sales', order: 9 },
  ] as const
  expect(chosenBy('in-sequence', agent({ ...ana, queues }), bruno)).toEqual(['agt_bruno'])
})

it('[Q10] offers to the least occupied, equal ones by longest idle', () => {
  expect(chosenBy('least-occupied', ana, bruno, carla)).toEqual(['agt_ana'])
  expect(chosenBy('least-occupied', ana, { ...bruno, occupancy: 0.2 }, carla)).toEqual(['agt_bruno'])
})

describe('[Q11] breaks ties by idle-since and then by id', () => {
  const equal = { idleSince: 5, occupancy: 0.5, queues: ana.queues }
  for (const strategy of ringStrategies.filter((one) => one !== 'random' && one !== 'all-at-once')) {
    it(`[Q11] ${strategy}`, () => {
      const twins = [agent({ ...equal, id: 'agt_b' }), agent({ ...equal, id: 'agt_a' })]
      expect(chosenBy(strategy, ...twins)).toEqual(['agt_a'])
      expect(chosenBy(strategy, ...twins, agent({ ...equal, id: 'agt_c', idleSince: 4 }))).toEqual(['agt_c'])
    })
  }
})

it('[Q11] decides the same from the same facts in any order', () => {
  const facts = [
    ana,
    bruno,
    carla,
    queue(),
    waiting({ id: 'int_1' }),
    waiting({ id: 'int_2' }),
    waiting({ id: 'int_3' }),
  ]
  const expected = given(put(createMatcher(), ...facts), 10)
  expect(expected).toHaveLength(3)
  expect(given(put(createMatcher(), ...facts.toReversed()), 10)).toEqual(expected)
})
