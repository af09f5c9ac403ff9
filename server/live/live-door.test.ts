import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Actor } from '#core/permission/may.ts'
import type { ServerFrame } from '#protocol/live.ts'
import { heartbeatMs } from '#protocol/live.ts'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import { otherDevices } from '../act/presence-acts.ts'
import type { Authenticate } from '../http/signed-in.ts'
import { keepPages } from '../store/agent-page-row.ts'
import { lockPresence, readPresence } from '../store/presence-record.ts'
import { dynamicStatement } from '../store/statement.ts'
import { openTestCentre, type TestCentre } from '../test/centre.ts'
import { openLiveDoor, type LiveDoor } from './live-door.ts'

let centre: TestCentre
let ana: Actor
let door: LiveDoor
let isSignedIn: boolean
const http = createServer()

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  centre = await openTestCentre()
  ana = await centre.addAgent({})
  isSignedIn = true
  const authenticate: Authenticate = async ({ headers }) =>
    await Promise.resolve(
      isSignedIn
        ? {
            agentId: ana.agentId,
            role: ana.role,
            language: 'es',
            sessionId: headers.cookie ?? 'here',
            setCookies: [],
          }
        : null,
    )
  door = openLiveDoor(centre.context, {
    tail: centre.tail,
    bus: centre.bus,
    authenticate,
    originOf: () => 'http://localhost',
  })
  http.on('upgrade', (request, socket, head) => door.upgrade(request, socket, head))
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
})
afterEach(async () => {
  http.removeAllListeners('upgrade')
  await Promise.all([door.close(), new Promise((resolve) => http.close(resolve))])
  await centre.close()
  vi.useRealTimers()
})

const waiting = dynamicStatement<{ n: number }, []>(
  `select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
)

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 5))
}

/** A page that is up to date. */
async function enter(sessionId = 'here'): Promise<{ socket: WebSocket; frames: ServerFrame[] }> {
  const { port } = http.address() as AddressInfo
  const socket = new WebSocket(`ws://127.0.0.1:${port}/api/v1/live`, { headers: { cookie: sessionId } })
  const frames: ServerFrame[] = []
  socket.on('message', (data: Buffer) => frames.push(JSON.parse(data.toString('utf8')) as ServerFrame))
  socket.on('open', () => socket.send(JSON.stringify({ type: 'subscribe', after: null })))
  await until(() => frames.some(({ type }) => type === 'snapshot'))
  return { socket, frames }
}

it('tells a signal for persons to their pages alone, whatever their supervisors may see', async () => {
  const sofia = await centre.addAgent({ role: 'supervisor' })
  const draft = {
    type: 'draft-changed',
    interactionId: 'int_1',
    kind: 'note',
    agentId: ana.agentId,
    revision: 1,
    isEmpty: false,
  } as const
  const end = { type: 'agent-typing', interactionId: 'int_1', agentId: ana.agentId, on: true } as const
  const author = ana.agentId
  const heard = async (): Promise<string[]> => {
    const { socket, frames } = await enter()
    centre.bus.send({ to: 'persons', agentIds: [author], signal: draft })
    centre.bus.send({ to: 'agents', interactionId: 'int_1', agentIds: [author], signal: end })
    const signals = () => frames.flatMap((frame) => (frame.type === 'signal' ? [frame.signal.type] : []))
    await until(() => signals().includes('agent-typing'))
    socket.terminate()
    return signals().filter((type) => type !== 'queues')
  }
  expect(await heard()).toEqual(['draft-changed', 'agent-typing'])
  ana = sofia
  expect(await heard()).toEqual(['agent-typing'])
})

it('knows of a page that is loaded anew while its old connection goes', async () => {
  const { socket } = await enter('desk')
  const { agentId } = ana
  const again = await centre.context.database.transaction(async (transaction) => {
    await lockPresence(transaction, agentId)
    const entering = enter('desk')
    // On the threshold: it waits for the agent.
    await until(async () => ((await transaction.query(waiting))[0]?.n ?? 0) > 0)
    socket.terminate()
    await until(() => door.size === 0)
    // What a connection that went leaves to do is done by now: others use the same pool.
    await otherDevices(centre.context, agentId, 'other')
    return { entering }
  })
  await again.entering
  expect(await otherDevices(centre.context, agentId, 'other')).toBe(1)
})

it('ends a page whose session was ended, wherever that was done', async () => {
  const { socket, frames } = await enter()
  const closed = new Promise<number>((resolve) => socket.on('close', resolve))
  vi.advanceTimersByTime(heartbeatMs)
  await until(() => frames.at(-1)?.type === 'ping')
  isSignedIn = false
  vi.advanceTimersByTime(heartbeatMs)
  expect(await closed).toBe(4401)
  expect(frames.at(-1)).toEqual({ type: 'bye', reason: 'signed-out' })
})

it('brings an agent back who was taken for lost while a page is connected', async () => {
  const timers = centre.startTimers()
  await timers.settle()
  const isOnline = async (): Promise<boolean> =>
    (await readPresence(centre.context.database, ana.agentId))?.presence.online ?? false
  const { socket } = await enter()
  centre.advance(centre.context.configuration.centre().lostAfterMs + 60_000)
  await timers.settle()
  await until(isOnline)
  await centre.tail.settle()
  expect(await isOnline()).toBe(true)
  socket.terminate()
})

it('knows on which devices an agent is, and ends one of them by itself', async () => {
  const others = (sessionId: string) => otherDevices(centre.context, ana.agentId, sessionId)
  const here = await enter('here')
  expect(await others('here')).toBe(0)
  const there = await enter('there')
  const tab = await enter('there')
  expect(await others('here')).toBe(1)
  expect(await others('there')).toBe(1)
  const closed = new Promise<number>((resolve) => here.socket.on('close', resolve))
  door.dismiss('here')
  expect(await closed).toBe(4401)
  await until(async () => (await others('there')) === 0)
  there.socket.close()
  await until(() => door.size === 1)
  // The other tab of that device is still open.
  expect(await others('here')).toBe(1)
  tab.socket.close()
  await until(async () => (await others('here')) === 0)
})

it('forgets a device of which a server that died has written', async () => {
  await enter('here')
  await keepPages(
    centre.context.database,
    'a door that is gone',
    [{ agentId: ana.agentId, sessionId: 'there' }],
    centre.context.now(),
  )
  expect(await otherDevices(centre.context, ana.agentId, 'here')).toBe(1)
  centre.advance(centre.context.configuration.centre().lostAfterMs)
  expect(await otherDevices(centre.context, ana.agentId, 'here')).toBe(0)
})
