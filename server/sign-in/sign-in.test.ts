import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { limits } from '../http/rate-limit.ts'
import { cookieOf, openTestDoor, type Person, type TestDoor } from '../test/door.ts'
import { archiveConfigured } from '../configuration/save.ts'
import { renewSetupCode } from './setup.ts'

let door: TestDoor
let owner: Person
const password = 'correct horse battery'

beforeAll(async () => {
  door = await openTestDoor()
})
afterAll(async () => await door.close())

function as(cookie: string): Person {
  return { id: 'agt_nobody', role: 'agent', cookie }
}

async function signInWith(email: string, secret: string, remoteAddress = '10.1.0.1') {
  const answer = await door.app.inject({
    method: 'POST',
    url: '/api/v1/auth/sign-in/email',
    payload: { email, password: secret },
    remoteAddress,
  })
  return { status: answer.statusCode, body: answer.json(), headers: answer.headers }
}

describe('the first owner', () => {
  const wish = {
    name: 'Olga Ruiz',
    email: 'Olga@Example.org',
    password,
    centreName: 'Tienda Norte',
    language: 'es',
  }
  const setUp = (body: object, remoteAddress = '10.2.0.1') =>
    door.app.inject({ method: 'POST', url: '/api/v1/setup', payload: body, remoteAddress })

  it('is asked for as long as there is none', async () => {
    expect((await door.ask(null, 'GET', '/api/v1/setup')).body).toEqual({ needed: true })
  })

  it('cannot be made with a wrong code, and not often guessed at', async () => {
    await renewSetupCode(door.context)
    for (let n = 0; n < limits.code.max; n += 1) {
      const answer = await setUp({ ...wish, code: 'AAAA-BBBB-CCCC' }, '10.2.0.9')
      expect(answer.json()).toMatchObject({ error: { code: 'setup-code-wrong' } })
    }
    expect((await setUp({ ...wish, code: 'AAAA-BBBB-CCCC' }, '10.2.0.9')).statusCode).toBe(429)
  })

  it('cannot be made with a code of an earlier start', async () => {
    const old = await renewSetupCode(door.context)
    const fresh = await renewSetupCode(door.context)
    expect(old).not.toBe(fresh)
    expect((await setUp({ ...wish, code: old })).json()).toMatchObject({
      error: { code: 'setup-code-wrong' },
    })
  })

  it('is made once, even by two at the same time, named as wished and signed in', async () => {
    const code = await renewSetupCode(door.context)
    expect(code).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}$/)
    const stored = await door.context.database.transaction(
      async (transaction) =>
        await transaction.query({
          name: undefined,
          text: `select value::text from memo where key = 'setup-code'`,
        }),
    )
    expect(JSON.stringify(stored)).not.toContain(code?.replaceAll('-', ''))
    const answers = await Promise.all([
      setUp({ ...wish, code: code?.toLowerCase().replaceAll('-', ' ') }),
      setUp({ ...wish, code, email: 'second@example.org' }, '10.2.0.2'),
    ])
    expect(new Set(answers.map((answer) => answer.statusCode))).toEqual(new Set([201, 409]))
    const done = answers.find((answer) => answer.statusCode === 201)
    const cookie = cookieOf(done?.headers ?? {})
    const { body } = await door.ask(as(cookie), 'GET', '/api/v1/me')
    expect(body).toMatchObject({ role: 'owner', hasPassword: true, hasSecondFactor: false })
    expect(door.context.configuration.centre()).toMatchObject({ name: 'Tienda Norte', version: 2 })
    expect((await door.ask(null, 'GET', '/api/v1/setup')).body).toEqual({ needed: false })
    expect(await renewSetupCode(door.context)).toBeNull()
    owner = { id: body.id, role: 'owner', cookie }
  })

  it('is not made again', async () => {
    expect((await setUp({ ...wish, code: 'AAAA-BBBB-CCCC', email: 'x@example.org' })).json()).toMatchObject({
      error: { code: 'setup-done' },
    })
  })
})

