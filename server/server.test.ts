import { once } from 'node:events'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { agent } from '#protocol/config/agent.ts'
import { channelAccount } from '#protocol/config/channel-account.ts'
import { queue } from '#protocol/config/queue.ts'
import { readConfig, type Config } from './config.ts'
import { archiveConfigured, createConfigured } from './configuration/save.ts'
import type { OpenApi } from './http/openapi.ts'
import { createLog } from './observe/log.ts'
import { startServer, type RunningServer } from './server.ts'
import { createTestDatabase, type TestDatabase } from './store/test/test-database.ts'
import { mustBe } from './test/centre.ts'
import { readPresence } from './store/presence-record.ts'
import { cookieOf } from './test/door.ts'

const log = createLog('silent')

let test: TestDatabase
let folder: string
const servers: RunningServer[] = []

beforeAll(async () => {
  test = await createTestDatabase()
  folder = await mkdtemp(path.join(tmpdir(), 'atiende-server-'))
})
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
})
afterAll(async () => {
  await test.drop()
  await rm(folder, { recursive: true, force: true })
})

function configOf(environment: Record<string, string> = {}): Config {
  const read = readConfig({
    PORT: '0',
    HOST: '127.0.0.1',
    ATIENDE_DATA: folder,
    DATABASE_URL: test.url,
    ...environment,
  })
  if ('problems' in read) throw new Error(read.problems.join('\n'))
  return read.config
}

async function start(environment?: Record<string, string>): Promise<RunningServer & { url: string }> {
  const server = await startServer(configOf(environment), { log })
  servers.push(server)
  return { ...server, url: `http://127.0.0.1:${server.port}` }
}

async function enter(
  { context, signIn }: RunningServer,
  url: string,
): Promise<{ id: `agt_${string}`; cookie: string }> {
  const body = agent.parse({
    name: 'Ana Pérez',
    email: `${context.newId('test')}@example.org`,
    role: 'owner',
  })
  const { id } = mustBe(await createConfigured(context, null, 'agent', body))
  const link = mustBe(await signIn.createLink(id, url))
  const answer = await fetch(link.url, { redirect: 'manual' })
  return { id, cookie: cookieOf({ 'set-cookie': answer.headers.getSetCookie() }) }
}

