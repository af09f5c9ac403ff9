import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dynamicStatement } from '../store/statement.ts'
import { openTestDoor, type TestDoor } from '../test/door.ts'
import { readCookie, secureCookies } from './cookie.ts'
import { createSessionCache, keptForMs } from './session-cache.ts'

let door: TestDoor
beforeAll(async () => {
  door = await openTestDoor(() => ({ trustedProxies: ['loopback'] }))
})
afterAll(async () => await door.close())

const endAll = dynamicStatement<never, [string]>('delete from auth_session where user_id = $1')
const endAt = dynamicStatement<never, [string, Date]>(
  'update auth_session set expires_at = $2 where user_id = $1',
)
const day = 86_400_000

describe('a session', () => {
  it('that was ended on another server is over here half a minute later', async () => {
    const ana = await door.addAgent()
    const status = async () => (await door.ask(ana, 'GET', '/api/v1/me')).status
    expect(await status()).toBe(200)
    await door.context.database.execute(endAll, [ana.id])
    expect(await status()).toBe(200)
    door.advance(keptForMs)
    expect(await status()).toBe(401)
  })

  it('whose time is over is over', async () => {
    const ana = await door.addAgent()
    await door.context.database.execute(endAt, [ana.id, new Date(Date.now() - 1)])
    expect((await door.ask(ana, 'GET', '/api/v1/me')).status).toBe(401)
  })

  it('that is used is prolonged, and the browser is told with the answer', async () => {
    const ana = await door.addAgent()
    const fresh = await door.ask(ana, 'GET', '/api/v1/me')
    expect(fresh.headers['set-cookie']).toBeUndefined()
    await door.context.database.execute(endAt, [ana.id, new Date(Date.now() + 6 * day)])
    door.advance(keptForMs)
    const { headers } = await door.ask(ana, 'GET', '/api/v1/me')
    expect(String(headers['set-cookie'])).toMatch(/^atiende\.session_token=.+; Max-Age=604800;/)
    const read = dynamicStatement<{ days: number }, [string]>(
      `select round(extract(epoch from expires_at - now()) / 86400)::int as days from auth_session where user_id = $1`,
    )
    expect(await door.context.database.query(read, [ana.id])).toEqual([{ days: 7 }])
  })

  it('is not prolonged by a socket, whose opening can carry no cookie back', async () => {
    const ana = await door.addAgent()
    await door.context.database.execute(endAt, [ana.id, new Date(Date.now() + 6 * day)])
    door.advance(keptForMs)
    const who = await door.signIn.authenticate({ headers: { cookie: ana.cookie, upgrade: 'websocket' } })
    expect(who).toEqual({
      agentId: ana.id,
      role: 'agent',
      language: 'es',
      sessionId: expect.any(String),
      setCookies: [],
    })
  })

  it('has a cookie for https alone where it began over https', async () => {
    const ana = await door.addAgent()
    const { url } = (await door.signIn.createLink(ana.id, 'https://centre.example')) as { url: string }
    const answer = await door.ask(null, 'GET', new URL(url).pathname, undefined, {
      'x-forwarded-proto': 'https',
    })
    expect(answer.status).toBe(303)
    expect(String(answer.headers['set-cookie'])).toMatch(/HttpOnly; SameSite=Lax; Secure$/i)
  })
})

describe('cookies', () => {
  it('are read by their whole name, as they were sent', () => {
    const header = 'xatiende=1; atiende=a=b%20c; atiende.session_token=t.s'
    expect(
      ['atiende', 'atiende.session_token', 'session_token', 'missing'].map((name) =>
        readCookie(header, name),
      ),
    ).toEqual(['a=b%20c', 't.s', null, null])
    expect(readCookie(undefined, 'atiende')).toBeNull()
  })

  it('get the mark of https once', () => {
    expect(secureCookies(['a=1; Path=/', 'b=2; Secure'], true)).toEqual([
      'a=1; Path=/; Secure',
      'b=2; Secure',
    ])
    expect(secureCookies(['a=1'], false)).toEqual(['a=1'])
  })
})

describe('the sessions seen lately', () => {
  it('are forgotten one by one, by person, and when they are too many', () => {
    const cache = createSessionCache(() => 1_000)
    const session = { agentId: 'agt_ana1', sessionId: 'one', expiresAt: 9_999, language: null } as const
    for (const cookie of ['one', 'two']) cache.put(cookie, session)
    cache.put('other', { ...session, agentId: 'agt_luis' })
    cache.forget('one')
    expect([cache.get('one'), cache.get('two')]).toEqual([null, session])
    cache.forgetAgent('agt_ana1')
    expect([cache.get('two'), cache.get('other')?.agentId]).toEqual([null, 'agt_luis'])
    for (let n = 0; n < 20_000; n += 1) cache.put(`c${n}`, session)
    expect([cache.get('other'), cache.get('c0'), cache.get('c19999')]).toEqual([null, session, session])
  })
})
