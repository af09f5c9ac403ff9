import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { InteractionId } from '#core/id.ts'
import { createSayBatch } from '../act/say-batch.ts'
import { draftNews } from '../live/draft-news.ts'
import { addLine, begin, beginWith, happen, type Line } from '../test/begun.ts'
import { openTestDoor, type Answer, type Person, type TestDoor } from '../test/door.ts'
import { draftRoutes } from './draft-routes.ts'
import { interactionRoutes } from './interaction-route.ts'

let door: TestDoor
let line: Line
let ana: Person
let luis: Person
let boss: Person
let id: InteractionId
let users = 0

beforeAll(async () => {
  const tell = draftNews({ send() {} })
  door = await openTestDoor((context) => ({
    routes: [...draftRoutes(context, tell), ...interactionRoutes(context, createSayBatch(context), tell)],
  }))
  line = await addLine(door, { dispositionPolicy: 'optional' })
  const queues = [{ queueId: line.queueId, order: 1 }]
  ana = await door.addAgent({ name: 'Ana Pérez', queues })
  luis = await door.addAgent({ name: 'Luis Ortega', queues })
  boss = await door.addAgent({ name: 'Sofía Jefa', role: 'supervisor' })
})
afterAll(async () => await door.close())
beforeEach(async () => {
  id = await beginWith(door.context, line, `vis_${++users}`, ana.id)
})

const put = async (who: Person, body: object): Promise<Answer> =>
  await door.ask(who, 'PUT', `/api/v1/interactions/${id}/drafts/note`, { baseRevision: 0, ...body })
const drafts = async (who: Person): Promise<Answer> =>
  await door.ask(who, 'GET', `/api/v1/interactions/${id}/drafts`)
const textsOf = ({ body }: Answer): string[] => body.drafts.map((draft: { text: string }) => draft.text)

describe('a note', () => {
  const save = async (who: Person | null, body: object): Promise<Answer> =>
    await door.ask(who, 'PUT', `/api/v1/interactions/${id}/note`, body)
  const see = async (who: Person | null): Promise<Answer> =>
    await door.ask(who, 'GET', `/api/v1/interactions/${id}/note`)
  const brief = async (): Promise<object> =>
    (await door.ask(boss, 'GET', `/api/v1/interactions/${id}`)).body.interaction.note

  it('is saved as versions with their authors, and everybody’s view of the interaction has the latest', async () => {
    expect((await see(ana)).body.note).toEqual({
      interactionId: id,
      version: 0,
      text: '',
      mayWrite: true,
      versions: [],
    })
    const first = await save(ana, { text: 'Quiere\nfactura', baseVersion: 0 })
    expect(first.body.note).toMatchObject({ version: 1, text: 'Quiere\nfactura' })
    await save(boss, { text: 'Quiere factura y recibo', baseVersion: 1 })
    expect((await see(ana)).body.note).toMatchObject({
      version: 2,
      text: 'Quiere factura y recibo',
      versions: [
        { version: 2, agentId: boss.id, agentName: 'Sofía Jefa', text: 'Quiere factura y recibo' },
        { version: 1, agentId: ana.id, agentName: 'Ana Pérez', text: 'Quiere\nfactura' },
      ],
    })
    expect(await brief()).toMatchObject({ version: 2, agentId: boss.id, preview: 'Quiere factura y recibo' })
    expect((await save(ana, { text: '', baseVersion: 2 })).body.note).toMatchObject({ version: 3, text: '' })
    expect(await brief()).toMatchObject({ version: 3, preview: '' })
  })

  it('that somebody else saved meanwhile is not written over', async () => {
    await save(ana, { text: 'Uno', baseVersion: 0 })
    await put(ana, { text: 'Mi texto' })
    const late = await save(ana, { text: 'Mi texto', baseVersion: 0, draftRevision: 1 })
    expect(late.body.error).toMatchObject({ code: 'changed-meanwhile', details: { version: 1 } })
    expect((await see(ana)).body.note).toMatchObject({ version: 1, text: 'Uno' })
    expect(textsOf(await drafts(ana))).toEqual(['Mi texto'])
    const both = await Promise.all(['A', 'B'].map((text) => save(ana, { text, baseVersion: 1 })))
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
  })

  it('empties its draft when saved, unless that was written on since', async () => {
    await put(ana, { text: 'Uno' })
    await save(ana, { text: 'Uno', baseVersion: 0, draftRevision: 1 })
    expect((await drafts(ana)).body.drafts).toMatchObject([{ kind: 'note', revision: 2, text: '' }])
    await put(ana, { text: 'Dos', baseRevision: 2 })
    await save(ana, { text: 'Otra', baseVersion: 1, draftRevision: 2 })
    expect(textsOf(await drafts(ana))).toEqual(['Dos'])
  })

  it('is written after closing by who had it, by supervisors, and by nobody else', async () => {
    await happen(door.context, id, { type: 'assigned', agentId: luis.id })
    await happen(door.context, id, { type: 'ended', by: 'agent' }, { type: 'closed', policy: 'optional' })
    expect((await save(ana, { text: 'La tuve antes', baseVersion: 0 })).status).toBe(200)
    expect((await save(luis, { text: 'La cerré', baseVersion: 1 })).status).toBe(200)
    expect((await save(boss, { text: 'La vi', baseVersion: 2 })).status).toBe(200)
    const eva = await door.addAgent({ name: 'Eva', queues: [{ queueId: line.queueId, order: 1 }] })
    expect((await save(eva, { text: 'x', baseVersion: 3 })).body.error.code).toBe('not-found')
    expect((await see(eva)).body.error.code).toBe('not-found')
    expect((await see(null)).status).toBe(401)
    expect((await save(null, { text: 'x', baseVersion: 3 })).status).toBe(401)
    expect((await save(ana, { text: 'x'.repeat(10_001), baseVersion: 3 })).status).toBe(400)
  })

  it('of a waiting one is read by the queue’s members and written by supervisors', async () => {
    id = await begin(door.context, line, `vis_${++users}`)
    expect((await save(ana, { text: 'x', baseVersion: 0 })).body.error.code).toBe('not-allowed')
    expect((await save(boss, { text: 'Es prioritario', baseVersion: 0 })).status).toBe(200)
    expect((await see(ana)).body.note).toMatchObject({ text: 'Es prioritario', mayWrite: false })
  })
})
