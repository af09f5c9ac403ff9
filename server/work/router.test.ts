import type { InteractionId } from '#core/id.ts'
import type { Actor } from '#core/permission/may.ts'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { acceptOffer, endInteraction, closeInteraction } from '../act/interaction-acts.ts'
import { askState } from '../act/presence-acts.ts'
import { readInteraction } from '../store/interaction-record.ts'
import type { Database } from '../store/database.ts'
import { keepCustomersPlaces } from '../store/timer-row.ts'
import { readPresence } from '../store/presence-record.ts'
import { mustBe, openTestCentre, type TestCentre } from '../test/centre.ts'
import { startRouter, type Router } from './router.ts'
import type { Timers } from './timers.ts'

let centre: TestCentre
let router: Router
let timers: Timers

beforeEach(async () => {
  centre = await openTestCentre({
    offerMs: 10_000,
    declinePauseMs: 5_000,
    misses: { limit: 2, banMs: null, mayLiftOwn: true },
  })
  router = centre.startRouting()
  timers = centre.startTimers()
})
afterEach(async () => {
  await centre.close()
})

/** Until the log, the decisions and the alarms have nothing left to do. */
async function settle(): Promise<void> {
  for (let round = 0; round < 4; round += 1) {
    await timers.settle()
    await centre.tail.settle()
    await router.settle()
  }
}

async function untilRouting(): Promise<void> {
  while (!router.matcher()) await new Promise((resolve) => setTimeout(resolve, 5))
  await settle()
}

async function stateOf(id: string) {
  return (await readInteraction(centre.context.database, id as InteractionId))?.interaction.state
}

async function offeredTo(id: string): Promise<string[]> {
  const state = await stateOf(id)
  return state?.name === 'offered' ? state.offers.map((offer) => offer.agentId) : []
}

async function accept(actor: Actor, id: string): Promise<void> {
  const state = await stateOf(id)
  const offer =
    state?.name === 'offered' ? state.offers.find((one) => one.agentId === actor.agentId) : undefined
  if (!offer) throw new Error(`Nothing is offered to ${actor.agentId}: ${state?.name}`)
  mustBe(await acceptOffer(centre.context, actor, id as InteractionId, offer.id))
}

it('offers what arrives to who is ready, at once, and what waited when somebody becomes ready', async () => {
  const ana = await centre.addAgent({})
  await untilRouting()
  const first = await centre.hear('vis_1', 'Hola')
  await settle()
  expect(await stateOf(first)).toMatchObject({ name: 'waiting' })
  await centre.ready(ana)
  await settle()
  expect(await offeredTo(first)).toEqual([ana.agentId])
  const second = await centre.hear('vis_2', 'Hola')
  await settle()
  expect(await offeredTo(second)).toEqual([ana.agentId])
})

it('lets an unanswered offer expire at its deadline, goes to the next agent, and bans who missed too many', async () => {
  const ana = await centre.addAgent({ name: 'Ana' })
  await untilRouting()
  await centre.ready(ana)
  const id = await centre.hear('vis_1', 'Hola')
  await settle()
  expect(await offeredTo(id)).toEqual([ana.agentId])
  centre.advance(9_000)
  await settle()
  expect(await offeredTo(id)).toEqual([ana.agentId])
  const luis = await centre.addAgent({ name: 'Luis' })
  await centre.ready(luis)
  centre.advance(1_001)
  await settle()
  expect(await offeredTo(id)).toEqual([luis.agentId])
  mustBe(await askState(centre.context, luis, { state: 'not-ready', reasonId: null }))
  await settle()
  centre.advance(5_001)
  await settle()
  expect(await offeredTo(id)).toEqual([ana.agentId])
  centre.advance(10_001)
  await settle()
  expect((await readPresence(centre.context.database, ana.agentId))?.presence.banned).not.toBeNull()
  expect(await stateOf(id)).toMatchObject({ name: 'waiting' })
})

it('gives nothing during after-call work, and goes on when it ends by itself', async () => {
  const queueId = await centre.addQueue({
    afterWork: { limitMs: 30_000, extensionMs: 0, forcedEndMs: null, then: { state: 'ready' } },
  })
  const ana = await centre.addAgent({
    queueIds: ['que_first', queueId],
    capacity: { maximum: { 'web-chat': 1 }, interruptedBy: {} },
  })
  await untilRouting()
  await centre.ready(ana)
  const id = (await centre.hear('vis_1', 'Hola')) as InteractionId
  await settle()
  await accept(ana, id)
  const next = await centre.hear('vis_2', 'Hola')
  await settle()
  expect(await stateOf(next)).toMatchObject({ name: 'waiting' })
  mustBe(await endInteraction(centre.context, ana, id))
  mustBe(await closeInteraction(centre.context, ana, id))
  await settle()
  expect(await offeredTo(next)).toEqual([ana.agentId])
})

