/**
 * A whole server with its doors open, on a database of its own, and a small centre in it: for tests that come in as browsers and widgets do.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { AgentId, ChannelAccountId, QueueId } from '#core/id.ts'
import { agent } from '#protocol/config/agent.ts'
import { channelAccount } from '#protocol/config/channel-account.ts'
import { queue } from '#protocol/config/queue.ts'
import type { WidgetFrameInput, WidgetServerFrame } from '#protocol/widget.ts'
import { WebSocket } from 'ws'
import type { z } from 'zod'
import { readConfig } from '../config.ts'
import { createConfigured } from '../configuration/save.ts'
import { createLog } from '../observe/log.ts'
import { startServer, type RunningServer } from '../server.ts'
import { createTestDatabase } from '../store/test/test-database.ts'
import { mustBe } from './centre.ts'
import { cookieOf } from './door.ts'

export const shopOrigin = 'https://tienda.example'

export type Answered = { readonly status: number; readonly body: ReturnType<typeof JSON.parse> }

export type SignedInAgent = {
  readonly id: AgentId
  /** `text`: sent as it is, whatever it is. */
  ask(method: string, path: string, body?: object | { readonly text: string }): Promise<Answered>
}

export type TestRunning = {
  readonly server: RunningServer
  readonly url: string
  readonly queueId: QueueId
  readonly accountId: ChannelAccountId
  addAgent(settings?: Partial<z.input<typeof agent>>): Promise<SignedInAgent>
  /** A new visitor's token. */
  newToken(): Promise<string>
  /** A widget's connection; `origin` as its browser would say. */
  connect(origin?: string): TestVisitor
  close(): Promise<void>
}

export interface TestVisitor {
  readonly frames: readonly WidgetServerFrame[]
  /** The code with which it was closed. */
  readonly closed: Promise<number>
  say(frame: WidgetFrameInput | { readonly text: string }): void
  /** The first frame of this type, or of this type that fits, when it has come. */
  next<Type extends WidgetServerFrame['type']>(
    type: Type,
    fits?: (frame: Extract<WidgetServerFrame, { type: Type }>) => boolean,
  ): Promise<Extract<WidgetServerFrame, { type: Type }>>
  leave(): void
}

export async function openRunningServer(
  settings: { readonly queue?: Partial<z.input<typeof queue>>; readonly limits?: object } = {},
): Promise<TestRunning> {
  const test = await createTestDatabase()
  const folder = await mkdtemp(path.join(tmpdir(), 'atiende-running-'))
  const read = readConfig({ PORT: '0', HOST: '127.0.0.1', ATIENDE_DATA: folder, DATABASE_URL: test.url })
  if ('problems' in read) throw new Error(read.problems.join('\n'))
  const server = await startServer(read.config, { log: createLog('silent') })
  const { context, signIn } = server
  const url = `http://127.0.0.1:${server.port}`
  const { id: queueId } = mustBe(
    await createConfigured(
      context,
      null,
      'queue',
      queue.parse({ name: 'Atención', channels: ['web-chat'], ...settings.queue }),
    ),
  )
  const account = channelAccount.parse({
    name: 'Tienda',
    channel: 'web-chat',
    queueId,
    settings: {
      allowedOrigins: [shopOrigin],
      title: { es: 'Tienda', en: 'Shop' },
      greeting: { es: 'Hola', en: 'Hello' },
      ...(settings.limits ? { limits: settings.limits } : {}),
    },
  })
  const { id: accountId } = mustBe(await createConfigured(context, null, 'channel-account', account))
  const hooks = `${url}/hooks/${accountId}`
  while (!(await fetch(`${hooks}/config`)).ok) await new Promise((resolve) => setTimeout(resolve, 10))

  return {
    server,
    url,
    queueId,
    accountId,
    async addAgent(wish = {}) {
      const body = agent.parse({
        name: 'Ana Pérez',
        email: `${context.newId('test')}@example.org`,
        queues: [{ queueId }],
        ...wish,
      })
      const { id } = mustBe(await createConfigured(context, null, 'agent', body))
      const link = mustBe(await signIn.createLink(id, url))
      const { headers } = await fetch(link.url, { redirect: 'manual' })
      const cookie = cookieOf({ 'set-cookie': headers.getSetCookie() })
      return { id, ask: async (method, place, body) => await ask(`${url}${place}`, cookie, method, body) }
    },
    async newToken() {
      const answer = await fetch(`${hooks}/session`, { method: 'POST', headers: { origin: shopOrigin } })
      return ((await answer.json()) as { token: string }).token
    },
    connect: (origin = shopOrigin) => openVisitor(`${hooks.replace('http', 'ws')}/live`, origin),
    async close() {
      await server.close()
      await test.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function ask(url: string, cookie: string, method: string, body: object | undefined): Promise<Answered> {
  const text =
    body && 'text' in body && Object.keys(body).length === 1 ? String(body.text) : JSON.stringify(body ?? {})
  const answer = await fetch(url, {
    method,
    headers: { cookie, ...(method === 'GET' ? {} : { 'content-type': 'application/json' }) },
    ...(method === 'GET' ? {} : { body: text }),
  })
  const said = await answer.text()
  return { status: answer.status, body: said === '' ? null : JSON.parse(said) }
}

function openVisitor(url: string, origin: string): TestVisitor {
  const socket = new WebSocket(url, { origin })
  const frames: WidgetServerFrame[] = []
  const listeners = new Set<() => void>()
  const early: string[] = []
  socket.on('open', () => early.splice(0).forEach((text) => socket.send(text)))
  socket.on('message', (data) => {
    frames.push(JSON.parse((data as Buffer).toString('utf8')) as WidgetServerFrame)
    for (const listener of listeners) listener()
  })
  const closed = new Promise<number>((resolve) => {
    socket.on('unexpected-response', (_request, answer) => resolve(answer.statusCode ?? 0))
    socket.on('close', resolve)
  })
  socket.on('error', () => undefined)

  return {
    frames,
    closed,
    say(frame) {
      const text = 'type' in frame ? JSON.stringify(frame) : frame.text
      if (socket.readyState === socket.OPEN) socket.send(text)
      else early.push(text)
    },
    async next(type, fits = () => true) {
      type Wanted = Extract<WidgetServerFrame, { type: typeof type }>
      const isWanted = (frame: WidgetServerFrame): frame is Wanted =>
        frame.type === type && fits(frame as Wanted)
      return await new Promise<Wanted>((resolve) => {
        const look = (): void => {
          const found = frames.find(isWanted)
          if (!found) return
          listeners.delete(look)
          resolve(found)
        }
        listeners.add(look)
        look()
      })
    },
    leave: () => socket.close(),
  }
}
