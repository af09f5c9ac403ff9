import { afterAll, describe, expect, it } from 'vitest'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { pino } from 'pino'
import { z } from 'zod'
import { createHttp, type HttpParts } from './create-http.ts'
import { descriptionRoutes } from './description-routes.ts'
import { limits } from './rate-limit.ts'
import { route } from './route.ts'
import type { SignedIn } from './signed-in.ts'

const agents: Record<string, SignedIn> = {
  ana: { agentId: 'agt_ana1', role: 'agent', language: 'es', sessionId: 'one' },
  bo: { agentId: 'agt_bo22', role: 'manager', language: 'en', sessionId: 'two' },
}

const logged: string[] = []
const seen: string[] = []

const thing = z.object({ name: z.string().min(2), count: z.coerce.number().int().optional() })
const tag = 'test'
const routes = [
  route(
    {
      method: 'POST',
      path: '/api/v1/things',
      access: 'signed-in',
      tag,
      summary: 'Makes one.',
      body: thing,
      status: 201,
    },
    ({ body, who }) => ({ made: body.name, by: who.agentId }),
  ),
  route(
    {
      method: 'GET',
      path: '/api/v1/things/:id',
      access: 'anyone',
      tag,
      summary: 'Reads one.',
      params: z.object({ id: z.string().regex(/^thg_/) }),
      query: z.object({ limit: z.coerce.number().max(5).default(3) }),
    },
    ({ params, query, who }) => ({ id: params.id, limit: query.limit, who: who?.agentId ?? null }),
  ),
  route(
    { method: 'DELETE', path: '/api/v1/things/:id', access: 'manager', tag, summary: 'Removes one.' },
    () => undefined,
  ),
  route(
    { method: 'PATCH', path: '/api/v1/things/:id', access: 'signed-in', tag, summary: 'Is refused.' },
    () => ({ refused: 'taken-by-other' as const, details: { agent: 'Bo' } }),
  ),
  route({ method: 'PUT', path: '/api/v1/things/:id', access: 'signed-in', tag, summary: 'Breaks.' }, () => {
    throw new Error('the wheel came off')
  }),
  route(
    { method: 'POST', path: '/api/v1/code', access: 'anyone', tag, summary: 'Guesses.', limits: ['code'] },
    () => ({ ok: true }),
  ),
]

const parts: HttpParts = {
  log: pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) }),
  trustedProxies: ['loopback'],
  publicUrl: null,
  language: () => 'es',
  authenticate: async ({ headers }) => {
    const who = agents[headers.cookie ?? '']
    return who ? { ...who, setCookies: headers['x-old'] ? ['atiende.session_token=new'] : [] } : null
  },
  routes: [...routes, ...descriptionRoutes(routes, '1.2.3')],
  onAnswer: ({ method, route, status }) => void seen.push(`${method} ${route} ${status}`),
}

const app: FastifyInstance = await createHttp(parts)
afterAll(() => app.close())

async function ask(
  options: InjectOptions,
): Promise<{ status: number; body: unknown; headers: Record<string, unknown> }> {
  const answer = await app.inject(options)
  return {
    status: answer.statusCode,
    body: answer.body === '' ? null : answer.json(),
    headers: answer.headers,
  }
}

const asAna = { cookie: 'ana' }

describe('a route', () => {
  it('parses what it is sent and answers with what its handler gives', async () => {
    const answer = await ask({
      method: 'POST',
      url: '/api/v1/things',
      headers: asAna,
      payload: { name: 'kettle' },
    })
    expect(answer).toMatchObject({ status: 201, body: { made: 'kettle', by: 'agt_ana1' } })
  })

  it('is told of a wrong shape in the language of the agent, with its place', async () => {
    const answer = await ask({ method: 'POST', url: '/api/v1/things', headers: asAna, payload: { name: 7 } })
    expect(answer).toMatchObject({
      status: 400,
      body: {
        error: { code: 'invalid-request', message: expect.stringMatching(/^La petición .*name: .*texto/) },
      },
    })
    const english = await ask({
      method: 'POST',
      url: '/api/v1/things',
      headers: { cookie: 'bo' },
      payload: {},
    })
    expect(english.body).toMatchObject({
      error: { message: expect.stringMatching(/^The request .*name: .*string/) },
    })
  })

  it('calls an id that cannot be one not found', async () => {
    expect(await ask({ url: '/api/v1/things/17' })).toMatchObject({
      status: 404,
      body: { error: { code: 'not-found' } },
    })
  })

  it('parses the query, with its defaults', async () => {
    expect(await ask({ url: '/api/v1/things/thg_1' })).toMatchObject({ body: { id: 'thg_1', limit: 3 } })
    expect(await ask({ url: '/api/v1/things/thg_1?limit=9' })).toMatchObject({ status: 400 })
  })

  it('answers a refusal with its status, words and details', async () => {
    expect(await ask({ method: 'PATCH', url: '/api/v1/things/1', headers: asAna })).toMatchObject({
      status: 409,
      body: { error: { code: 'taken-by-other', message: 'La ha tomado Bo.', details: { agent: 'Bo' } } },
    })
  })

  it('answers 204 where there is nothing to say', async () => {
    expect(await ask({ method: 'DELETE', url: '/api/v1/things/1', headers: { cookie: 'bo' } })).toMatchObject(
      { status: 204, body: null },
    )
  })

  it('says nothing of what broke to the caller and everything to the log', async () => {
    const answer = await ask({ method: 'PUT', url: '/api/v1/things/1', headers: asAna })
    expect(answer).toMatchObject({ status: 500, body: { error: { code: 'unexpected' } } })
    expect(JSON.stringify(answer.body)).not.toContain('wheel')
    expect(
      logged.some((line) => line.includes('the wheel came off') && line.includes('/api/v1/things/:id')),
    ).toBe(true)
  })

  it('renews the session’s cookie with its answer', async () => {
    const { headers } = await ask({ url: '/api/v1/things/thg_1', headers: { cookie: 'ana', 'x-old': '1' } })
    expect(headers['set-cookie']).toEqual(['atiende.session_token=new'])
  })
})