it('takes back what a lost agent had: the offer at once, the conversation after the second time', async () => {
  const ana = await centre.addAgent({ name: 'Ana' })
  await untilRouting()
  await centre.ready(ana)
  const held = await centre.hear('vis_1', 'Hola')
  await settle()
  await accept(ana, held)
  const alerting = await centre.hear('vis_2', 'Hola')
  await settle()
  expect(await offeredTo(alerting)).toEqual([ana.agentId])
  const { lostAfterMs, giveBackAfterMs } = centre.context.configuration.centre()
  centre.advance(lostAfterMs + 1)
  await settle()
  expect(await stateOf(alerting)).toMatchObject({ name: 'waiting' })
  expect(await stateOf(held)).toMatchObject({ name: 'active', agentId: ana.agentId })
  centre.advance(giveBackAfterMs + 1)
  await settle()
  expect(await stateOf(held)).toMatchObject({ name: 'waiting', why: 'agent-lost' })
  expect((await readPresence(centre.context.database, ana.agentId))?.presence).toMatchObject({
    online: false,
    handling: [],
    calls: [],
    offers: [],
  })
})

it('goes on where it was after a restart of the router', async () => {
  const ana = await centre.addAgent({})
  await untilRouting()
  const ids = [await centre.hear('vis_1', 'Uno'), await centre.hear('vis_2', 'Dos')]
  await router.close()
  await centre.ready(ana)
  router = centre.startRouting()
  await untilRouting()
  expect(await Promise.all(ids.map(offeredTo))).toEqual([[ana.agentId], [ana.agentId]])
})

it('does not let rows that were read before undo what the log has said since', async () => {
  const ana = await centre.addAgent({})
  await router.close()
  let letGo = (): void => undefined
  let isRead = (): void => undefined
  const gate = new Promise<void>((resolve) => (letGo = resolve))
  const read = new Promise<void>((resolve) => (isRead = resolve))
  const { database } = centre.context
  const slow: Database = {
    ...database,
    async query(statement, ...params) {
      const rows = await database.query(statement, ...params)
      if (statement.name !== 'presence.read-all') return rows
      isRead()
      await gate
      return rows
    },
  }
  router = startRouter({ ...centre.context, database: slow }, centre.tail, 'slow-node')
  await read
  await centre.ready(ana)
  await centre.tail.settle()
  letGo()
  const id = await centre.hear('vis_1', 'Hola')
  await untilRouting()
  await expect.poll(async () => await offeredTo(id)).toEqual([ana.agentId])
  await router.close()
})

it('gives up the place of a customer who closed the page and does not come back, and of nobody else', async () => {
  await untilRouting()
  const gone = await centre.hear('vis_1', 'Hola')
  const there = await centre.hear('vis_2', 'Hola')
  centre.advance(299_000)
  await keepCustomersPlaces(
    centre.context.database,
    [`${centre.account}|vis_2`],
    [{ id: 'que_first', goneMs: 300_000 }],
    centre.context.now(),
  )
  await settle()
  expect(await stateOf(gone)).toMatchObject({ name: 'waiting' })
  centre.advance(2_000)
  await settle()
  expect(await stateOf(gone)).toMatchObject({ name: 'closed', outcome: 'abandoned' })
  expect(await stateOf(there)).toMatchObject({ name: 'waiting' })
})

it('decides nothing before it knows who else waits', async () => {
  await router.close()
  const first = await centre.hear('vis_1', 'Hola')
  const ana = await centre.addAgent({ capacity: { maximum: { 'web-chat': 1 }, interruptedBy: {} } })
  await centre.ready(ana)
  await centre.tail.settle()
  let letGo = (): void => undefined
  let isAsked = (): void => undefined
  const gate = new Promise<void>((resolve) => (letGo = resolve))
  const asked = new Promise<void>((resolve) => (isAsked = resolve))
  const { database } = centre.context
  const slow: Database = {
    ...database,
    async query(statement, ...params) {
      if (statement.name === 'interaction.read-open') {
        isAsked()
        await gate
      }
      return await database.query(statement, ...params)
    },
  }
  router = startRouter({ ...centre.context, database: slow }, centre.tail, 'slow-node')
  await asked
  const second = await centre.hear('vis_2', 'Hola')
  await centre.tail.settle()
  await router.settle()
  letGo()
  await untilRouting()
  while ((await offeredTo(first)).length + (await offeredTo(second)).length === 0) await settle()
  expect([await offeredTo(first), await offeredTo(second)]).toEqual([[ana.agentId], []])
  await router.close()
})

it('does not forget what it could not offer because the database was away for a moment', async () => {
  await router.close()
  const ana = await centre.addAgent({})
  await centre.ready(ana)
  const { database } = centre.context
  let failures = 0
  const failing = (): void => {
    failures -= 1
    if (failures >= 0) throw new Error('The database is away.')
  }
  const shaky: Database = {
    ...database,
    async transaction(work, options) {
      failing()
      return await database.transaction(work, options)
    },
    async query(statement, ...params) {
      if (statement.name === 'interaction.read') failing()
      return await database.query(statement, ...params)
    },
  }
  router = startRouter({ ...centre.context, database: shaky }, centre.tail, 'shaky-node')
  await untilRouting()
  failures = 2
  const id = await centre.hear('vis_1', 'Hola')
  while (failures > 0) await new Promise((resolve) => setTimeout(resolve, 5))
  await settle()
  expect(await offeredTo(id)).toEqual([ana.agentId])
  await router.close()
})
