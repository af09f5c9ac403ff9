import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestBrowser } from '../push/test/push-service.ts'
import { openTestDoor, type Person, type TestDoor } from '../test/door.ts'
import { pushRoutes } from './push-routes.ts'

let door: TestDoor
let ana: Person
let bo: Person
const path = '/api/v1/me/push'
const subscriptions = `${path}/subscriptions`

beforeAll(async () => {
  door = await openTestDoor((context) => ({ routes: pushRoutes(context, 'the-public-key') }))
  ana = await door.addAgent()
  bo = await door.addAgent({ name: 'Bo' })
})
afterAll(async () => await door.close())

const browser = () => ({
  endpoint: `https://push.example/${randomBytes(12).toString('hex')}`,
  keys: createTestBrowser().keys,
})
const devicesOf = async (who: Person): Promise<{ id: string; endpoint: string; name: string }[]> =>
  (await door.ask(who, 'GET', path)).body.devices

describe('a person’s browsers', () => {
  it('are added, listed with the key they subscribe with, and removed', async () => {
    const mine = browser()
    const agent =
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36'
    const added = await door.ask(ana, 'POST', subscriptions, mine, { 'user-agent': agent })
    expect(added.status).toBe(201)
    expect(added.body.device).toMatchObject({ name: 'Chrome · Windows', endpoint: mine.endpoint })
    const state = await door.ask(ana, 'GET', path)
    expect(state.body).toEqual({ publicKey: 'the-public-key', devices: [added.body.device] })
    // What only the browser knows is told to nobody.
    expect(JSON.stringify(state.body)).not.toContain(mine.keys.auth)
    expect((await door.ask(ana, 'DELETE', `${subscriptions}/${added.body.device.id}`)).status).toBe(200)
    expect(await devicesOf(ana)).toEqual([])
  })

  it('are the same ones when they subscribe again', async () => {
    const mine = browser()
    const first = await door.ask(ana, 'POST', subscriptions, mine)
    const again = await door.ask(ana, 'POST', subscriptions, { ...mine, keys: createTestBrowser().keys })
    expect(again.body.device).toEqual(first.body.device)
  })

  it('are ten at most, the newest', async () => {
    const all = Array.from({ length: 12 }, browser)
    for (const one of all) {
      door.advance(1)
      await door.ask(bo, 'POST', subscriptions, one)
    }
    expect((await devicesOf(bo)).map(({ endpoint }) => endpoint)).toEqual(
      all.slice(2).map(({ endpoint }) => endpoint),
    )
  })

  it('are nobody else’s to see, to try, to remove or to take over', async () => {
    const mine = browser()
    const { id } = (await door.ask(ana, 'POST', subscriptions, mine)).body.device
    expect((await devicesOf(bo)).some((device) => device.id === id)).toBe(false)
    expect((await door.ask(bo, 'DELETE', `${subscriptions}/${id}`)).status).toBe(404)
    expect((await door.ask(bo, 'POST', `${subscriptions}/${id}/test`)).status).toBe(404)
    const stolen = { ...mine, keys: createTestBrowser().keys }
    expect((await door.ask(bo, 'POST', subscriptions, stolen)).status).toBe(403)
    expect((await devicesOf(ana)).some((device) => device.id === id)).toBe(true)
  })

  it('go over to whoever signs in on the same machine', async () => {
    const shared = browser()
    await door.ask(ana, 'POST', subscriptions, shared)
    await door.ask(bo, 'POST', subscriptions, shared)
    const has = async (who: Person): Promise<boolean> =>
      (await devicesOf(who)).some(({ endpoint }) => endpoint === shared.endpoint)
    expect([await has(ana), await has(bo)]).toEqual([false, true])
  })

  it('are forgotten when the person signs out there, and only there', async () => {
    const here = { ...ana, cookie: await door.enter(ana.id) }
    const there = { ...ana, cookie: await door.enter(ana.id) }
    const [mine, other] = [browser(), browser()]
    await door.ask(here, 'POST', subscriptions, mine)
    await door.ask(there, 'POST', subscriptions, other)
    expect((await door.ask(here, 'POST', '/api/v1/auth/sign-out')).status).toBe(200)
    const left = (await devicesOf(there)).map(({ endpoint }) => endpoint)
    expect(left).toContain(other.endpoint)
    expect(left).not.toContain(mine.endpoint)
  })

  it('are tried with a notification that goes the usual way', async () => {
    const { id } = (await door.ask(ana, 'POST', subscriptions, browser())).body.device
    expect((await door.ask(ana, 'POST', `${subscriptions}/${id}/test`)).status).toBe(200)
  })

  it('are not tried more often than a person looks', async () => {
    const eva = await door.addAgent({ name: 'Eva' })
    const { id } = (await door.ask(eva, 'POST', subscriptions, browser())).body.device
    const tries: number[] = []
    for (let n = 0; n < 11; n += 1)
      tries.push((await door.ask(eva, 'POST', `${subscriptions}/${id}/test`)).status)
    expect(tries).toEqual([...Array.from({ length: 10 }, () => 200), 429])
  })

  it.each([
    ['no address', { ...browser(), endpoint: 'push' }],
    ['another protocol', { ...browser(), endpoint: 'file:///etc/passwd' }],
    ['a key that is too short', { ...browser(), keys: { p256dh: 'AAAA', auth: 'AAAA' } }],
    ['no keys', { endpoint: 'https://push.example/1' }],
  ])('are refused with %s', async (_, body) => {
    expect((await door.ask(ana, 'POST', subscriptions, body)).status).toBe(400)
  })

  it.each([
    ['GET', path],
    ['POST', subscriptions],
    ['DELETE', `${subscriptions}/psh_someone123`],
    ['POST', `${subscriptions}/psh_someone123/test`],
  ] as const)('are no business of a stranger: %s %s', async (method, url) => {
    expect((await door.ask(null, method, url, method === 'POST' ? browser() : undefined)).status).toBe(401)
  })
})
