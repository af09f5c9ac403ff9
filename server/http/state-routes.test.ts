import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { agentConnected } from '../act/presence-acts.ts'
import { keepPages } from '../store/agent-page-row.ts'
import { mustBe } from '../test/centre.ts'
import { openTestDoor, type Person, type TestDoor } from '../test/door.ts'
import { stateRoutes } from './state-routes.ts'

let door: TestDoor
let ana: Person
let bruno: Person
let marta: Person

beforeAll(async () => {
  door = await openTestDoor((context) => ({ routes: stateRoutes(context) }))
  ana = await door.addAgent({ channels: ['web-chat', 'email'] })
  bruno = await door.addAgent({ name: 'Bruno Salas' })
  marta = await door.addAgent({ name: 'Marta Ibáñez', role: 'supervisor' })
  for (const { id } of [ana, bruno, marta]) mustBe(await agentConnected(door.context, id))
})
afterAll(async () => await door.close())

const routes = [
  ['POST', '/api/v1/me/state', { state: 'ready' }],
  ['POST', '/api/v1/me/after-work', { act: 'finish' }],
  ['GET', '/api/v1/me/devices', undefined],
] as const

describe('the own state', () => {
  it.each(routes)('%s %s is for who is signed in', async (method, url, body) => {
    expect((await door.ask(null, method, url, body)).status).toBe(401)
  })

  it('is asked for, on some channels too, and says when', async () => {
    const asked = await door.ask(ana, 'POST', '/api/v1/me/state', {
      state: 'dnd',
      channels: ['email'],
      when: 'after-work',
    })
    expect(asked.status).toBe(200)
    const { channels } = asked.body.own.presence
    expect([channels.email.state, channels['web-chat'].state]).toEqual(['dnd', 'not-ready'])
    for (const wrong of [{ when: 'tomorrow' }, { channels: [] }, { channels: ['fax'] }])
      expect((await door.ask(ana, 'POST', '/api/v1/me/state', { state: 'dnd', ...wrong })).status).toBe(400)
    expect(
      await door.ask(ana, 'POST', '/api/v1/me/state', { state: 'ready', channels: ['voice'] }),
    ).toMatchObject({ status: 409, body: { error: { code: 'channel-not-assigned' } } })
  })

  it('is nobody else’s: there is no way to name another', async () => {
    await door.ask(ana, 'POST', '/api/v1/me/state', { state: 'ready', agentId: bruno.id })
    const forced = await door.ask(marta, 'POST', `/api/v1/agents/${bruno.id}/state`, { state: 'dnd' })
    expect(forced.body.own.presence.channels['web-chat'].state).toBe('dnd')
  })
})

describe('forcing a state', () => {
  it('is refused to strangers and to agents, also for oneself', async () => {
    const url = `/api/v1/agents/${bruno.id}/state`
    expect((await door.ask(null, 'POST', url, { state: 'ready' })).status).toBe(401)
    expect((await door.ask(ana, 'POST', url, { state: 'ready' })).status).toBe(403)
    expect((await door.ask(bruno, 'POST', url, { state: 'ready' })).status).toBe(403)
    expect(
      (await door.ask(marta, 'POST', '/api/v1/agents/agt_nobody/state', { state: 'ready' })).status,
    ).toBe(404)
  })
})

describe('devices', () => {
  it('are counted but not this one, and not other people’s', async () => {
    const phone: Person = { ...ana, cookie: await door.enter(ana.id) }
    const sessionOf = async ({ cookie }: Person): Promise<string> =>
      (await door.signIn.authenticate({ headers: { cookie } }))?.sessionId ?? ''
    const others = async (who: Person) => (await door.ask(who, 'GET', '/api/v1/me/devices')).body.others
    expect(await others(ana)).toBe(0)
    const pages = await Promise.all(
      [ana, phone, bruno].map(async (who) => ({ agentId: who.id, sessionId: await sessionOf(who) })),
    )
    await keepPages(door.context.database, 'door', pages, door.context.now())
    expect([await others(ana), await others(phone), await others(bruno)]).toEqual([1, 1, 0])
  })
})
