import { expect, it } from 'vitest'
import { createMatcher } from './matcher.ts'
import { agent, given, put, queue, secondMs, waiting } from './test/sample.ts'

const english = { skillId: 'skl_en', level: 5 } as const
const tax = { skillId: 'skl_tax', level: 2 } as const

it("[Q4] asks for the queue's skills and the interaction's own, at their levels", () => {
  const matcher = put(
    createMatcher(),
    queue({ requiredSkills: [tax] }),
    waiting({ requiredSkills: [english] }),
    agent({ id: 'agt_none' }),
    agent({ id: 'agt_english', skills: { skl_en: 10 } }),
    agent({ id: 'agt_weak', skills: { skl_en: 4, skl_tax: 9 } }),
  )
  expect(given(matcher, 0)).toEqual([])
  expect(matcher.why('int_1', 0)).toBe('skill-missing')
  put(matcher, agent({ skills: { skl_en: 5, skl_tax: 2 } }))
  expect(given(matcher, 0)).toEqual(['1 → ana'])
})

it('[Q4] asks for the higher level where queue and interaction both ask', () => {
  const matcher = put(
    createMatcher(),
    queue({ requiredSkills: [{ skillId: 'skl_en', level: 3 }] }),
    waiting({ requiredSkills: [english] }),
    agent({ skills: { skl_en: 4 } }),
  )
  expect(given(matcher, 0)).toEqual([])
})

it('[Q4] relaxes to a lower level, and later drops it, each at its exact instant', () => {
  const relaxations = [
    { skillId: 'skl_en', afterMs: 60 * secondMs, level: 0 },
    { skillId: 'skl_en', afterMs: 30 * secondMs, level: 3 },
  ] as const
  const matcher = put(
    createMatcher(),
    queue({ relaxations }),
    waiting({ id: 'int_1', placeAt: 1000, requiredSkills: [english] }),
    waiting({ id: 'int_2', placeAt: 2000, requiredSkills: [english] }),
    agent({ id: 'agt_some', skills: { skl_en: 3 } }),
    agent({ id: 'agt_none' }),
  )
  expect(given(matcher, 1000)).toEqual([])
  expect(matcher.nextChangeAt(1000)).toBe(31 * secondMs)
  expect(given(matcher, 31 * secondMs - 1)).toEqual([])
  expect(given(matcher, 31 * secondMs)).toEqual(['1 → some'])
  expect(matcher.nextChangeAt(31 * secondMs)).toBe(32 * secondMs)
  expect(given(matcher, 32 * secondMs)).toEqual([])
  expect(matcher.nextChangeAt(32 * secondMs)).toBe(62 * secondMs)
  expect(given(matcher, 62 * secondMs - 1)).toEqual([])
  expect(given(matcher, 62 * secondMs)).toEqual(['2 → none'])
  expect(matcher.nextChangeAt(62 * secondMs)).toBeNull()
})

it('[Q4] never asks for more than at the beginning', () => {
  const relaxations = [{ skillId: 'skl_en', afterMs: 1000, level: 9 }] as const
  const matcher = put(
    createMatcher(),
    queue({ relaxations }),
    waiting({ requiredSkills: [english] }),
    agent({ skills: { skl_en: 5 } }),
  )
  expect(given(matcher, 5000)).toEqual(['1 → ana'])
})

it("[Q4] feels at once when an agent's skills change", () => {
  const matcher = put(createMatcher(), queue(), waiting({ requiredSkills: [english] }), agent())
  expect(given(matcher, 0)).toEqual([])
  put(matcher, agent({ skills: { skl_en: 6 } }))
  expect(given(matcher, 0)).toEqual(['1 → ana'])
})

it('[Q19] treats a language as the skill it is', () => {
  const matcher = put(
    createMatcher(),
    queue(),
    waiting({ id: 'int_french', placeAt: 1, requiredSkills: [{ skillId: 'skl_fr', level: 1 }] }),
    waiting({ id: 'int_any', placeAt: 2 }),
    agent(),
  )
  expect(given(matcher, 10)).toEqual(['any → ana'])
  put(matcher, agent({ id: 'agt_marie', skills: { skl_fr: 8 } }))
  expect(given(matcher, 10)).toEqual(['french → marie'])
})
