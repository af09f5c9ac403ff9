import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cookieOf, openTestDoor, type Person, type TestDoor } from '../test/door.ts'

let door: TestDoor
let owner: Person
const password = 'correct horse battery'

beforeAll(async () => {
  door = await openTestDoor()
  owner = await door.addAgent({ role: 'owner' })
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

describe('a password', () => {
  it('is changed with the current one, and every other session is over', async () => {
    const someone = await door.addAgent({ email: 'changer@example.org' })
    const elsewhere = as(await door.enter(someone.id))
    expect((await door.ask(someone, 'POST', '/api/v1/me/password', { newPassword: 'short' })).status).toBe(
      400,
    )
    expect((await door.ask(someone, 'POST', '/api/v1/me/password', { newPassword: password })).status).toBe(
      200,
    )
    expect((await door.ask(elsewhere, 'GET', '/api/v1/me')).status).toBe(401)
    expect((await door.ask(someone, 'GET', '/api/v1/me')).status).toBe(200)
    expect(
      (await door.ask(someone, 'POST', '/api/v1/me/password', { newPassword: 'another password' })).body,
    ).toMatchObject({ error: { code: 'sign-in-failed' } })
    expect(
      (
        await door.ask(someone, 'POST', '/api/v1/me/password', {
          currentPassword: password,
          newPassword: 'another password',
        })
      ).status,
    ).toBe(200)
    expect(await signInWith('changer@example.org', password)).toMatchObject({ status: 401 })
    expect(await signInWith('changer@example.org', 'another password')).toMatchObject({ status: 200 })
  })

  it('that was forgotten is taken away by an administrator, who can then make a link', async () => {
    const someone = await door.addAgent({ email: 'forgetful@example.org' })
    await door.ask(someone, 'POST', '/api/v1/me/password', { newPassword: password })
    expect((await door.ask(owner, 'DELETE', `/api/v1/agents/${someone.id}/password`)).status).toBe(204)
    expect((await door.ask(someone, 'GET', '/api/v1/me')).status).toBe(401)
    expect(await signInWith('forgetful@example.org', password)).toMatchObject({ status: 401 })
    const back = as(await door.enter(someone.id))
    expect(
      (await door.ask(back, 'POST', '/api/v1/me/password', { newPassword: 'a new password' })).status,
    ).toBe(200)
  })
})

describe('a second factor', () => {
  /** RFC 6238, as an authenticator app does it. */
  function codeNow(uri: string): string {
    const secret = new URL(uri).searchParams.get('secret') ?? ''
    const bits = Array.from(secret)
      .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
      .join('')
    const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
    const counter = Buffer.alloc(8)
    counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)))
    const mac = createHmac('sha1', key).update(counter).digest()
    const at = (mac.at(-1) ?? 0) & 15
    return String((mac.readUInt32BE(at) & 0x7f_ff_ff_ff) % 1_000_000).padStart(6, '0')
  }

  it('is asked for after the password, once it was set up, until an administrator takes it away', async () => {
    const someone = await door.addAgent({ email: 'careful@example.org' })
    await door.ask(someone, 'POST', '/api/v1/me/password', { newPassword: password })
    const enabled = await door.ask(someone, 'POST', '/api/v1/auth/two-factor/enable', { password })
    expect(enabled.body).toMatchObject({
      ok: true,
      totpURI: expect.stringMatching(/^otpauth:/),
      backupCodes: expect.any(Array),
    })
    expect(
      (await door.ask(someone, 'POST', '/api/v1/auth/two-factor/verify-totp', { code: '000000' })).body,
    ).toMatchObject({ error: { code: 'second-factor-wrong' } })
    const confirmed = await door.ask(someone, 'POST', '/api/v1/auth/two-factor/verify-totp', {
      code: codeNow(enabled.body.totpURI),
    })
    expect(confirmed.body).toEqual({ ok: true })
    const now = as(cookieOf(confirmed.headers))
    expect((await door.ask(now, 'GET', '/api/v1/me')).body).toMatchObject({ hasSecondFactor: true })

    const half = await signInWith('careful@example.org', password)
    expect(half).toMatchObject({ status: 200, body: { ok: true, secondFactor: true } })
    const step = [half.headers['set-cookie']]
      .flat()
      .map((cookie) => String(cookie).split(';')[0])
      .join('; ')
    expect((await door.ask(as(step), 'GET', '/api/v1/me')).status).toBe(401)
    const whole = await door.ask(as(step), 'POST', '/api/v1/auth/two-factor/verify-totp', {
      code: codeNow(enabled.body.totpURI),
    })
    expect((await door.ask(as(cookieOf(whole.headers)), 'GET', '/api/v1/me')).status).toBe(200)

    expect((await door.ask(owner, 'DELETE', `/api/v1/agents/${someone.id}/second-factor`)).status).toBe(204)
    expect((await signInWith('careful@example.org', password)).body).toEqual({
      ok: true,
      secondFactor: false,
    })
  })
})

describe('what is mine', () => {
  it('is kept on the server and decides the language', async () => {
    const someone = await door.addAgent({ language: 'es' })
    expect(
      (await door.ask(someone, 'PATCH', '/api/v1/me/preferences', { theme: 'dark', sound: false })).body,
    ).toEqual({ language: 'es', theme: 'dark', sound: false })
    expect((await door.ask(someone, 'PATCH', '/api/v1/me/preferences', { language: 'en' })).body).toEqual({
      language: 'en',
      theme: 'dark',
      sound: false,
    })
    expect((await door.ask(someone, 'GET', '/api/v1/nothing')).status).toBe(404)
    const refused = await door.ask(someone, 'GET', '/api/v1/audit')
    expect(refused.body.error.message).toMatch(/^Your role/)
    expect(
      (await door.ask(someone, 'PATCH', '/api/v1/me/preferences', { colour: 'red' })).body,
    ).toMatchObject({ error: { code: 'invalid-request' } })
  })

  it('is a workspace', async () => {
    const someone = await door.addAgent({ name: 'Marta Gil', channels: ['web-chat'] })
    const { body } = await door.ask(someone, 'GET', '/api/v1/workspace')
    expect(body).toMatchObject({
      agent: { id: someone.id, name: 'Marta Gil', role: 'agent', preferences: { language: 'es' } },
      centre: { name: 'Atiende', timeZone: 'Europe/Madrid', pendingWhileBusy: true },
    })
    expect(body.agents).toContainEqual(
      expect.objectContaining({ id: someone.id, name: 'Marta Gil', role: 'agent', queueIds: [] }),
    )
    expect(JSON.stringify(body)).not.toMatch(/settings|apiKey/)
  })
})