describe('who may', () => {
  it('refuses strangers before it looks at what they sent', async () => {
    const answer = await ask({
      method: 'POST',
      url: '/api/v1/things',
      payload: '{broken',
      headers: { 'content-type': 'application/json', 'accept-language': 'en-GB' },
    })
    expect(answer).toMatchObject({
      status: 401,
      body: { error: { code: 'not-signed-in', message: 'The session has ended. Sign in again.' } },
    })
  })

  it('refuses a role that is too low', async () => {
    expect(await ask({ method: 'DELETE', url: '/api/v1/things/1', headers: asAna })).toMatchObject({
      status: 403,
      body: { error: { code: 'not-allowed' } },
    })
  })

  it('speaks to strangers in the language their browser asks for, else in the centre’s', async () => {
    const asked = async (language: string) => {
      const { body } = await ask({ url: '/api/v1/nothing', headers: { 'accept-language': language } })
      return (body as { error: { message: string } }).error.message
    }
    expect(await asked('fr, en;q=0.8, es;q=0.2')).toMatch(/^It does not/)
    expect(await asked('en;q=0.3, es-MX;q=0.9')).toMatch(/^No existe/)
    expect(await asked('en;q=0, fr')).toMatch(/^No existe/)
  })
})

describe('requests from other sites', () => {
  const post = (headers: Record<string, string>) =>
    ask({
      method: 'POST',
      url: '/api/v1/things',
      headers: { ...asAna, host: 'centre.example', ...headers },
      payload: { name: 'kettle' },
    })

  it.each([
    ['another origin', { origin: 'https://evil.example' }],
    ['another scheme', { origin: 'https://centre.example' }],
    ['a sandboxed frame', { origin: 'null' }],
    ['a foreign fetch', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
    ['a neighbour', { 'sec-fetch-site': 'same-site' }],
  ])('refuses %s', async (_, headers) => {
    expect(await post(headers)).toMatchObject({ status: 403, body: { error: { code: 'foreign-origin' } } })
  })

  it.each([
    ['the page itself', { origin: 'http://centre.example' }],
    ['the page through a proxy', { origin: 'https://centre.example', 'x-forwarded-proto': 'https' }],
    ['the page as the browser says', { 'sec-fetch-site': 'same-origin', origin: 'http://localhost:5173' }],
    ['a program', {}],
  ])('takes %s', async (_, headers) => {
    expect(await post(headers)).toMatchObject({ status: 201 })
  })

  it('lets a form post nothing', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded'])
      expect(
        await ask({
          method: 'POST',
          url: '/api/v1/things',
          headers: { ...asAna, 'content-type': type },
          payload: '{"name":"kettle"}',
        }),
      ).toMatchObject({ status: 400, body: { error: { code: 'invalid-request' } } })
  })

  it('gives no other page the right to read', async () => {
    const { headers } = await ask({
      url: '/api/v1/things/thg_1',
      headers: { origin: 'https://evil.example' },
    })
    expect(headers['access-control-allow-origin']).toBeUndefined()
  })
})

describe('bad input', () => {
  const send = (payload: string) =>
    ask({
      method: 'POST',
      url: '/api/v1/things',
      headers: { ...asAna, 'content-type': 'application/json' },
      payload,
    })

  it('is told that it is no JSON', async () => {
    for (const broken of ['{"name":', '{"__proto__":{"admin":true},"name":"x"}', 'name=x'])
      expect(await send(broken)).toMatchObject({ status: 400, body: { error: { code: 'invalid-json' } } })
  })

  it('is told that it is too large', async () => {
    expect(await send(JSON.stringify({ name: 'x'.repeat(1_000_001) }))).toMatchObject({
      status: 413,
      body: { error: { code: 'too-large', message: expect.stringContaining('1000 kB') } },
    })
  })

  it('without content has the shape of nothing', async () => {
    expect(await send('')).toMatchObject({ status: 400, body: { error: { code: 'invalid-request' } } })
  })

  it('with an address that cannot be decoded or does not exist is not found', async () => {
    for (const url of ['/api/v1/things/%E0%A4%A', '/api/v1/none', '/none'])
      expect(await ask({ url })).toMatchObject({ status: 404, body: { error: { code: 'not-found' } } })
  })
})

