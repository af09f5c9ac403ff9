import { expect, it } from 'vitest'
import { estimatedWaitMs, meanPatienceMs } from './estimated-wait.ts'
import { createMatcher } from './matcher.ts'
import { holdContest, methods, type Method, type Verdict } from './test/forecast-contest.ts'
import { agent, put, queue, waiting } from './test/sample.ts'

it('[Q16] is the time of as many endings as there are places in line', () => {
  const facts = { slots: 4, meanHandlingMs: 240_000, meanPatienceMs: null }
  expect(estimatedWaitMs({ ...facts, position: 1 })).toBe(60_000)
  expect(estimatedWaitMs({ ...facts, position: 5 })).toBe(300_000)
})

it('[Q16] is shorter when those ahead may give up', () => {
  const facts = { position: 3, slots: 1, meanHandlingMs: 60_000, meanPatienceMs: 60_000 }
  // One ending; then an ending or one leaving; then an ending or one of two leaving.
  expect(estimatedWaitMs(facts)).toBeCloseTo(60_000 * (1 + 1 / 2 + 1 / 3), 6)
})

it('[Q16] is absent when nobody is there to serve, or nothing is known of how long one takes', () => {
  const facts = { position: 1, slots: 3, meanHandlingMs: 60_000, meanPatienceMs: null }
  expect(estimatedWaitMs({ ...facts, slots: 0 })).toBeNull()
  expect(estimatedWaitMs({ ...facts, meanHandlingMs: null })).toBeNull()
})

it('[Q16] takes its place and staff from the matcher as they are', () => {
  const busy = { load: { 'web-chat': 1 } } as const
  const matcher = put(createMatcher(), queue(), agent(busy), agent({ ...busy, id: 'agt_bruno' }))
  for (let index = 0; index < 4; index++) put(matcher, waiting({ id: `int_${index}`, placeAt: index }))
  const wait = (): number | null =>
    estimatedWaitMs({
      position: matcher.position('int_3', 10) ?? 0,
      slots: matcher.staff('que_sales', 'web-chat').slots,
      meanHandlingMs: 100,
      meanPatienceMs: null,
    })
  expect(wait()).toBe(200)
  put(matcher, agent({ ...busy, id: 'agt_carla' }), agent({ ...busy, id: 'agt_diego' }))
  expect(wait()).toBe(100)
  matcher.removeWaiting('int_0')
  expect(wait()).toBe(75)
})

const bestOthers = ({ rmse }: Verdict, ...others: readonly Method[]): number =>
  Math.min(...methods.filter((method) => !others.includes(method)).map((method) => rmse[method]))

it('[Q16] forecasts a steady line without abandonment as well as the place alone, and better than any average', () => {
  const verdict = holdContest({
    handling: 240,
    patience: null,
    arrivalsPerSecond: () => 97 / 240,
    highestRate: 97 / 240,
    staff: () => 100,
    length: 300_000,
    seed: 5,
  })
  const { rmse } = verdict
  expect(rmse.QLa).toBeCloseTo(rmse.QL, 9)
  expect(rmse.QLa).toBeLessThan(0.8 * bestOthers(verdict, 'QLa', 'QL'))
  // Ibrahim and Whitt: the last wait has twice the squared error of the place in line.
  expect((rmse.LES / rmse.QL) ** 2).toBeGreaterThan(1.6)
  expect((rmse.LES / rmse.QL) ** 2).toBeLessThan(2.4)
})

it('[Q16] forecasts better than all the others where people give up', () => {
  const verdict = holdContest({
    handling: 240,
    patience: 180,
    arrivalsPerSecond: () => 22 / 240,
    highestRate: 22 / 240,
    staff: () => 20,
    length: 1_000_000,
    seed: 6,
  })
  expect(verdict.rmse.QLa).toBeLessThan(0.9 * verdict.rmse.QL)
  expect(verdict.rmse.QL).toBeLessThan(bestOthers(verdict, 'QLa', 'QL'))
  expect(Math.abs((meanPatienceMs(verdict.waited, verdict.abandoned) ?? 0) - 180)).toBeLessThan(9)
})

it('[Q16] forecasts better than all the others while load and staff change', () => {
  const verdict = holdContest({
    handling: 240,
    patience: 300,
    arrivalsPerSecond: (at) => (19 + 5 * Math.sin((2 * Math.PI * at) / 14_400)) / 240,
    highestRate: 24 / 240,
    staff: (at) => (Math.floor(at / 3600) % 2 === 1 ? 15 : 20),
    length: 1_000_000,
    seed: 7,
  })
  expect(verdict.rmse.QLa).toBeLessThan(0.8 * bestOthers(verdict, 'QLa'))
})

it('[Q16] learns nothing of patience while nobody has given up', () => {
  expect(meanPatienceMs(90_000, 0)).toBeNull()
  expect(meanPatienceMs(90_000, 3)).toBe(30_000)
})
