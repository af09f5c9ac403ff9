import { afterEach, beforeEach, expect, it } from 'vitest'
import type { BusSignal } from '../live/signal-bus.ts'
import { openTestCentre, type TestCentre } from '../test/centre.ts'
import { startQueuePulse } from './queue-pulse.ts'

let centre: TestCentre

beforeEach(async () => {
  centre = await openTestCentre()
})
afterEach(async () => {
  await centre.close()
})

it('tells all who wait their place, many with one signal', async () => {
  const router = centre.startRouting()
  while (!router.matcher()) await new Promise((resolve) => setTimeout(resolve, 5))
  const users = Array.from({ length: 45 }, (_, n) => `vis_${n}`)
  for (const user of users) await centre.hear(user, 'Hola')
  await centre.tail.settle()
  await router.settle()
  const sent: BusSignal[] = []
  const pulse = startQueuePulse(centre.context, router, {
    ...centre.bus,
    send: (signal) => void sent.push(signal),
  })
  const told = (): string[] =>
    sent.flatMap((signal) => (signal.to === 'customers' ? signal.queue.map(({ customer }) => customer) : []))
  while (told().length < users.length) await new Promise((resolve) => setTimeout(resolve, 20))
  await pulse.close()
  expect(new Set(told())).toEqual(new Set(users.map((user) => `${centre.account}|${user}`)))
  expect(sent.filter(({ to }) => to === 'customers').length).toBeLessThan(4)
  const reasons = sent.flatMap((signal) => (signal.to === 'queue-reasons' ? [signal.waiting.length] : []))
  expect(reasons).toEqual([40])
  // A notification of the database carries it, and figures come after the reasons.
  expect(Math.max(...sent.map((signal) => JSON.stringify(signal).length))).toBeLessThan(7_800)
  expect(sent.map(({ to }) => to).indexOf('queues')).toBeGreaterThan(
    sent.map(({ to }) => to).indexOf('queue-reasons'),
  )
})
