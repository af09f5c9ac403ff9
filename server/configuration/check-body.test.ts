import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dynamicStatement } from '../store/statement.ts'
import { readPresence } from '../store/presence-record.ts'
import { both, bodies, pathOf, openStaff, type Staff } from './test/staff.ts'
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

describe('references', () => {
  it('must lead somewhere', async () => {
    const wrong = [
      ['queues', { ...bodies.queue(), requiredSkills: [{ skillId: 'skl_nobody' }] }],
      ['queues', { ...bodies.queue(), dispositionTreeId: 'dst_nothing' }],
      ['queues', { ...bodies.queue(), hoursId: 'hrs_never' }],
      ['queues', { ...bodies.queue(), afterWork: { then: { state: 'not-ready', reasonId: 'rsn_none' } } }],
      ['queues', { ...bodies.queue(), offerFields: ['no_such_field'] }],
      ['agents', { ...bodies.agent(), queues: [{ queueId: 'que_none' }] }],
      ['agents', { ...bodies.agent(), skills: [{ skillId: 'skl_none' }] }],
      ['channel-accounts', { name: 'Widget', channel: 'web-chat', queueId: 'que_none' }],
      [
        'channel-accounts',
        { name: 'Line', channel: 'voice', queueId: (await make('queue', { channels: ['voice'] })).id },
      ],
    ] as const
    for (const [plural, body] of wrong)
      expect(
        await door.ask(people.owner, 'POST', `/api/v1/${plural}`, body),
        JSON.stringify(body),
      ).toMatchObject({ status: 400, body: { error: { code: 'unknown-reference' } } })
  })

  it('hold what they need: it cannot be archived under them', async () => {
    const [skill, hours, tree, reason, field] = [
      await make('skill'),
      await make('hours'),
      await make('disposition-tree'),
      await make('reason'),
      await make('case-field'),
    ]
    const queue = await make('queue', {
      name: 'Devoluciones',
      requiredSkills: [{ skillId: skill.id, level: 3 }],
      hoursId: hours.id,
      dispositionTreeId: tree.id,
      offerFields: [field.key],
      afterWork: { then: { state: 'not-ready', reasonId: reason.id } },
    })
    for (const [kind, thing] of [
      ['skill', skill],
      ['hours', hours],
      ['disposition-tree', tree],
      ['reason', reason],
      ['case-field', field],
    ] as const)
      expect(
        (await door.ask(people.owner, 'DELETE', `${pathOf(kind, thing.id)}?version=1`)).body,
        kind,
      ).toMatchObject({ error: { code: 'still-used', message: expect.stringContaining('Devoluciones') } })
    expect((await door.ask(people.owner, 'DELETE', `${pathOf('queue', queue.id)}?version=1`)).status).toBe(
      200,
    )
    expect((await door.ask(people.owner, 'DELETE', `${pathOf('skill', skill.id)}?version=1`)).status).toBe(
      200,
    )
    expect(
      (await door.ask(people.owner, 'POST', `${pathOf('queue', queue.id)}/restore`, { version: 2 })).body,
    ).toMatchObject({ error: { code: 'unknown-reference' } })
  })

  it('that do no harm may stay when what they name is archived', async () => {
    const queue = await make('queue')
    const agent = await make('agent', { queues: [{ queueId: queue.id }] })
    expect((await door.ask(people.owner, 'DELETE', `${pathOf('queue', queue.id)}?version=1`)).status).toBe(
      200,
    )
    expect(
      (await door.ask(people.owner, 'PATCH', pathOf('agent', agent.id), { name: 'Otro', version: 1 })).status,
    ).toBe(200)
    expect(
      (
        await door.ask(people.owner, 'POST', '/api/v1/agents', {
          ...bodies.agent(),
          queues: [{ queueId: queue.id }],
        })
      ).body,
    ).toMatchObject({ error: { code: 'unknown-reference' } })
  })
})