describe('signing in', () => {
  it('takes the right password, whatever the case of the address, and sets a cookie no script can read', async () => {
    const email = (await door.ask(owner, 'GET', '/api/v1/me')).body.email
    const { status, headers, body } = await signInWith(email.toUpperCase(), password)
    expect(status).toBe(200)
    expect(body).toEqual({ ok: true, secondFactor: false })
    expect(String(headers['set-cookie'])).toMatch(/^atiende\.session_token=.+HttpOnly.*SameSite=Lax/i)
    expect(String(headers['set-cookie'])).not.toMatch(/secure/i)
    expect((await door.ask(as(cookieOf(headers)), 'GET', '/api/v1/auth/get-session')).body).toMatchObject({
      user: { id: owner.id, role: 'owner' },
    })
  })

  it('tells nothing about which of both was wrong', async () => {
    const email = (await door.ask(owner, 'GET', '/api/v1/me')).body.email
    const wrong = await signInWith(email, 'not the password')
    const unknown = await signInWith('nobody@example.org', 'not the password')
    expect(wrong).toMatchObject({ status: 401, body: { error: { code: 'sign-in-failed' } } })
    expect(unknown.body).toEqual(wrong.body)
  })

  it('is slowed down when one person’s password is guessed, and nobody else is', async () => {
    for (let n = 0; n < limits['sign-in'].max; n += 1)
      await signInWith('guessed@example.org', `guess ${n}`, '10.1.0.5')
    expect(await signInWith('guessed@example.org', 'one more', '10.1.0.5')).toMatchObject({ status: 429 })
    expect(await signInWith(' GUESSED@example.org', 'one more', '10.1.0.5')).toMatchObject({ status: 429 })
    expect(await signInWith('other@example.org', 'guess', '10.1.0.5')).toMatchObject({ status: 401 })
  })

  it('takes no new people: there is no signing up', async () => {
    for (const path of [
      'sign-up/email',
      'update-user',
      'delete-user',
      'change-email',
      'forget-password',
      'sign-in/magic-link',
      'magic-link/verify',
      'list-sessions',
    ])
      for (const method of ['GET', 'POST'] as const)
        expect(
          (await door.ask(owner, method, `/api/v1/auth/${path}`, method === 'POST' ? {} : undefined)).status,
        ).toBe(404)
  })

  it('ends with signing out, at once', async () => {
    const someone = await door.addAgent()
    expect((await door.ask(someone, 'GET', '/api/v1/me')).status).toBe(200)
    const out = await door.ask(someone, 'POST', '/api/v1/auth/sign-out')
    expect(out.status).toBe(200)
    expect(String(out.headers['set-cookie'])).toMatch(/Max-Age=0/)
    expect((await door.ask(someone, 'GET', '/api/v1/me')).body).toMatchObject({
      error: { code: 'not-signed-in' },
    })
  })

  it('believes no cookie that it has not signed', async () => {
    const someone = await door.addAgent()
    const token = decodeURIComponent(someone.cookie.split('=')[1] ?? '').split('.')[0] ?? ''
    const forged = createHmac('sha256', 'guess').update(token).digest('base64')
    for (const cookie of [token, `${token}.${forged}`, `${token}.`, 'x'.repeat(5_000)])
      expect(
        (await door.ask(as(`atiende.session_token=${encodeURIComponent(cookie)}`), 'GET', '/api/v1/me'))
          .status,
      ).toBe(401)
  })
})

describe('a one-time link', () => {
  const makeLink = async (): Promise<string> => {
    const someone = await door.addAgent({ name: 'Luis Ortega' })
    const { status, body } = await door.ask(
      owner,
      'POST',
      `/api/v1/agents/${someone.id}/sign-in-link`,
      undefined,
      { host: 'centre.example' },
    )
    expect(status).toBe(201)
    expect(body.url).toMatch(/^http:\/\/centre\.example\/sign-in\/\w+$/)
    expect(body.expiresAt).toBeGreaterThan(Date.now())
    return new URL(body.url).pathname
  }

  it('signs in once and goes on to the workspace', async () => {
    const path = await makeLink()
    const [first, second] = await Promise.all([door.app.inject(path), door.app.inject(path)])
    const [used, opened] = first.statusCode === 303 ? [second, first] : [first, second]
    expect(opened).toMatchObject({ statusCode: 303, headers: { location: '/' } })
    expect((await door.ask(as(cookieOf(opened.headers)), 'GET', '/api/v1/me')).body).toMatchObject({
      name: 'Luis Ortega',
    })
    expect(used.statusCode).toBe(410)
    expect(cookieOf(used.headers)).toBe('')
    const again = await door.app.inject({ url: path, headers: { 'accept-language': 'en' } })
    expect(again.statusCode).toBe(410)
    expect(again.body).toMatch(/^<!doctype html>\s<html lang="en">/)
    for (const text of ['This link was used already', 'Este enlace ya se ha usado'])
      expect(again.body).toContain(text)
  })

  it('is not used up by who only looks whether it is there', async () => {
    const path = await makeLink()
    expect((await door.app.inject({ method: 'HEAD', url: path })).statusCode).toBe(404)
    expect((await door.app.inject(path)).statusCode).toBe(303)
  })

  it('that nobody made gets the page too, whatever it is', async () => {
    for (const token of ['abc', '%22%3E%3Cscript%3E', '..%2F..'])
      expect((await door.app.inject(`/sign-in/${token}`)).statusCode).toBe(410)
  })

  it('is written down, without the link', async () => {
    await makeLink()
    const { body } = await door.ask(owner, 'GET', '/api/v1/audit?limit=1')
    expect(body.items[0]).toMatchObject({ act: 'sign-in-link-made', actorId: owner.id, after: null })
  })

  it('is never in the log', () => {
    const lines = door.logged.join('')
    expect(lines).toContain('"/sign-in/:token"')
    expect(lines).not.toMatch(/\/sign-in\/[A-Za-z]{8}/)
    expect(lines).not.toContain('already sent')
  })
})

describe('somebody who is archived', () => {
  it('is out at once and cannot come back, by password or by a link made before', async () => {
    const someone = await door.addAgent({ email: 'leaver@example.org' })
    const set = await door.ask(someone, 'POST', '/api/v1/me/password', { newPassword: password })
    expect(set.status).toBe(200)
    const { body: link } = await door.ask(owner, 'POST', `/api/v1/agents/${someone.id}/sign-in-link`)
    expect((await door.ask(someone, 'GET', '/api/v1/me')).status).toBe(200)
    await archiveConfigured(door.context, null, 'agent', someone.id, 1)
    expect((await door.ask(someone, 'GET', '/api/v1/me')).status).toBe(401)
    expect(await signInWith('leaver@example.org', password)).toMatchObject({
      status: 401,
      body: { error: { code: 'sign-in-failed' } },
    })
    expect((await door.app.inject(new URL(link.url).pathname)).statusCode).toBe(410)
    expect((await door.ask(owner, 'POST', `/api/v1/agents/${someone.id}/sign-in-link`)).status).toBe(404)
  })
})
