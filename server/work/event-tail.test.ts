import { afterAll, beforeAll, expect, it } from 'vitest'
import { pino } from 'pino'
import type { Doorbell } from '../context.ts'
import { appendEvents, isBefore, readEventsBetween, type LoggedEvent } from '../store/event-log.ts'
import { dynamicStatement } from '../store/statement.ts'
import { createTestDatabase, type TestDatabase } from '../store/test/test-database.ts'
import { openEventTail } from './event-tail.ts'

let test: TestDatabase

beforeAll(async () => {
  test = await createTestDatabase()
})
afterAll(async () => {
  await test.drop()
})

function silentDoorbell(): Doorbell {
  const listeners = new Set<() => void>()
  return {
    ring: () => listeners.forEach((listener) => listener()),
    on: (_, listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

function numbered(n: number): Parameters<typeof appendEvents>[1][number] {
  return { type: 'test', interactionId: null, agentId: null, audience: {}, body: { n } }
}

function numberOf(event: LoggedEvent): number {
  return (event.body as { n: number }).n
}

it('hands out every event once and in the log’s order while many write at once and commit out of order', async () => {
  const doorbell = silentDoorbell()
  const tail = await openEventTail({ database: test.database, doorbell, log: pino({ level: 'silent' }) })
  const start = tail.place()
  const seen: LoggedEvent[] = []
  tail.follow((events) => seen.push(...events))

  const writers = 8
  const each = 60
  await Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      for (let i = 0; i < each; i += 1) {
        await test.database.transaction(async (transaction) => {
          await appendEvents(transaction, [numbered(writer * each + i)], 1)
          // Long and short transactions mixed: later numbers are committed before earlier ones.
          if ((writer + i) % 5 === 0)
            await new Promise((resolve) => setTimeout(resolve, (writer * 7 + i) % 11))
        })
        doorbell.ring('events')
      }
    }),
  )
  await tail.settle()

  expect(seen.map(numberOf).toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: writers * each }, (_, n) => n),
  )
  const disorder = seen.filter((event, index) => index > 0 && !isBefore(seen[index - 1] ?? event, event))
  expect(disorder).toEqual([])
  const reread = await readEventsBetween(test.database, start, tail.place(), 10_000)
  expect(reread.map(numberOf)).toEqual(seen.map(numberOf))
  await tail.close()
})

it('does not hand out what is committed behind a transaction that still runs, and does not miss it later', async () => {
  const doorbell = silentDoorbell()
  const tail = await openEventTail({ database: test.database, doorbell, log: pino({ level: 'silent' }) })
  const seen: number[] = []
  tail.follow((events) => seen.push(...events.map(numberOf)))
  let release: () => void = () => undefined
  const held = new Promise<void>((resolve) => (release = resolve))
  let wrote: () => void = () => undefined
  const written = new Promise<void>((resolve) => (wrote = resolve))

  const slow = test.database.transaction(async (transaction) => {
    await appendEvents(transaction, [numbered(1)], 1)
    wrote()
    await held
  })
  await written
  await test.database.transaction(async (transaction) => await appendEvents(transaction, [numbered(2)], 1))
  doorbell.ring('events')
  await new Promise((resolve) => setTimeout(resolve, 60))
  expect(seen).toEqual([])

  release()
  await slow
  await tail.settle()
  expect(seen).toEqual([1, 2])
  await tail.close()
})

it('passes over what was restored from another cluster, whose transactions were numbered higher', async () => {
  await test.database.execute(
    dynamicStatement<never, []>(
      `insert into event (xid, at, type, audience, body) values ('900000000000', 1, 'test', '{}', '{"n": -1}')`,
    ),
  )
  const tail = await openEventTail({
    database: test.database,
    doorbell: silentDoorbell(),
    log: pino({ level: 'silent' }),
  })
  const seen: LoggedEvent[] = []
  tail.follow((events) => seen.push(...events))
  await appendEvents(test.database, [numbered(1)], 1)
  await tail.settle()
  expect(seen.map(numberOf)).toEqual([1])
  await tail.close()
})