describe('what each kind needs besides', () => {
  it('an address belongs to one person, whatever its case, also after that person has left', async () => {
    const agent = await make('agent', { email: 'Twice@example.org' })
    const again = () =>
      door.ask(people.owner, 'POST', '/api/v1/agents', { name: 'Otra', email: 'twice@EXAMPLE.org' })
    expect((await again()).body).toMatchObject({ error: { code: 'email-taken' } })
    await door.ask(people.owner, 'DELETE', `${pathOf('agent', agent.id)}?version=1`)
    expect((await again()).body).toMatchObject({ error: { code: 'email-taken' } })
  })

  it('a case field keeps its key, and no two have the same', async () => {
    const field = await make('case-field', { key: 'order_number' })
    expect(
      (
        await door.ask(people.owner, 'POST', '/api/v1/case-fields', {
          ...bodies['case-field'](),
          key: 'order_number',
        })
      ).body,
    ).toMatchObject({ error: { code: 'key-taken' } })
    expect(
      (await door.ask(people.owner, 'PATCH', pathOf('case-field', field.id), { key: 'other', version: 1 }))
        .body,
    ).toMatchObject({ error: { code: 'key-fixed' } })
  })

  it('a code has one id in the whole centre', async () => {
    const tree = await make('disposition-tree')
    const [{ id }] = tree.nodes
    const node = { id, name: both('Otra vez') }
    for (const nodes of [[node], [{ id: 'dsp_folder', name: both('F'), children: [node, node] }]])
      expect(
        (await door.ask(people.owner, 'POST', '/api/v1/disposition-trees', { name: 'Otro', nodes })).body,
      ).toMatchObject({ error: { code: 'invalid-request' } })
    expect(
      (await door.ask(people.owner, 'PATCH', pathOf('disposition-tree', tree.id), { nodes: [], version: 1 }))
        .status,
    ).toBe(200)
  })

  it('a queue takes the channels of its accounts', async () => {
    const queue = await make('queue', { name: 'Correo', channels: ['email'] })
    const account = { name: 'Widget', channel: 'web-chat', queueId: queue.id }
    expect((await door.ask(people.owner, 'POST', '/api/v1/channel-accounts', account)).body).toMatchObject({
      error: { code: 'channel-not-in-queue', details: { queue: 'Correo' } },
    })
    await door.ask(people.owner, 'PATCH', pathOf('queue', queue.id), {
      channels: ['email', 'web-chat'],
      version: 1,
    })
    expect((await door.ask(people.owner, 'POST', '/api/v1/channel-accounts', account)).status).toBe(201)
    expect(
      (await door.ask(people.owner, 'PATCH', pathOf('queue', queue.id), { channels: ['email'], version: 2 }))
        .body,
    ).toMatchObject({ error: { code: 'still-used', details: { where: 'Widget' } } })
  })

  it('unknown fields are refused and not dropped in silence', async () => {
    expect(
      (await door.ask(people.owner, 'POST', '/api/v1/queues', { ...bodies.queue(), prioriti: 3 })).body,
    ).toMatchObject({ error: { code: 'invalid-request', message: expect.stringContaining('prioriti') } })
  })
})

describe('an agent', () => {
  it('has a presence from the first moment, and its channels and capacity follow', async () => {
    const agent = await make('agent', {
      channels: ['web-chat'],
      capacity: { maximum: { 'web-chat': 2 }, interruptedBy: {} },
    })
    const presenceOf = async () => (await readPresence(door.context.database, agent.id))?.presence
    expect(await presenceOf()).toMatchObject({
      online: false,
      channels: { 'web-chat': { state: 'logged-out' } },
      capacity: { maximum: { 'web-chat': 2 } },
    })
    await door.ask(people.owner, 'PATCH', pathOf('agent', agent.id), {
      channels: ['email'],
      capacity: { maximum: { email: 5 }, interruptedBy: {} },
      version: 1,
    })
    const after = await presenceOf()
    expect(Object.keys(after?.channels ?? {})).toEqual(['email'])
    expect(after?.capacity).toEqual({ maximum: { email: 5 }, interruptedBy: {} })
  })

  it('whose address changes signs in with the new one', async () => {
    const agent = await door.addAgent({ email: 'before@example.org' })
    await door.ask(people.owner, 'PATCH', pathOf('agent', agent.id), {
      email: 'After@example.org',
      version: 1,
    })
    const read = dynamicStatement<{ email: string }, [string]>('select email from auth_user where id = $1')
    expect(await door.context.database.query(read, [agent.id])).toEqual([{ email: 'after@example.org' }])
  })
})
