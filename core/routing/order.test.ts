import { expect, it } from 'vitest'
import { createMatcher } from './matcher.ts'
import { agent, given, minuteMs, put, queue, waiting } from './test/sample.ts'

const sales = { queueId: 'que_sales', order: 1 } as const
const support = { queueId: 'que_support', order: 1 } as const

it('[Q1] gives nothing to who is no member, is offline, is not ready on the channel or is full', () => {
  const matcher = put(
    createMatcher(),
    queue(),
    waiting(),
    agent({ id: 'agt_stranger', queues: [support] }),
    agent({ id: 'agt_offline', online: false }),
    agent({ id: 'agt_voice', readyOn: ['voice'] }),
    agent({ id: 'agt_full', load: { 'web-chat': 1 } }),
    agent({ id: 'agt_unable', capacity: { maximum: { email: 3 }, interruptedBy: {} } }),
  )
  expect(given(matcher, 0)).toEqual([])
  put(matcher, agent())
  expect(given(matcher, 0)).toEqual(['1 → ana'])
})

it('[Q1] lets one channel interrupt another only where the capacity rule says so', () => {
  const maximum = { voice: 1, 'web-chat': 2 }
  const onTheTelephone = {
    readyOn: ['voice', 'web-chat'],
    load: { voice: 1 },
    capacity: { maximum, interruptedBy: { 'web-chat': ['voice'] } },
  } as const
  const matcher = put(createMatcher(), queue(), waiting(), agent(onTheTelephone))
  expect(given(matcher, 0)).toEqual([])

  put(matcher, waiting({ id: 'int_call', channel: 'voice' }))
  put(matcher, agent({ ...onTheTelephone, load: { 'web-chat': 2 } }))
  expect(given(matcher, 0)).toEqual(['call → ana'])
})

it('[Q2] serves priority first, then the older place, then the id, across all queues of the agent', () => {
  const matcher = put(
    createMatcher(),
    queue(),
    queue({ id: 'que_support', priority: 1 }),
    waiting({ id: 'int_old', placeAt: 1 }),
    waiting({ id: 'int_young_b', placeAt: 2 }),
    waiting({ id: 'int_young_a', placeAt: 2 }),
    waiting({ id: 'int_urgent', placeAt: 9, priority: 1 }),
    waiting({ id: 'int_other', placeAt: 3, queueId: 'que_support' }),
    waiting({ id: 'int_both', placeAt: 8, priority: 1, queueId: 'que_support' }),
    agent({ queues: [sales, support], capacity: { maximum: { 'web-chat': 9 }, interruptedBy: {} } }),
  )
  expect(given(matcher, 10).map((line) => line.split(' ')[0])).toEqual([
    'both',
    'other',
    'urgent',
    'old',
    'young_a',
    'young_b',
  ])
})

it('[Q2] is first come, first served between equal queues, however they are filled', () => {
  const matcher = put(createMatcher(), queue(), queue({ id: 'que_support' }))
  for (let index = 0; index < 20; index++) {
    const queueId = index % 3 === 0 ? 'que_support' : 'que_sales'
    put(matcher, waiting({ id: `int_${index}`, placeAt: (index * 7) % 20, queueId }))
  }
  const places: number[] = []
  for (let turn = 0; turn < 20; turn++) {
    put(matcher, agent({ queues: [sales, support] }))
    for (const { interactionId } of matcher.decide(100, () => 0))
      places.push((Number(interactionId.slice(4)) * 7) % 20)
  }
  expect(places).toEqual(Array.from({ length: 20 }, (_, index) => index))
})

it("[Q3] lets waiting raise the score by the queue's points a minute", () => {
  const matcher = put(
    createMatcher(),
    queue({ ageing: { pointsPerMinute: 1, maximum: 10 } }),
    queue({ id: 'que_support' }),
    waiting({ id: 'int_aged', placeAt: 0 }),
    waiting({ id: 'int_urgent', placeAt: minuteMs, priority: 2, queueId: 'que_support' }),
  )
  const both = agent({ queues: [sales, support] })
  put(matcher, both)
  expect(given(matcher, 2 * minuteMs - 1)).toEqual(['urgent → ana'])

  put(matcher, waiting({ id: 'int_urgent', placeAt: minuteMs, priority: 2, queueId: 'que_support' }), both)
  // At two minutes both have two points, and the aged one the older place.
  expect(given(matcher, 2 * minuteMs)).toEqual(['aged → ana'])
})

