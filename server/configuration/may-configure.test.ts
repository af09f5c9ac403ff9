import { roles, type Role } from '#core/permission/role.ts'
import { configurationKinds, configurationRoutes, type ConfigurationKind } from '#protocol/config/kind.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bodies, pathOf, unique, openStaff, type Staff } from './test/staff.ts'
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

describe('who may', () => {
  /** The least role that may change each kind (R5). */
  const least: Record<Exclude<ConfigurationKind, 'centre'>, Role> = {
    queue: 'manager',
    skill: 'manager',
    reason: 'manager',
    'disposition-tree': 'manager',
    'case-field': 'manager',
    hours: 'manager',
    'channel-account': 'administrator',
    agent: 'administrator',
    team: 'manager',
    tag: 'manager',
    'response-folder': 'supervisor',
    response: 'supervisor',
  }

  it.each(Object.keys(least) as (keyof typeof least)[])(
    '[R5] changes %s: its least role and those above, nobody below',
    async (kind) => {
      for (const role of roles) {
        const may = roles.indexOf(role) >= roles.indexOf(least[kind])
        const refused = { status: 403, body: { error: { code: 'not-allowed' } } }
        const body =
          kind === 'channel-account'
            ? { name: unique(), channel: 'web-chat', queueId: (await make('queue')).id }
            : bodies[kind]()
        const created = await door.ask(people[role], 'POST', `/api/v1/${configurationRoutes[kind]}`, body)
        expect(created, role).toMatchObject(may ? { status: 201 } : refused)
        const { id } = may
          ? created.body
          : (await door.ask(people.owner, 'POST', `/api/v1/${configurationRoutes[kind]}`, body)).body
        expect(await door.ask(people[role], 'PATCH', pathOf(kind, id), { version: 1 }), role).toMatchObject(
          may ? { status: 200 } : refused,
        )
        const version = may ? 2 : 1
        expect(
          await door.ask(people[role], 'DELETE', `${pathOf(kind, id)}?version=${version}`),
          role,
        ).toMatchObject(may ? { status: 200 } : refused)
      }
    },
  )

  it('lists: supervisors and above, channel accounts administrators only', async () => {
    for (const role of roles)
      for (const kind of configurationKinds) {
        const wanted: Role = kind === 'channel-account' ? 'administrator' : 'supervisor'
        const may = roles.indexOf(role) >= roles.indexOf(wanted)
        expect(
          (await door.ask(people[role], 'GET', `/api/v1/${configurationRoutes[kind]}`)).status,
          `${role} ${kind}`,
        ).toBe(may ? 200 : 403)
      }
  })

  it('[R5] only owners make and change administrators and owners', async () => {
    for (const role of ['administrator', 'owner'] as const) {
      expect(
        await door.ask(people.administrator, 'POST', '/api/v1/agents', { ...bodies.agent(), role }),
      ).toMatchObject({ body: { error: { code: 'not-allowed' } } })
      const made = await make('agent', { role })
      const path = pathOf('agent', made.id)
      expect(
        (await door.ask(people.administrator, 'PATCH', path, { role: 'agent', version: 1 })).status,
      ).toBe(403)
      expect((await door.ask(people.owner, 'PATCH', path, { role: 'agent', version: 1 })).status).toBe(200)
    }
    const owner = await make('agent', { role: 'owner' })
    expect(
      (await door.ask(people.administrator, 'PATCH', pathOf('agent', owner.id), { name: 'Yo', version: 1 }))
        .status,
    ).toBe(403)
    expect(
      (await door.ask(people.administrator, 'POST', `${pathOf('agent', owner.id)}/sign-in-link`)).status,
    ).toBe(403)
    expect(
      (await door.ask(people.administrator, 'DELETE', `${pathOf('agent', owner.id)}/password`)).status,
    ).toBe(403)
    await door.ask(people.owner, 'DELETE', `${pathOf('agent', owner.id)}?version=1`)
  })

  it('[R6] nobody raises themselves', async () => {
    const agent = await door.addAgent({ role: 'manager' })
    expect(
      (await door.ask(agent, 'PATCH', pathOf('agent', agent.id), { role: 'owner', version: 1 })).status,
    ).toBe(403)
    expect(
      (
        await door.ask(people.administrator, 'PATCH', pathOf('agent', people.administrator.id), {
          role: 'owner',
          version: 1,
        })
      ).status,
    ).toBe(403)
  })

  it('[R5] the last owner can neither be archived nor made less', async () => {
    const path = pathOf('agent', people.owner.id)
    expect((await door.ask(people.owner, 'PATCH', path, { role: 'agent', version: 1 })).body).toMatchObject({
      error: { code: 'last-owner' },
    })
    expect((await door.ask(people.owner, 'DELETE', `${path}?version=1`)).body).toMatchObject({
      error: { code: 'last-owner' },
    })
    const second = await make('agent', { role: 'owner' })
    expect((await door.ask(people.owner, 'DELETE', `${pathOf('agent', second.id)}?version=1`)).status).toBe(
      200,
    )
  })

  it('[R7] reads the audit log: administrators and above', async () => {
    for (const role of roles) {
      const may = roles.indexOf(role) >= roles.indexOf('administrator')
      expect((await door.ask(people[role], 'GET', '/api/v1/audit')).status, role).toBe(may ? 200 : 403)
    }
  })

  it('is asked at every request: a role that is taken away holds no longer', async () => {
    const manager = await door.addAgent({ role: 'manager' })
    expect((await door.ask(manager, 'GET', '/api/v1/queues')).status).toBe(200)
    await door.ask(people.owner, 'PATCH', pathOf('agent', manager.id), { role: 'agent', version: 1 })
    expect((await door.ask(manager, 'GET', '/api/v1/queues')).status).toBe(403)
  })
})
