import { expect, it } from 'vitest'
import { createMatcher } from './matcher.ts'
import { agent, given, put, queue, secondMs, waiting } from './test/sample.ts'

const patient = queue({ preferredPatienceMs: 30 * secondMs, declinePauseMs: 10 * secondMs })
const sticky = waiting({ preferredAgentId: 'agt_ana' })
const busy = { load: { 'web-chat': 1 } } as const
const bruno = agent({ id: 'agt_bruno', idleSince: -99 })

it('[Q5] gives it to the preferred agent alone, however idle others are', () => {
  const matcher = put(createMatcher(), queue({ strategy: 'all-at-once' }), agent(), bruno, sticky)
  const [decision] = matcher.decide(0, () => 0)
  expect(decision).toMatchObject({ agentIds: ['agt_ana'], why: { preferred: true, candidates: 1 } })
})

it('[Q5] waits for a preferred agent who is busy until the patience runs out, to the instant', () => {
  const matcher = put(createMatcher(), patient, agent(busy), bruno, sticky)
  expect(given(matcher, 0)).toEqual([])
  expect(matcher.why('int_1', 0)).toBe('waiting-for-preferred')
  expect(matcher.nextChangeAt(0)).toBe(30 * secondMs)
  expect(given(matcher, 30 * secondMs - 1)).toEqual([])
  expect(given(matcher, 30 * secondMs)).toEqual(['1 → bruno'])
})

it('[Q5] gives it to the preferred agent who becomes free in time, and to a preferred one afterwards too', () => {
  const matcher = put(createMatcher(), patient, agent(busy), sticky)
  expect(given(matcher, 0)).toEqual([])
  put(matcher, agent(), bruno)
  expect(given(matcher, 20 * secondMs)).toEqual(['1 → ana'])

  put(matcher, agent(), bruno, sticky)
  expect(given(matcher, 90 * secondMs)).toEqual(['1 → ana'])
})

it('[Q5] does not wait for a preferred agent who is offline, and stops waiting for one who leaves', () => {
  const matcher = put(createMatcher(), patient, agent({ online: false }), bruno, sticky)
  expect(given(matcher, 0)).toEqual(['1 → bruno'])

  put(matcher, agent(busy), bruno, sticky)
  expect(given(matcher, 1)).toEqual([])
  matcher.removeAgent('agt_ana')
  expect(given(matcher, 2)).toEqual(['1 → bruno'])
})

it('[Q5] waits again for one who comes back while there is patience', () => {
  const matcher = put(createMatcher(), patient, agent({ online: false }), sticky)
  expect(given(matcher, 0)).toEqual([])
  put(matcher, agent(busy), bruno)
  expect(given(matcher, 1)).toEqual([])
  expect(matcher.nextChangeAt(1)).toBe(30 * secondMs)
})

it('[Q5] waits for nobody who could never take it', () => {
  const skilled = waiting({ ...sticky, requiredSkills: [{ skillId: 'skl_en', level: 1 }] })
  const matcher = put(createMatcher(), patient, agent({ ...busy, queues: [] }), bruno, sticky)
  expect(given(matcher, 0)).toEqual(['1 → bruno'])
  put(matcher, agent(busy), agent({ ...bruno, skills: { skl_en: 1 } }), skilled)
  expect(given(matcher, 0)).toEqual(['1 → bruno'])
})

it('[Q5] waits no more for one who has declined it', () => {
  const declined = waiting({ ...sticky, declines: [{ agentId: 'agt_ana', at: 0, why: 'rejected' }] })
  const matcher = put(createMatcher(), patient, agent(), bruno, declined)
  expect(given(matcher, 1)).toEqual(['1 → bruno'])
})

it('[Q5] does not make the preferred agent take it before something better', () => {
  const matcher = put(
    createMatcher(),
    patient,
    waiting({ id: 'int_urgent', placeAt: 5, priority: 1 }),
    sticky,
    agent(),
  )
  expect(given(matcher, 10)).toEqual(['urgent → ana'])
})

it('[Q5] does not wait at all where the queue has no patience', () => {
  const matcher = put(createMatcher(), queue(), agent(busy), bruno, sticky)
  expect(given(matcher, 0)).toEqual(['1 → bruno'])
})
