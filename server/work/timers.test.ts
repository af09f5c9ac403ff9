import type { InteractionId } from '#core/id.ts'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Database } from '../store/database.ts'
import { lockInteraction, readInteraction } from '../store/interaction-record.ts'
import { readPresence } from '../store/presence-record.ts'
import { cancelTimers } from '../store/timer-row.ts'
import { openTestCentre, type TestCentre } from '../test/centre.ts'
import { startTimers } from './timers.ts'

let centre: TestCentre

beforeEach(async () => {
  centre = await openTestCentre({ customerGoneMs: 60_000 })
})
afterEach(async () => {
  await centre.close()
})

async function stateOf(id: string) {
  return (await readInteraction(centre.context.database, id as InteractionId))?.interaction.state.name
}

it('gives everybody time to come back after the server was away, and then no more', async () => {
  const ana = await centre.addAgent({})
  await centre.ready(ana)
  const waiting = await centre.hear('vis_1', 'Hola')
  centre.advance(3_600_000)
  const timers = centre.startTimers()
  await timers.settle()
  expect(await stateOf(waiting)).toBe('waiting')
  expect((await readPresence(centre.context.database, ana.agentId))?.presence.online).toBe(true)
  centre.advance(120_000)
  await timers.settle()
  expect(await stateOf(waiting)).toBe('closed')
  expect((await readPresence(centre.context.database, ana.agentId))?.presence.online).toBe(false)
})

it('does the same after the database was away', async () => {
  const { database } = centre.context
  let isAway = false
  const context = {
    ...centre.context,
    database: {
      ...database,
      async query(statement, ...params) {
        if (isAway) throw new Error('The database is away.')
        return await database.query(statement, ...params)
      },
    } satisfies Database,
  }
  const timers = startTimers(context)
  await timers.settle()
  const waiting = await centre.hear('vis_1', 'Hola')
  isAway = true
  centre.advance(3_600_000)
  await timers.settle()
  isAway = false
  await timers.settle()
  expect(await stateOf(waiting)).toBe('waiting')
  await timers.close()
})

it('does not stand in the way of whoever holds the conversation and its alarm', async () => {
  const timers = centre.startTimers()
  await timers.settle()
  const id = (await centre.hear('vis_1', 'Hola')) as InteractionId
  await centre.context.database.transaction(async (transaction) => {
    await lockInteraction(transaction, id)
    centre.advance(60_001)
    void timers.settle()
    await new Promise((resolve) => setTimeout(resolve, 300))
    await cancelTimers(transaction, [`customer-gone:${id}`])
  })
  await timers.settle()
  expect(await stateOf(id)).toBe('waiting')
})
