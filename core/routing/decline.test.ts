import { expect, it } from 'vitest'
import type { Decline } from '../interaction/interaction.ts'
import { createMatcher } from './matcher.ts'
import { agent, given, put, queue, secondMs, waiting } from './test/sample.ts'

const pausing = queue({ declinePauseMs: 20 * secondMs })
const declined = (...agentIds: readonly Decline['agentId'][]): readonly Decline[] =>
  agentIds.map((agentId) => ({ agentId, at: 1000, why: 'rejected' }))
const bruno = agent({ id: 'agt_bruno', idleSince: 50 })

it('[Q12] goes to another candidate, although the one who declined is idle for longer', () => {
  const matcher = put(createMatcher(), queue(), agent(), bruno, waiting({ declines: declined('agt_ana') }))
  expect(given(matcher, 90 * secondMs)).toEqual(['1 → bruno'])
})

it('[Q12] never goes back before the pause has passed, and at that instant it does', () => {
  const matcher = put(createMatcher(), pausing, agent(), waiting({ declines: declined('agt_ana') }))
  expect(given(matcher, 1000)).toEqual([])
  expect(matcher.why('int_1', 1000)).toBe('everyone-declined')
  expect(matcher.nextChangeAt(1000)).toBe(21 * secondMs)
  expect(given(matcher, 21 * secondMs - 1)).toEqual([])
  expect(given(matcher, 21 * secondMs)).toEqual(['1 → ana'])
})

it('[Q12] counts the pause from the latest decline', () => {
  const twice = [...declined('agt_ana'), { agentId: 'agt_ana', at: 15 * secondMs, why: 'expired' } as const]
  const matcher = put(createMatcher(), pausing, agent(), waiting({ declines: twice }))
  expect(given(matcher, 21 * secondMs)).toEqual([])
  expect(given(matcher, 35 * secondMs)).toEqual(['1 → ana'])
})

it('[Q12] holds for every decline: a pass over all decliners starts with nobody paused', () => {
  const matcher = put(
    createMatcher(),
    pausing,
    agent(),
    bruno,
    waiting({ declines: declined('agt_ana', 'agt_bruno') }),
  )
  expect(given(matcher, 2000)).toEqual([])
  expect(given(matcher, 21 * secondMs)).toEqual(['1 → ana'])
})

it('[Q12] does not keep the decliner from what comes behind', () => {
  const matcher = put(
    createMatcher(),
    pausing,
    agent(),
    waiting({ declines: declined('agt_ana') }),
    waiting({ id: 'int_2', placeAt: 5 }),
  )
  expect(given(matcher, 2000)).toEqual(['2 → ana'])
})

it('[Q12] leaves decliners out of an offer to all', () => {
  const everybody = queue({ strategy: 'all-at-once' })
  const carla = agent({ id: 'agt_carla', idleSince: 70 })
  const matcher = put(
    createMatcher(),
    everybody,
    agent(),
    bruno,
    carla,
    waiting({ declines: declined('agt_bruno') }),
  )
  expect(given(matcher, 2000)).toEqual(['1 → ana carla'])
})
