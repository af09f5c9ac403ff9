import { configurationRoutes } from '#protocol/config/kind.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dynamicStatement } from '../store/statement.ts'
import { both, bodies, pathOf, simpleKinds, openStaff, type Staff } from './test/staff.ts'
let staff: Staff
let door: Staff['door']
let people: Staff['people']
let make: Staff['make']

beforeAll(async () => {
  staff = await openStaff()
  ;({ door, people } = staff)
  make = async (...args) => await staff.make(...args)
})
afterAll(async () => await door.close())

describe('each kind', () => {
  it.each(simpleKinds)('%s is made, read, changed, archived and restored', async (kind) => {
    const made = await make(kind)
    expect(made).toMatchObject({ version: 1, archivedAt: null })
    const path = pathOf(kind, made.id)
    expect((await door.ask(people.owner, 'GET', path)).body).toEqual(made)

    const { id: _, archivedAt: __, ...body } = made
    const replaced = await door.ask(people.owner, 'PUT', path, body)
    expect(replaced).toMatchObject({ status: 200, body: { ...made, version: 2 } })
    const changed = await door.ask(people.owner, 'PATCH', path, {}, { 'if-match': '"2"' })
    expect(changed).toMatchObject({ status: 200, body: { version: 3 } })

    const archived = await door.ask(people.owner, 'DELETE', `${path}?version=3`)
    expect(archived).toMatchObject({ status: 200, body: { version: 4, archivedAt: expect.any(Number) } })
    const ids = async (query: string): Promise<string[]> =>
      (await door.ask(people.owner, 'GET', `/api/v1/${configurationRoutes[kind]}${query}`)).body.items.map(
        (item: { id: string }) => item.id,
      )
    expect(await ids('')).not.toContain(made.id)
    expect(await ids('?archived=true')).toContain(made.id)
    expect((await door.ask(people.owner, 'GET', path)).body).toMatchObject({
      archivedAt: expect.any(Number),
    })
    expect((await door.ask(people.owner, 'PUT', path, { ...body, version: 4 })).status).toBe(404)

    const restored = await door.ask(people.owner, 'POST', `${path}/restore`, { version: 4 })
    expect(restored).toMatchObject({ status: 200, body: { version: 5, archivedAt: null } })
    expect(await ids('')).toContain(made.id)
  })

  it('the centre is always there, is changed, and cannot be archived', async () => {
    const { body } = await door.ask(people.supervisor, 'GET', '/api/v1/centre')
    expect(body).toMatchObject({ id: 'centre', name: 'Atiende' })
    const changed = await door.ask(people.administrator, 'PATCH', '/api/v1/centre', {
      name: 'Tienda Sur',
      version: body.version,
    })
    expect(changed.body).toMatchObject({ name: 'Tienda Sur', version: body.version + 1 })
    expect((await door.ask(people.owner, 'DELETE', '/api/v1/centre')).status).toBe(404)
  })
})

describe('two at the same time', () => {
  it('never overwrite each other: the later one is told', async () => {
    const queue = await make('queue')
    const put = (name: string) =>
      door.ask(people.manager, 'PATCH', pathOf('queue', queue.id), { name, version: 1 })
    const answers = await Promise.all([put('Una'), put('Otra')])
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]))
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
      error: { code: 'changed-meanwhile' },
    })
    expect(
      (await door.ask(people.manager, 'DELETE', `${pathOf('queue', queue.id)}?version=1`)).body,
    ).toMatchObject({ error: { code: 'changed-meanwhile' } })
  })

  it('must say what they have seen', async () => {
    const skill = await make('skill')
    for (const [method, path, body] of [
      ['PATCH', '', { name: both('Otro') }],
      ['DELETE', '', undefined],
      ['POST', '/restore', {}],
    ] as const)
      expect(
        (await door.ask(people.owner, method, pathOf('skill', skill.id) + path, body)).body,
      ).toMatchObject({ error: { code: 'invalid-request', details: { problem: 'version' } } })
  })
})

describe('every change', () => {
  it('is written down with who did it, before and after, newest first, page by page', async () => {
    const queue = await make('queue', { name: 'Primera' })
    await door.ask(people.manager, 'PATCH', pathOf('queue', queue.id), { name: 'Segunda', version: 1 })
    await door.ask(people.manager, 'DELETE', `${pathOf('queue', queue.id)}?version=2`)
    const page = async (query: string) =>
      (await door.ask(people.administrator, 'GET', `/api/v1/audit?subjectId=${queue.id}${query}`)).body
    const first = await page('&limit=2')
    expect(first.items).toMatchObject([
      {
        act: 'archived',
        actorId: people.manager.id,
        actorName: 'manager',
        before: { name: 'Segunda' },
        after: null,
      },
      { act: 'changed', before: { name: 'Primera' }, after: { name: 'Segunda' } },
    ])
    const second = await page(`&limit=2&before=${first.before}`)
    expect(second).toMatchObject({
      items: [{ act: 'created', before: null, actorId: people.owner.id }],
      before: null,
    })
  })

  it('is an event in the same transaction: for everybody, with what and which', async () => {
    const skill = await make('skill')
    const read = dynamicStatement<{ body: object; audience: object }, [string]>(
      `select body, audience from event where type = 'configuration-changed' and body ->> 'id' = $1`,
    )
    expect(await door.context.database.query(read, [skill.id])).toEqual([
      { body: { kind: 'skill', id: skill.id }, audience: { everyone: true } },
    ])
  })

  it('that is refused leaves nothing behind', async () => {
    const count = dynamicStatement<{ n: number }, []>(
      'select (select count(*) from audit) + (select count(*) from event) + (select count(*) from configuration) as n',
    )
    const [before] = await door.context.database.query(count)
    await door.ask(people.agent, 'POST', '/api/v1/skills', bodies.skill())
    await door.ask(people.owner, 'POST', '/api/v1/queues', { ...bodies.queue(), hoursId: 'hrs_never' })
    await door.ask(people.owner, 'POST', '/api/v1/agents', {
      name: 'Otra',
      email: door.context.configuration.agents()[0]?.email,
    })
    expect(await door.context.database.query(count)).toEqual([before])
  })
})
