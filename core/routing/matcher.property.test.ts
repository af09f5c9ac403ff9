/**
 * The matcher against the plainest reading of the rules: random centres, everything that can happen to them in any order, and at each
 * step the same decisions, reasons, positions and staff, and no decision that time alone allows before the instant announced.
 */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { ChannelKind } from '#core/channel-kind.ts'
import type { AgentId, InteractionId, QueueId, SkillId } from '#core/id.ts'
import { createMatcher } from './matcher.ts'
import {
  ringStrategies,
  type Matcher,
  type RoutingAgent,
  type RoutingQueue,
  type WaitingInteraction,
} from './snapshot.ts'
import { createNaiveMatcher } from './test/naive-matcher.ts'

const queueIds: QueueId[] = ['que_a', 'que_b', 'que_c']
const agentIds: AgentId[] = ['agt_1', 'agt_2', 'agt_3', 'agt_4', 'agt_5']
const interactionIds: InteractionId[] = Array.from(
  { length: 12 },
  (_, index): InteractionId => `int_${index}`,
)
const skillIds: SkillId[] = ['skl_en', 'skl_fr', 'skl_tax']
const channels: ChannelKind[] = ['voice', 'web-chat', 'email']

const some = <Value>(values: readonly Value[]): fc.Arbitrary<Value[]> => fc.subarray([...values])
const level = fc.integer({ min: 0, max: 4 })
const skill = fc.record({ skillId: fc.constantFrom(...skillIds), level })
const seldom = <Value>(arbitrary: fc.Arbitrary<Value>, usual: Value): fc.Arbitrary<Value> =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary })
/** Instants and lengths on one small grid, so that things fall on the same instant often. */
const instant = fc.integer({ min: 0, max: 12 }).map((step) => step * 10_000)

const queue: fc.Arbitrary<RoutingQueue> = fc.record({
  id: fc.constantFrom(...queueIds),
  strategy: fc.constantFrom(...ringStrategies),
  requiredSkills: seldom(fc.array(skill, { maxLength: 1 }), []),
  relaxations: fc.array(fc.record({ skillId: fc.constantFrom(...skillIds), afterMs: instant, level }), {
    maxLength: 3,
  }),
  priority: fc.integer({ min: 0, max: 2 }),
  ageing: fc.record({
    pointsPerMinute: fc.constantFrom(0, 0.5, 1, 3),
    maximum: fc.constantFrom(0, 1, 2.5, 10),
  }),
  preferredPatienceMs: fc.constantFrom(0, 20_000, 60_000),
  declinePauseMs: fc.constantFrom(0, 10_000, 50_000),
  open: fc.integer({ min: 0, max: 7 }).map((die) => die > 0),
})

const agent: fc.Arbitrary<RoutingAgent> = fc.record({
  id: fc.constantFrom(...agentIds),
  online: fc.integer({ min: 0, max: 5 }).map((die) => die > 0),
  queues: some(queueIds).chain((ids) =>
    fc.tuple(
      ...ids.map((queueId) =>
        fc.record({ queueId: fc.constant(queueId), order: fc.integer({ min: 0, max: 2 }) }),
      ),
    ),
  ),
  skills: fc.dictionary(fc.constantFrom(...skillIds), level),
  readyOn: fc.subarray(channels, { minLength: 1 }),
  load: seldom(fc.dictionary(fc.constantFrom(...channels), fc.integer({ min: 0, max: 2 })), {}),
  capacity: fc.record({
    maximum: fc.record({
      voice: fc.constantFrom(1, 1, 0),
      'web-chat': fc.integer({ min: 1, max: 3 }),
      email: fc.integer({ min: 0, max: 3 }),
    }),
    interruptedBy: fc.dictionary(fc.constantFrom(...channels), some(channels)),
  }),
  idleSince: fc.integer({ min: 0, max: 3 }),
  occupancy: fc.constantFrom(0, 0.5, 0.9),
})

const waiting: fc.Arbitrary<WaitingInteraction> = fc.record({
  id: fc.constantFrom(...interactionIds),
  queueId: fc.constantFrom(...queueIds),
  channel: fc.constantFrom(...channels),
  placeAt: instant,
  priority: fc.integer({ min: 0, max: 2 }),
  requiredSkills: seldom(fc.array(skill, { maxLength: 2 }), []),
  preferredAgentId: fc.option(fc.constantFrom(...agentIds), { freq: 2 }),
  declines: fc.oneof(
    { weight: 2, arbitrary: fc.constant([]) },
    {
      weight: 1,
      arbitrary: fc.array(
        fc.record({
          agentId: fc.constantFrom(...agentIds),
          at: instant,
          why: fc.constant('rejected' as const),
        }),
        { maxLength: 4 },
      ),
    },
  ),
})

