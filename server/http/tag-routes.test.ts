import type { InteractionId, TagId } from '#core/id.ts'
import { tag } from '#protocol/config/tag.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { archiveConfigured, changeConfigured, createConfigured } from '../configuration/save.ts'
import { dynamicStatement } from '../store/statement.ts'
import { addLine, begin, beginWith, type Line } from '../test/begun.ts'
import { mustBe } from '../test/centre.ts'
import { openTestDoor, type Answer, type Person, type TestDoor } from '../test/door.ts'
import { tagRoutes } from './tag-routes.ts'

let door: TestDoor
let line: Line
let ana: Person
let luis: Person
let boss: Person
let users = 0

beforeAll(async () => {
  door = await openTestDoor((context) => ({ routes: tagRoutes(context) }))
  line = await addLine(door)
  const queues = [{ queueId: line.queueId, order: 1 }]
  ana = await door.addAgent({ name: 'Ana Pérez', queues })
  luis = await door.addAgent({ name: 'Luis Ortega', queues })
  boss = await door.addAgent({ name: 'Sofía Jefa', role: 'supervisor' })
})
afterAll(async () => await door.close())

const addTag = async (name: string): Promise<TagId> =>
  mustBe(await createConfigured(door.context, null, 'tag', tag.parse({ name }))).id
const ofAna = async (): Promise<InteractionId> =>
  await beginWith(door.context, line, `vis_${++users}`, ana.id)
const put = async (who: Person | null, id: InteractionId, body: object): Promise<Answer> =>
  await door.ask(who, 'POST', `/api/v1/interactions/${id}/tags`, body)
const change = async (body: object): Promise<void> => {
  const centre = door.context.configuration.centre()
  const { id, version, archivedAt: _, ...now } = centre
  mustBe(await changeConfigured(door.context, null, 'centre', id, version, { ...now, ...body }))
}
const eventsOf = async (id: InteractionId): Promise<number> => {
  const rows = await door.context.database.query(
    dynamicStatement<{ n: number }, [string]>(
      `select count(*)::int as n from event where interaction_id = $1 and type = 'interaction-changed'`,
    ),
    [id],
  )
  return rows[0]?.n ?? 0
}

it('puts tags on and takes them off, for the owner and for supervisors, and for nobody else', async () => {
  const [urgent, gift] = [await addTag('Urgente'), await addTag('Regalo')]
  const id = await ofAna()
  const done = await put(ana, id, { add: [urgent, gift] })
  expect(done.status).toBe(200)
  expect(done.body.interaction.tagIds).toEqual([urgent, gift])
  expect((await put(boss, id, { remove: [urgent] })).body.interaction.tagIds).toEqual([gift])
  expect((await put(null, id, { add: [urgent] })).status).toBe(401)
  expect((await put(luis, id, { add: [urgent] })).body.error.code).toBe('not-allowed')
  expect((await put(luis, id, { create: ['Palabra nueva'] })).body.error.code).toBe('not-allowed')
  expect(door.context.configuration.list('tag').some(({ name }) => name === 'Palabra nueva')).toBe(false)
  expect((await put(ana, 'int_nothing', { add: [urgent] })).status).toBe(404)
  const waiting = await begin(door.context, line, 'vis_waiting')
  expect((await put(ana, waiting, { add: [urgent] })).status).toBe(403)
})

it('tells nobody when nothing changes', async () => {
  const one = await addTag('Una vez')
  const id = await ofAna()
  await put(ana, id, { add: [one] })
  const before = await eventsOf(id)
  const again = await put(ana, id, { add: [one], remove: ['tag_other'], create: ['UNA  VEZ'] })
  expect(again.body.interaction.tagIds).toEqual([one])
  expect(await eventsOf(id)).toBe(before)
})

it('refuses what is archived, and more than twenty', async () => {
  const old = await addTag('De antes')
  const id = await ofAna()
  await put(ana, id, { add: [old] })
  mustBe(await archiveConfigured(door.context, null, 'tag', old, 1))
  expect((await put(ana, await ofAna(), { add: [old] })).body.error.code).toBe('tag-archived')
  expect((await put(ana, id, { remove: [old] })).body.interaction.tagIds).toEqual([])
  const words = Array.from({ length: 20 }, (_, n) => `Palabra ${n}`)
  expect((await put(ana, id, { create: words })).body.interaction.tagIds).toHaveLength(20)
  expect((await put(ana, id, { create: ['La de más'] })).body.error).toMatchObject({
    code: 'too-many-tags',
    details: { limit: 20 },
  })
  expect(door.context.configuration.list('tag').some(({ name }) => name === 'La de más')).toBe(false)
})

it('makes one tag of the same word from two agents at once, with an entry in the audit log', async () => {
  const [mine, his] = [await ofAna(), await beginWith(door.context, line, 'vis_his', luis.id)]
  const answers = await Promise.all([
    put(ana, mine, { create: ['Avería'] }),
    put(luis, his, { create: ['AVERIA'] }),
    put(ana, mine, { create: [' avería '] }),
  ])
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
  const made = door.context.configuration.list('tag').filter(({ name }) => /aver[ií]a/i.test(name))
  expect(made).toHaveLength(1)
  for (const { body } of answers) expect(body.interaction.tagIds).toContain(made[0]?.id)
  const audited = await door.context.database.query(
    dynamicStatement<{ act: string; actor_id: string }, [string]>(
      'select act, actor_id from audit where subject_id = $1',
    ),
    [made[0]?.id ?? ''],
  )
  expect(audited).toHaveLength(1)
  expect([ana.id, luis.id]).toContain(audited[0]?.actor_id)
})

it('lets agents make tags only where the centre does; who may change tags always may', async () => {
  await addTag('Conocida')
  await change({ agentsMayAddTags: false })
  const id = await ofAna()
  expect((await put(ana, id, { create: ['Desconocida'] })).body.error).toMatchObject({
    code: 'new-tags-not-allowed',
    details: { name: 'Desconocida' },
  })
  expect((await put(ana, id, { create: ['conocida'] })).status).toBe(200)
  const manager = await door.addAgent({ name: 'Mario', role: 'manager' })
  expect((await put(manager, id, { create: ['De arriba'] })).status).toBe(200)
  await change({ agentsMayAddTags: true })
})

it('keeps the names of tags apart, also of those that come back', async () => {
  const manager = await door.addAgent({ name: 'Marta', role: 'manager' })
  const make = async (name: string): Promise<Answer> =>
    await door.ask(manager, 'POST', '/api/v1/tags', { name })
  const first = await make('Ámbar')
  expect(first.status).toBe(201)
  expect((await make('ambar')).body.error.code).toBe('tag-name-taken')
  const { id, version } = first.body
  expect((await door.ask(manager, 'DELETE', `/api/v1/tags/${id}?version=${version}`)).status).toBe(200)
  expect((await make('AMBAR')).status).toBe(201)
  const back = await door.ask(manager, 'POST', `/api/v1/tags/${id}/restore`, { version: version + 1 })
  expect(back.body.error.code).toBe('tag-name-taken')
  expect((await door.ask(ana, 'POST', '/api/v1/tags', { name: 'Mía' })).status).toBe(403)
})