describe('limits', () => {
  it('tells who comes too often how long to wait', async () => {
    const guess = () =>
      ask({
        method: 'POST',
        url: '/api/v1/code',
        remoteAddress: '203.0.113.9',
        headers: { 'accept-language': 'en' },
      })
    for (let n = 0; n < limits.code.max; n += 1) expect(await guess()).toMatchObject({ status: 200 })
    const refused = await guess()
    expect(refused).toMatchObject({
      status: 429,
      body: { error: { code: 'too-many-requests', details: { seconds: expect.any(Number) } } },
    })
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect(await ask({ method: 'POST', url: '/api/v1/code', remoteAddress: '203.0.113.10' })).toMatchObject({
      status: 200,
    })
  })

  it('counts the address that a trusted proxy names, and not what a stranger claims', async () => {
    const guess = (remoteAddress: string, forwarded: string) =>
      ask({ method: 'POST', url: '/api/v1/code', remoteAddress, headers: { 'x-forwarded-for': forwarded } })
    for (let n = 0; n <= limits.code.max; n += 1) await guess('127.0.0.1', '198.51.100.1')
    expect(await guess('127.0.0.1', '198.51.100.1')).toMatchObject({ status: 429 })
    expect(await guess('127.0.0.1', '198.51.100.2')).toMatchObject({ status: 200 })
    for (let n = 0; n <= limits.code.max; n += 1) await guess('198.51.100.9', `192.0.2.${n}`)
    expect(await guess('198.51.100.9', '192.0.2.77')).toMatchObject({ status: 429 })
  })

  it('counts a stranger’s requests of every kind', async () => {
    const statuses = []
    for (let n = 0; n <= limits.stranger.max; n += 1)
      statuses.push((await ask({ url: '/api/v1/things/thg_1', remoteAddress: '203.0.113.30' })).status)
    expect(statuses.at(-2)).toBe(200)
    expect(statuses.at(-1)).toBe(429)
  })
})

describe('every answer', () => {
  it('tells the browser to trust nothing in it', async () => {
    const { headers } = await ask({ url: '/api/v1/things/thg_1' })
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
      'cache-control': 'no-store',
    })
    expect(headers['strict-transport-security']).toBeUndefined()
  })

  it('tells it to stay on https once it is there', async () => {
    const { headers } = await ask({ url: '/api/v1/things/thg_1', headers: { 'x-forwarded-proto': 'https' } })
    expect(headers['strict-transport-security']).toMatch(/max-age=\d{8}/)
  })

  it('is counted by its pattern, and nothing of the address is logged', async () => {
    await ask({ url: '/api/v1/things/thg_secret?limit=4' })
    expect(seen).toContain('GET /api/v1/things/:id 200')
    expect(logged.join('')).not.toContain('thg_secret')
  })
})

describe('the description', () => {
  it('has every route with its shapes, made from what the routes parse', async () => {
    const { body } = await ask({ url: '/api/v1/openapi.json' })
    expect(body).toMatchObject({
      openapi: '3.1.0',
      info: { version: '1.2.3' },
      paths: {
        '/api/v1/things': {
          post: {
            security: [{ session: [] }],
            requestBody: { content: { 'application/json': { schema: { required: ['name'] } } } },
            responses: { 201: {} },
          },
        },
        '/api/v1/things/{id}': {
          get: {
            security: [],
            parameters: [
              { name: 'id', in: 'path', required: true },
              { name: 'limit', in: 'query', required: false },
            ],
          },
          delete: { description: 'Managers and above.' },
        },
      },
    })
  })

  it('is a page without scripts that shows the same', async () => {
    const answer = await app.inject({ url: '/api/docs', headers: { 'accept-language': 'en' } })
    expect(answer.headers['content-type']).toMatch(/^text\/html/)
    expect(answer.headers['content-security-policy']).not.toMatch(/unsafe|nonce/)
    expect(answer.body).toContain('The Atiende API')
    expect(answer.body).toContain('/api/v1/things/{id}')
    expect(answer.body).not.toMatch(/<script|\sstyle=|\son\w+=/)
    expect((await app.inject('/api/docs/docs.css')).headers['content-type']).toMatch(/^text\/css/)
  })
})

describe('text that no database keeps', () => {
  it('is kept without what nobody can see of it', async () => {
    const answer = await ask({
      method: 'POST',
      url: '/api/v1/things',
      headers: { ...asAna, 'content-type': 'application/json' },
      payload: String.raw`{"name":"ket\u0000tle \ud83d \\u0000"}`,
    })
    expect(answer.body).toMatchObject({ made: 'kettle \ufffd \\u0000' })
  })
})