type Change = (matcher: Matcher) => void
const change: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 2,
    arbitrary: queue.map(
      (facts): Change =>
        (matcher) =>
          matcher.putQueue(facts),
    ),
  },
  {
    weight: 8,
    arbitrary: agent.map(
      (facts): Change =>
        (matcher) =>
          matcher.putAgent(facts),
    ),
  },
  {
    weight: 12,
    arbitrary: waiting.map(
      (facts): Change =>
        (matcher) =>
          matcher.putWaiting(facts),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(...agentIds).map(
      (id): Change =>
        (matcher) =>
          matcher.removeAgent(id),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(...interactionIds).map(
      (id): Change =>
        (matcher) =>
          matcher.removeWaiting(id),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(...queueIds).map(
      (id): Change =>
        (matcher) =>
          matcher.removeQueue(id),
    ),
  },
)

/** Some changes, then the question, this much later. */
const turn = fc.record({
  changes: fc.array(change, { maxLength: 6 }),
  laterMs: fc.constantFrom(0, 0, 5000, 10_000, 30_000),
  die: fc.double({ min: 0, max: 0.999, noNaN: true }),
})

const setUp = fc.record({
  queues: fc.tuple(...queueIds.map((id) => queue.map((facts) => ({ ...facts, id })))),
  agents: fc.tuple(...agentIds.map((id) => agent.map((facts) => ({ ...facts, id })))),
})

it('[Q2][Q11][Q13] decides what the plainest reading of the rules decides, after any changes', () => {
  let decided = 0
  fc.assert(
    fc.property(setUp, fc.array(turn, { minLength: 5, maxLength: 12 }), ({ queues, agents }, turns) => {
      const matcher = createMatcher()
      const naive = createNaiveMatcher()
      for (const one of [matcher, naive]) {
        for (const facts of queues) one.putQueue(facts)
        for (const facts of agents) one.putAgent(facts)
      }
      let at = 60_000
      for (const { changes, laterMs, die } of turns) {
        for (const apply of changes) {
          apply(matcher)
          apply(naive)
        }
        at += laterMs
        const dice = (): number => die
        const expected = naive.decide(at, dice)
        expect(matcher.decide(at, dice)).toEqual(expected)
        decided += expected.length

        for (const id of interactionIds) {
          expect(matcher.why(id, at)).toBe(naive.why(id, at))
          expect(matcher.position(id, at)).toBe(naive.position(id, at))
        }
        for (const id of queueIds) {
          expect(matcher.waitingIn(id)).toBe(naive.waitingIn(id))
          for (const channel of channels) expect(matcher.staff(id, channel)).toEqual(naive.staff(id, channel))
        }
        const next = matcher.nextChangeAt(at)
        expect(naive.copy().decide(next === null ? at + 1e9 : next - 1, dice)).toEqual([])
      }
    }),
    { seed: 20261120, numRuns: 400 },
  )
  expect(decided).toBeGreaterThan(1000)
})

it('[Q2][Q18] decides the same for a whole centre put at once, as after a restart', () => {
  const many = fc.record({
    queues: fc.tuple(...queueIds.map((id) => queue.map((facts) => ({ ...facts, id, open: true })))),
    agents: fc.array(agent, { minLength: 20, maxLength: 40 }),
    waiting: fc.array(waiting, { minLength: 100, maxLength: 200 }),
  })
  fc.assert(
    fc.property(many, ({ queues, agents, waiting: line }) => {
      const matcher = createMatcher()
      const naive = createNaiveMatcher()
      for (const one of [matcher, naive]) {
        line.forEach((facts, index) => one.putWaiting({ ...facts, id: `int_${index}` }))
        agents.forEach((facts, index) => one.putAgent({ ...facts, id: `agt_${index + 1}` }))
        for (const facts of queues) one.putQueue(facts)
      }
      const expected = naive.decide(100_000, () => 0.3)
      expect(matcher.decide(100_000, () => 0.3)).toEqual(expected)
      expect(expected.length).toBeGreaterThan(0)
    }),
    { seed: 20261121, numRuns: 10 },
  )
})

it('[Q2][Q4] picks from a long line what the plainest reading picks, agent by agent', () => {
  const long = fc.record({
    queues: fc.tuple(...queueIds.map((id) => queue.map((facts) => ({ ...facts, id, open: true })))),
    waiting: fc.array(waiting, { minLength: 120, maxLength: 160 }),
    agents: fc.array(agent, { minLength: 60, maxLength: 60 }),
    leaving: fc.array(fc.nat({ max: 119 }), { minLength: 60, maxLength: 60 }),
  })
  let decided = 0
  fc.assert(
    fc.property(long, ({ queues, waiting: line, agents, leaving }) => {
      const matcher = createMatcher()
      const naive = createNaiveMatcher()
      for (const one of [matcher, naive]) {
        for (const facts of queues) one.putQueue(facts)
        line.forEach((facts, index) => one.putWaiting({ ...facts, id: `int_${index}` }))
      }
      expect(matcher.decide(60_000, () => 0)).toEqual([])
      agents.forEach((facts, index) => {
        for (const one of [matcher, naive]) {
          one.removeWaiting(`int_${leaving[index] ?? 0}`)
          one.putAgent({ ...facts, load: {} })
        }
        const at = 60_000 + index * 3000
        const expected = naive.decide(at, () => 0)
        expect(matcher.decide(at, () => 0)).toEqual(expected)
        decided += expected.length
      })
    }),
    { seed: 20261122, numRuns: 6 },
  )
  expect(decided).toBeGreaterThan(200)
})
