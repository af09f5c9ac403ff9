import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { afterEach, describe, expect, it } from 'vitest'
import type { Queryable } from '../store/query.ts'
import { createHttp } from './create-http.ts'
import { healthDoor } from './health-door.ts'

const apps: FastifyInstance[] = []
const metrics = {
  contentType: 'text/plain; version=0.0.4',
  text: async () => await Promise.resolve('atiende_waiting 3\n'),
}

afterEach(async () => {
  for (const app of apps.splice(0)) await app.close()
})

async function open({
  isUp = true,
  isReady = true,
  isVoiceUp = true,
  token = null as string | null,
  trustedProxies = [] as string[],
} = {}): Promise<FastifyInstance> {
  const answer = async () => {
    if (!isUp) throw new Error('connect ECONNREFUSED')
    return await Promise.resolve([])
  }
  const database: Queryable = { query: answer, execute: async () => (await answer()).length }
  const app = await createHttp({
    log: pino({ level: 'silent' }),
    trustedProxies,
    publicUrl: null,
    language: () => 'es',
    authenticate: async () => await Promise.resolve(null),
    routes: [],
    doors: [
      healthDoor({
        database,
        isReady: () => isReady,
        metricsToken: token,
        metrics,
        isVoiceUp: () => isVoiceUp,
      }),
    ],
  })
  apps.push(app)
  return app
}

describe('health', () => {
  it('is alive as long as it answers, whatever the database does', async () => {
    const app = await open({ isUp: false })
    for (const method of ['GET', 'HEAD'] as const)
      expect((await app.inject({ method, url: '/healthz' })).statusCode).toBe(200)
  })

  it('says whether calls can sound, and is alive and ready all the same', async () => {
    const app = await open({ isVoiceUp: false })
    const alive = await app.inject('/healthz')
    expect([alive.statusCode, alive.json()]).toEqual([200, { ok: true, voice: 'down' }])
    expect((await app.inject('/readyz')).statusCode).toBe(200)
    expect((await (await open()).inject('/healthz')).json()).toEqual({ ok: true, voice: 'up' })
  })

  it('is ready when it says so and the database answers', async () => {
    const ask = async (settings: object) => (await (await open(settings)).inject('/readyz')).statusCode
    expect([await ask({}), await ask({ isUp: false }), await ask({ isReady: false })]).toEqual([
      200, 503, 503,
    ])
  })
})

describe('figures', () => {
  const ask = async (settings: object, remoteAddress: string, headers: Record<string, string> = {}) =>
    (await (await open(settings)).inject({ url: '/metrics', remoteAddress, headers })).statusCode

  it('are for this machine and private networks', async () => {
    for (const address of [
      '127.0.0.1',
      '10.4.0.9',
      '172.20.0.3',
      '192.168.1.7',
      '::1',
      '::ffff:10.0.0.1',
      'fd12::4',
    ])
      expect(await ask({}, address), address).toBe(200)
    for (const address of ['203.0.113.5', '172.32.0.1', '2001:db8::1', '100.64.0.1'])
      expect(await ask({}, address), address).toBe(404)
  })

  it('are not for who comes through a proxy from elsewhere, known or not', async () => {
    const forwarded = { 'x-forwarded-for': '203.0.113.5' }
    expect(await ask({}, '172.20.0.3', forwarded)).toBe(404)
    expect(await ask({ trustedProxies: ['172.20.0.0/16'] }, '172.20.0.3', forwarded)).toBe(404)
    expect(
      await ask({ trustedProxies: ['172.20.0.0/16'] }, '172.20.0.3', { 'x-forwarded-for': '10.1.1.1' }),
    ).toBe(200)
  })

  it('are for who has the token, from anywhere, where there is one', async () => {
    const token = 'a-long-enough-token'
    expect(await ask({ token }, '203.0.113.5', { authorization: `Bearer ${token}` })).toBe(200)
    for (const authorization of ['', 'Bearer ', `Bearer ${token}x`, token])
      expect(await ask({ token }, '127.0.0.1', { authorization })).toBe(404)
  })
})