it('[Q3] never raises it above the maximum', () => {
  const matcher = put(
    createMatcher(),
    queue({ ageing: { pointsPerMinute: 1, maximum: 3 } }),
    waiting({ id: 'int_aged', placeAt: 0 }),
    waiting({ id: 'int_urgent', placeAt: 100 * minuteMs, priority: 4 }),
    agent(),
  )
  expect(given(matcher, 100 * minuteMs)).toEqual(['urgent → ana'])
})

it('[Q13] leaves nothing waiting while a candidate is free, whatever changed last', () => {
  const matcher = put(
    createMatcher(),
    waiting({ id: 'int_1' }),
    waiting({ id: 'int_2', placeAt: 1 }),
    agent(),
  )
  expect(given(matcher, 5)).toEqual([])
  put(matcher, queue({ open: false }))
  expect(given(matcher, 5)).toEqual([])
  put(matcher, queue())
  expect(given(matcher, 5)).toEqual(['1 → ana'])
  put(matcher, agent({ id: 'agt_bruno' }))
  expect(given(matcher, 5)).toEqual(['2 → bruno'])
  expect(given(matcher, 5)).toEqual([])
})

it('[Q13] decides again what could not be written, once its facts are put again', () => {
  const matcher = put(createMatcher(), queue(), waiting(), agent())
  expect(given(matcher, 0)).toEqual(['1 → ana'])
  put(matcher, waiting(), agent({ readyOn: [] }), agent({ id: 'agt_bruno' }))
  expect(given(matcher, 0)).toEqual(['1 → bruno'])
})

it('[Q13] does not let an instant that goes back lose a decision', () => {
  const relaxed = queue({
    requiredSkills: [{ skillId: 'skl_tax', level: 1 }],
    relaxations: [{ skillId: 'skl_tax', afterMs: 1000, level: 0 }],
  })
  const matcher = put(createMatcher(), relaxed, waiting())
  expect(given(matcher, 1000)).toEqual([])
  put(matcher, agent())
  expect(given(matcher, 999)).toEqual(['1 → ana'])
})

it('[Q18] counts each decision as load at once', () => {
  const lines = Array.from({ length: 5 }, (_, index) => waiting({ id: `int_${index}`, placeAt: index }))
  const two = { maximum: { 'web-chat': 2 }, interruptedBy: {} }
  const matcher = put(
    createMatcher(),
    queue(),
    ...lines,
    agent({ capacity: two }),
    agent({ id: 'agt_bruno' }),
  )
  expect(given(matcher, 9)).toEqual(['0 → ana', '1 → bruno', '2 → ana'])
  expect(given(matcher, 9)).toEqual([])
  expect(matcher.waitingIn('que_sales')).toBe(2)
})

it('[Q18] counts it on other channels too', () => {
  const able = {
    readyOn: ['voice', 'web-chat'],
    capacity: { maximum: { voice: 1, 'web-chat': 1 }, interruptedBy: {} },
  } as const
  const matcher = put(
    createMatcher(),
    queue(),
    waiting(),
    waiting({ id: 'int_call', channel: 'voice', placeAt: 1 }),
    agent(able),
  )
  expect(given(matcher, 9)).toEqual(['1 → ana'])
})

it('[Q19] puts a vulnerable customer first by priority and nothing else', () => {
  const matcher = put(
    createMatcher(),
    queue(),
    waiting({ id: 'int_first', placeAt: 0 }),
    waiting({ id: 'int_vulnerable', placeAt: 50, priority: 10 }),
    agent(),
  )
  expect(given(matcher, 60)).toEqual(['vulnerable → ana'])
})

it('[Q20] routes nothing of a closed queue and keeps its place', () => {
  const matcher = put(
    createMatcher(),
    queue(),
    waiting({ id: 'int_first', placeAt: 1 }),
    waiting({ id: 'int_second', placeAt: 2 }),
  )
  put(matcher, queue({ open: false }), agent())
  expect(given(matcher, 10)).toEqual([])
  expect(matcher.waitingIn('que_sales')).toBe(2)
  put(matcher, queue())
  expect(given(matcher, 20)).toEqual(['first → ana'])
})

it('[Q20] routes nothing of a queue that was removed', () => {
  const matcher = put(createMatcher(), queue(), waiting())
  matcher.removeQueue('que_sales')
  put(matcher, agent())
  expect(given(matcher, 10)).toEqual([])
  expect(matcher.why('int_1', 10)).toBe('queue-closed')
})
