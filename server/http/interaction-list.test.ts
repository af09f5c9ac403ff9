import type { InteractionId } from '#core/id.ts'
import type { InteractionPage } from '#protocol/interaction.ts'
import { tag } from '#protocol/config/tag.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { agentConnected } from '../act/presence-acts.ts'
import { createConfigured } from '../configuration/save.ts'
import { createSayBatch } from '../act/say-batch.ts'
import { changeTags } from '../act/tag-acts.ts'
import { addLine, begin, beginWith, happen, type Line } from '../test/begun.ts'
import { mustBe } from '../test/centre.ts'
import { openTestDoor, type Answer, type Person, type TestDoor } from '../test/door.ts'
import { interactionRoutes } from './interaction-route.ts'

let door: TestDoor
let shop: Line
let office: Line
let ana: Person
let luis: Person
let boss: Person
let waiting: InteractionId[]
let elsewhere: InteractionId
let annas: InteractionId
let endedId: InteractionId
let luises: InteractionId
let stored: InteractionId
let storedElsewhere: InteractionId

beforeAll(async () => {
  door = await openTestDoor((context) => ({
    routes: interactionRoutes(context, createSayBatch(context)),
  }))
  const { context } = door
  shop = await addLine(door, { name: 'Tienda' })
  office = await addLine(door, { name: 'Oficina' })
  ana = await door.addAgent({ name: 'Ana Pérez', queues: [{ queueId: shop.queueId, order: 1 }] })
  luis = await door.addAgent({ name: 'Luis Ortega', queues: [{ queueId: office.queueId, order: 1 }] })
  boss = await door.addAgent({ name: 'Sofía Jefa', role: 'supervisor' })
  waiting = []
  for (let n = 0; n < 7; n++) {
    waiting.push(await begin(context, shop, `vis_${n}`))
    door.advance(10)
  }
  elsewhere = await begin(context, office, 'vis_elsewhere')
  annas = await beginWith(context, shop, 'vis_ana', ana.id)
  endedId = await beginWith(context, shop, 'vis_ended', ana.id)
  await happen(context, endedId, { type: 'ended', by: 'agent' })
  luises = await beginWith(context, office, 'vis_luis', luis.id)
  stored = await beginWith(context, shop, 'vis_stored', ana.id)
  await happen(context, stored, { type: 'stored', workbinId: 'bin_team', dueAt: null })
  storedElsewhere = await beginWith(context, office, 'vis_stored_elsewhere', luis.id)
  await happen(context, storedElsewhere, { type: 'stored', workbinId: 'bin_team', dueAt: null })
})
afterAll(async () => await door.close())

const ask = async (who: Person | null, query: string): Promise<Answer> =>
  await door.ask(who, 'GET', `/api/v1/interactions?${query}`)
const list = async (who: Person, query: string): Promise<InteractionId[]> =>
  ((await ask(who, query)).body as InteractionPage).interactions.map(({ id }) => id)

it('gives each person of each list what that person may see, in the order of the places', async () => {
  expect(await list(ana, 'list=pending')).toEqual(waiting)
  expect(await list(luis, 'list=pending')).toEqual([elsewhere])
  expect(await list(boss, 'list=pending')).toEqual([...waiting, elsewhere])
  expect(await list(ana, 'list=active')).toEqual([annas])
  expect(await list(ana, 'list=ended')).toEqual([endedId])
  expect(await list(luis, 'list=ended')).toEqual([])
  expect(await list(ana, 'list=workbin')).toEqual([stored])
  expect(await list(boss, 'list=workbin')).toEqual([stored, storedElsewhere])
  expect(await list(ana, '')).toEqual([...waiting, annas, endedId, stored])
  expect((await list(boss, 'list=all')).length).toBe(waiting.length + 6)
})

it('shows supervisors what colleagues handle, all or one’s, and nobody else', async () => {
  expect(await list(boss, 'list=team')).toEqual([annas, luises])
  expect(await list(boss, `list=team&agentId=${luis.id}`)).toEqual([luises])
  expect((await ask(ana, 'list=team')).body.error.code).toBe('not-allowed')
  expect((await ask(null, 'list=pending')).status).toBe(401)
})

it('goes on page by page without repeating or skipping what stays, however the list changes', async () => {
  const first = (await ask(ana, 'list=pending&limit=3')).body as InteractionPage
  expect(first.interactions.map(({ id }) => id)).toEqual(waiting.slice(0, 3))
  // One that was shown goes, and one comes that has an older place than any of the rest.
  await happen(door.context, waiting[1] as InteractionId, { type: 'pulled', agentId: ana.id })
  const rest = (await ask(ana, `list=pending&limit=4&after=${first.next}`)).body as InteractionPage
  expect(rest.interactions.map(({ id }) => id)).toEqual(waiting.slice(3))
  expect(rest.next).toBeNull()
  await happen(door.context, waiting[1] as InteractionId, { type: 'returned' })
  expect(await list(ana, 'list=pending')).toEqual(waiting)
})

it('filters before it counts to the limit', async () => {
  const { id: urgent } = mustBe(
    await createConfigured(door.context, null, 'tag', tag.parse({ name: 'Urgente' })),
  )
  const last = waiting[6] as InteractionId
  mustBe(
    await changeTags(door.context, { agentId: boss.id, role: 'supervisor', queueIds: [] }, last, {
      add: [urgent],
      remove: [],
      create: [],
    }),
  )
  for (const who of [ana, boss]) {
    expect(await list(who, `list=pending&limit=1&tagId=${urgent}`)).toEqual([last])
    expect(await list(who, `list=pending&tagId=${urgent}&tagId=tag_other`)).toEqual([last])
    expect(await list(who, 'list=pending&tagId=tag_other')).toEqual([])
    expect(await list(who, 'list=pending&channel=email')).toEqual([])
    expect(await list(who, `list=pending&channel=web-chat&queueId=${shop.queueId}`)).toEqual(waiting)
  }
  // A filter opens no door.
  expect(await list(ana, `list=pending&queueId=${office.queueId}`)).toEqual([])
  expect(await list(boss, `list=pending&queueId=${office.queueId}`)).toEqual([elsewhere])
})

it('refuses a cursor that it never handed out, and a list that it does not have', async () => {
  for (const query of ['after=nonsense', 'list=everything', 'limit=501', 'queueId=que'])
    expect((await ask(ana, query)).status).toBe(400)
})

it('takes one out of the workbin: for members and supervisors, once', async () => {
  const take = async (who: Person): Promise<Answer> =>
    await door.ask(who, 'POST', `/api/v1/interactions/${stored}/take`)
  expect((await take(luis)).body.error.code).toBe('not-allowed')
  expect((await door.ask(ana, 'GET', `/api/v1/interactions/${stored}`)).status).toBe(200)
  expect((await door.ask(luis, 'GET', `/api/v1/interactions/${stored}`)).status).toBe(404)
  mustBe(await agentConnected(door.context, boss.id))
  const taken = await take(boss)
  expect(taken.body.interaction.state).toMatchObject({ name: 'active', agentId: boss.id })
  expect((await take(ana)).body.error).toMatchObject({
    code: 'taken-by-other',
    details: { agent: 'Sofía Jefa' },
  })
  expect(await list(ana, 'list=workbin')).toEqual([])
})