/** A page's live socket, with the frames it was sent and how it ended. */
function openPage(url: string, headers: Record<string, string>) {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/api/v1/live`, { headers })
  const frames: { type: string; reason?: string }[] = []
  socket.on('message', (data) => frames.push(JSON.parse((data as Buffer).toString('utf8'))))
  const opened = once(socket, 'open')
  const ended = new Promise<number>((resolve) => {
    socket.on('unexpected-response', (_request, answer) => resolve(answer.statusCode ?? 0))
    socket.on('close', (code) => resolve(code))
  })
  opened.catch(() => undefined)
  return { socket, frames, opened, ended }
}

describe('a server', () => {
  it('starts on an empty folder, says that it is ready, and ends leaving the port free', async () => {
    const server = await start()
    expect(server.setupCode).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}$/)
    expect(await (await fetch(`${server.url}/healthz`)).json()).toEqual({ ok: true, voice: 'up' })
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
    const document = await (await fetch(`${server.url}/api/v1/openapi.json`)).json()
    expect(document).toMatchObject({
      openapi: '3.1.0',
      info: { version: expect.stringMatching(/^\d+\.\d+\.\d+/) },
    })
    expect((await stat(path.join(folder, 'key'))).mode & 0o077).toBe(0)

    await Promise.all([server.close(), server.close()])
    const next = createServer()
    next.listen(server.port, '127.0.0.1')
    await once(next, 'listening')
    next.close()
  })

  it('counts what it does for whoever may know', async () => {
    const { url } = await start()
    await fetch(`${url}/api/v1/setup`)
    const figures = await (await fetch(`${url}/metrics`)).text()
    expect(figures).toMatch(/atiende_http_answer_seconds_count\{[^}]*route="\/api\/v1\/setup"[^}]*\} 1/)
    for (const name of [
      'waiting',
      'outbox_age_seconds',
      'sockets',
      'nodejs_eventloop_lag_seconds',
      'calls',
      'voice_up 1',
    ])
      expect(figures, name).toContain(`atiende_${name}`)
    const guarded = await start({ ATIENDE_METRICS_TOKEN: 'a-long-enough-token' })
    expect((await fetch(`${guarded.url}/metrics`)).status).toBe(404)
    expect(
      (await fetch(`${guarded.url}/metrics`, { headers: { authorization: 'Bearer a-long-enough-token' } }))
        .status,
    ).toBe(200)
  })

  it('describes every route, so that a program can read all of it', async () => {
    const { url } = await start()
    const answer = await fetch(`${url}/api/v1/openapi.json`)
    const document: OpenApi = JSON.parse(await answer.text())
    const text = JSON.stringify(document)
    const references = [...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(
      (match) => match[1] ?? '',
    )
    expect(references.filter((name) => !Object.hasOwn(document.components.schemas, name))).toEqual([])
    expect(text).not.toContain('$defs')
    const ids = Object.values(
      document.paths as Record<string, Record<string, { operationId: string }>>,
    ).flatMap((methods) => Object.values(methods).map(({ operationId }) => operationId))
    expect(new Set(ids).size).toBe(ids.length)
    // One of each part: what is made and tested by itself is of no use where it is not served.
    expect(ids).toEqual(
      expect.arrayContaining([
        'postInteractionsByIdAccept',
        'getInteractionsByIdSearch',
        'getInteractionsByIdDrafts',
        'getInteractionsByIdNote',
        'postInteractionsByIdTags',
        'patchInteractionsByIdCase',
        'postInteractionsByIdResponseFiles',
        'getWorkspaceResponses',
        'getContacts',
        'getMeDevices',
        'getMePush',
      ]),
    )
  })
})

describe('a stranger', () => {
  /** What nobody has to be signed in for. Whatever is added here is open to the world. */
  const open = [
    'GET /api/docs',
    'GET /api/docs/docs.css',
    'GET /api/v1/auth/get-session',
    'GET /api/v1/openapi.json',
    'GET /api/v1/setup',
    'GET /sign-in/{token}',
    'POST /api/v1/auth/sign-in/email',
    'POST /api/v1/auth/sign-out',
    'POST /api/v1/auth/two-factor/verify-backup-code',
    'POST /api/v1/auth/two-factor/verify-totp',
    'POST /api/v1/setup',
  ]

  it('is refused on every route but the few that are for strangers', async () => {
    const { url } = await start()
    const { paths }: OpenApi = JSON.parse(await (await fetch(`${url}/api/v1/openapi.json`)).text())
    const routes = Object.entries(paths).flatMap(([route, methods]) =>
      Object.keys(methods).map((method) => ({ route, method: method.toUpperCase() })),
    )
    const answers = await Promise.all(
      routes.map(async ({ route, method }) => {
        const init =
          method === 'GET' ? {} : { method, headers: { 'content-type': 'application/json' }, body: '{}' }
        const answer = await fetch(`${url}${route.replaceAll(/\{\w+\}/g, 'int_stranger')}`, init)
        const text = await answer.text()
        return {
          name: `${method} ${route}`,
          isRefused: answer.status === 401 && text.includes('"not-signed-in"'),
        }
      }),
    )
    const admitted = answers.filter(({ isRefused }) => !isRefused).map(({ name }) => name)
    expect(admitted.toSorted((a, b) => (a < b ? -1 : 1))).toEqual(open)
    expect(answers.length).toBeGreaterThan(80)
  })
})

describe('a server that cannot start', () => {
  it('names a port that is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const address = other.address()
    const port = typeof address === 'object' && address ? address.port : 0
    await expect(startServer(configOf({ PORT: String(port) }), { log })).rejects.toThrow(
      `Port ${port} is in use by another program.`,
    )
    other.close()
  })

  it('names an address that is none of this machine’s', async () => {
    await expect(startServer(configOf({ HOST: '203.0.113.1' }), { log })).rejects.toThrow(
      'HOST=203.0.113.1 is no address of this machine.',
    )
  })

  it('does not go on with a key that is not the database’s', async () => {
    await start()
    const file = path.join(folder, 'other-key')
    await writeFile(file, `${Buffer.alloc(32, 1).toString('base64url')}\n`)
    await expect(startServer(configOf({ ATIENDE_KEY_FILE: file }), { log })).rejects.toThrow(
      /other-key is not the one this database was made with/,
    )
    await writeFile(file, 'not a key\n')
    await expect(startServer(configOf({ ATIENDE_KEY_FILE: file }), { log })).rejects.toThrow(
      /is not a key file of Atiende/,
    )
    expect(await readFile(path.join(folder, 'key'), 'utf8')).toMatch(/^[\w-]{43}\n$/)
  })
})

describe('an agent’s live socket', () => {
  it('is opened by the agent’s session and by nothing else', async () => {
    const server = await start()
    const { cookie } = await enter(server, server.url)
    const mine = openPage(server.url, { cookie, origin: server.url })
    await mine.opened
    mine.socket.close()
    expect(await openPage(server.url, {}).ended).toBe(401)
    expect(await openPage(server.url, { cookie, origin: 'https://evil.example' }).ended).toBe(401)
    expect(
      await openPage(server.url, { cookie, origin: server.url, 'sec-fetch-site': 'cross-site' }).ended,
    ).toBe(401)
    const elsewhere = new WebSocket(`${server.url.replace('http', 'ws')}/api/v1/other`)
    elsewhere.on('error', () => undefined)
    const [, answer] = await once(elsewhere, 'unexpected-response')
    expect(answer.statusCode).toBe(404)
  })

  it('ends with signing out, and with being archived', async () => {
    const server = await start()
    await enter(server, server.url)
    for (const leave of ['sign-out', 'archive']) {
      const { id, cookie } = await enter(server, server.url)
      const page = openPage(server.url, { cookie, origin: server.url })
      await page.opened
      if (leave === 'archive') await archiveConfigured(server.context, null, 'agent', id, 1)
      else
        await fetch(`${server.url}/api/v1/auth/sign-out`, {
          method: 'POST',
          headers: { cookie, 'content-type': 'application/json' },
          body: '{}',
        })
      await page.ended
      expect(page.frames.at(-1), leave).toMatchObject({ type: 'bye', reason: 'signed-out' })
    }
  })

  it('on another device goes on when one signs out, and so does the work', async () => {
    const server = await start()
    const { id, cookie } = await enter(server, server.url)
    const link = mustBe(await server.signIn.createLink(id, server.url))
    const second = await fetch(link.url, { redirect: 'manual' })
    const cookies = [cookie, cookieOf({ 'set-cookie': second.headers.getSetCookie() })]
    const pages = cookies.map((one) => openPage(server.url, { cookie: one, origin: server.url }))
    await Promise.all(pages.map(({ opened }) => opened))
    const isOnline = async (): Promise<boolean | undefined> =>
      (await readPresence(server.context.database, id))?.presence.online
    const leave = (one = ''): Promise<Response> =>
      fetch(`${server.url}/api/v1/auth/sign-out`, {
        method: 'POST',
        headers: { cookie: one, 'content-type': 'application/json' },
        body: '{}',
      })
    await leave(cookies[0])
    expect(await pages[0]?.ended).toBe(4401)
    expect(await isOnline()).toBe(true)
    expect(pages[1]?.socket.readyState).toBe(WebSocket.OPEN)
    await leave(cookies[1])
    expect(await pages[1]?.ended).toBe(4401)
    expect(await isOnline()).toBe(false)
  })

  it('is told when the server ends, which does not wait for it', async () => {
    const server = await start()
    const { cookie } = await enter(server, server.url)
    const page = openPage(server.url, { cookie, origin: server.url })
    await page.opened
    await server.close()
    await page.ended
    expect(page.frames.at(-1)).toMatchObject({ type: 'bye', reason: 'shutting-down' })
  })
})

describe('a socket whose other side says nothing any more', () => {
  it('does not keep the server from ending', async () => {
    const server = await start()
    const { cookie } = await enter(server, server.url)
    const page = openPage(server.url, { cookie, origin: server.url })
    await page.opened
    page.socket.pause()
    await server.close()
    expect(page.frames.some(({ type }) => type === 'bye')).toBe(false)
    page.socket.terminate()
  })
})

describe('a request under way when the server ends', () => {
  it('is answered', async () => {
    const server = await start()
    const body = JSON.stringify({ email: 'nobody@example.org', password: 'a wrong password' })
    const asked = request(`${server.url}/api/v1/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': body.length, expect: '100-continue' },
    })
    asked.write(body.slice(0, 10))
    await once(asked, 'continue')
    const closed = server.close()
    asked.end(body.slice(10))
    const [answer] = await once(asked, 'response')
    expect(answer.statusCode).toBe(401)
    answer.resume()
    await closed
    await expect(fetch(`${server.url}/healthz`)).rejects.toThrow('fetch failed')
  })
})

describe('a customer’s side', () => {
  it('finds the channel account that an administrator made, on this server and on another of the same centre', async () => {
    const [one, other] = [await start(), await start()]
    const settings = {
      allowedOrigins: ['https://shop.example'],
      title: { es: 'Tienda', en: 'Shop' },
      greeting: { es: 'Hola', en: 'Hello' },
    }
    const { id: queueId } = mustBe(
      await createConfigured(
        one.context,
        null,
        'queue',
        queue.parse({ name: 'Ventas', channels: ['web-chat'] }),
      ),
    )
    const wish = channelAccount.parse({ name: 'Widget', channel: 'web-chat', queueId, settings })
    const account = mustBe(await createConfigured(one.context, null, 'channel-account', wish))
    for (const { url } of [one, other]) {
      const ask = async (origin: string) =>
        (await fetch(`${url}/widget/v1/config?account=${account.id}`, { headers: { origin } })).status
      await expect.poll(async () => await ask('https://shop.example'), { timeout: 5_000 }).toBe(200)
      expect(await ask('https://evil.example')).toBe(403)
    }
  })
})
