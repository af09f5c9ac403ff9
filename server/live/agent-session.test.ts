import type { InteractionId } from '#core/id.ts'
import type { Actor } from '#core/permission/may.ts'
import type { LiveEvent, ServerFrame } from '#protocol/live.ts'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { endInteraction, takeInteraction } from '../act/interaction-acts.ts'
import { say } from '../act/say.ts'
import type { Database } from '../store/database.ts'
import { appendEvents } from '../store/event-log.ts'
import { dynamicStatement } from '../store/statement.ts'
import { mustBe, openTestCentre, type TestCentre } from '../test/centre.ts'
import { openAgentSession, type AgentSession, type FrameSocket } from './agent-session.ts'

let centre: TestCentre
let ana: Actor
let stops: (() => void)[] = []

beforeEach(async () => {
  centre = await openTestCentre()
  ana = await centre.addAgent({ name: 'Ana Pérez' })
  await centre.ready(ana)
  stops = []
})
afterEach(async () => {
  for (const stop of stops) stop()
  await centre.close()
})

type Page = {
  session: AgentSession
  frames: ServerFrame[]
  socket: FrameSocket & { closed: string | null; bufferedAmount: number }
  events(): LiveEvent[]
  until(type: ServerFrame['type']): Promise<void>
  cursor(): string
}

function openPage(actor: Actor, context = centre.context): Page {
  const frames: ServerFrame[] = []
  const socket = {
    closed: null as string | null,
    bufferedAmount: 0,
    send: (frame: string) => void frames.push(JSON.parse(frame) as ServerFrame),
    close: (_code: number, reason: string) => {
      socket.closed = reason
    },
  }
  const session = openAgentSession(context, centre.tail, socket, {
    agentId: actor.agentId,
    role: actor.role,
    queueIds: new Set(actor.queueIds),
  })
  stops.push(centre.tail.follow((events) => session.learn(events)))
  return {
    session,
    frames,
    socket,
    events: () => frames.flatMap((frame) => (frame.type === 'events' ? [...frame.events] : [])),
    async until(type) {
      while (!frames.some((frame) => frame.type === type))
        await new Promise((resolve) => setTimeout(resolve, 2))
    },
    cursor: () => frames.reduce((last, frame) => ('cursor' in frame ? frame.cursor : last), ''),
  }
}

function subscribe(page: Page, after: string | null): void {
  page.session.receive(JSON.stringify({ type: 'subscribe', after }))
}

it('gives a snapshot first, then every event that concerns the agent, in order', async () => {
  const waiting = await centre.hear('vis_1', 'Hola')
  await centre.tail.settle()
  const page = openPage(ana)
  subscribe(page, null)
  await page.until('snapshot')
  const snapshot = page.frames.find((frame) => frame.type === 'snapshot')
  expect(snapshot?.interactions.map(({ id }) => id)).toEqual([waiting])
  mustBe(await takeInteraction(centre.context, ana, waiting as InteractionId))
  await centre.hear('vis_1', 'Segundo')
  await centre.tail.settle()
  expect(page.events().map((event) => event.type)).toEqual([
    'interaction-changed',
    'message-added',
    'agent-changed',
    'message-added',
  ])
  expect(page.events().at(-1)).toMatchObject({ message: { text: 'Segundo' }, summary: { unread: 2 } })
})

it('gives a page that comes back exactly what it missed', async () => {
  const id = (await centre.hear('vis_1', 'Uno')) as InteractionId
  mustBe(await takeInteraction(centre.context, ana, id))
  const first = openPage(ana)
  subscribe(first, null)
  await first.until('snapshot')
  await centre.hear('vis_1', 'Dos')
  await centre.tail.settle()
  const cursor = first.cursor()
  const missed = ['Tres', 'Cuatro', 'Cinco']
  for (const text of missed) await centre.hear('vis_1', text)
  mustBe(await say(centre.context, centre.sayBatch, ana, id, { clientId: 'key-00001', text: 'Seis' }))
  await centre.tail.settle()
  const second = openPage(ana)
  subscribe(second, cursor)
  await second.until('events')
  expect(
    second.events().flatMap((event) => (event.type === 'message-added' ? [event.message.text] : [])),
  ).toEqual([...missed, 'Seis'])
  expect(second.frames.some((frame) => frame.type === 'snapshot')).toBe(false)
})

it('gives a snapshot for a cursor that is no cursor, is of the future, or is too far behind', async () => {
  for (const cursor of ['nonsense', '99999999999.1', '3.1']) {
    const page = openPage(ana)
    subscribe(page, cursor)
    await page.until('snapshot')
    expect(page.frames[0]).toMatchObject({ type: 'snapshot' })
  }
})

it('keeps what is not an agent’s business from the agent, and says when something no longer is', async () => {
  const other = await centre.addQueue({ name: 'Otra' })
  const luis = await centre.addAgent({ name: 'Luis', queueIds: [other] })
  const boss = await centre.addAgent({ name: 'Jefa', role: 'supervisor', queueIds: [] })
  const pages = [openPage(ana), openPage(luis), openPage(boss)] as const
  for (const page of pages) {
    subscribe(page, null)
    await page.until('snapshot')
  }
  const id = (await centre.hear('vis_1', 'Hola')) as InteractionId
  mustBe(await takeInteraction(centre.context, ana, id))
  mustBe(await endInteraction(centre.context, ana, id))
  await centre.tail.settle()
  const about = (page: Page): LiveEvent[] =>
    page.events().filter((event) => event.type === 'interaction-changed' || event.type === 'message-added')
  expect(about(pages[0]).length).toBeGreaterThan(3)
  expect(about(pages[1])).toEqual([])
  expect(about(pages[2]).length).toBe(about(pages[0]).length)
  const colleagues = pages[1].events().filter((event) => event.type === 'agent-changed')
  expect(colleagues.length).toBeGreaterThan(0)
  expect(colleagues.filter((event) => event.own !== null)).toEqual([])
})

it('cuts off a page that does not take its frames, and one that speaks nonsense', async () => {
  const slow = openPage(ana)
  subscribe(slow, null)
  await slow.until('snapshot')
  slow.socket.bufferedAmount = 5 * 1024 * 1024
  await centre.hear('vis_1', 'Hola')
  await centre.tail.settle()
  expect(slow.socket.closed).toBe('too-slow')
  const sent = slow.frames.length
  await centre.hear('vis_1', 'Otra vez')
  await centre.tail.settle()
  expect(slow.frames.length).toBe(sent)
  const rude = openPage(ana)
  rude.session.receive('{"type":')
  expect(rude.socket.closed).toBe('bad-frame')
})

it('gives a page a snapshot however large, and cuts it off only when what comes after it piles up', async () => {
  const id = await centre.hear('vis_1', 'Hola')
  await centre.context.database.execute(
    dynamicStatement<never, [id: string]>(
      `update contact_case set data = jsonb_build_object('notes', repeat('x', 6000000))
       where id = (select case_id from interaction where id = $1)`,
    ),
    [id],
  )
  await centre.tail.settle()
  const page = openPage(ana)
  const send = page.socket.send.bind(page.socket)
  page.socket.send = (frame) => {
    send(frame)
    page.socket.bufferedAmount += frame.length
  }
  subscribe(page, null)
  await page.until('snapshot')
  expect(page.socket.closed).toBeNull()
  await centre.hear('vis_2', 'Hola')
  await centre.tail.settle()
  expect(page.socket.closed).toBeNull()
  page.socket.bufferedAmount += 5 * 1024 * 1024
  await centre.hear('vis_2', 'Otra vez')
  await centre.tail.settle()
  expect(page.socket.closed).toBe('too-slow')
})

it('gives a fresh snapshot to a page that comes back after its agent’s queues may have changed', async () => {
  const first = openPage(ana)
  subscribe(first, null)
  await first.until('snapshot')
  await centre.hear('vis_1', 'Hola')
  await centre.tail.settle()
  const cursor = first.cursor()
  await appendEvents(
    centre.context.database,
    [
      {
        type: 'configuration-changed',
        interactionId: null,
        agentId: null,
        audience: { everyone: true },
        body: { kind: 'agent', id: ana.agentId },
      },
    ],
    centre.context.now(),
  )
  await centre.tail.settle()
  const second = openPage(ana)
  subscribe(second, cursor)
  while (second.frames.length === 0) await new Promise((resolve) => setTimeout(resolve, 2))
  expect(second.frames[0]?.type).toBe('snapshot')
})

it('begins anew only once when what an agent may see changes while the page is brought up to date', async () => {
  const gates: (() => void)[] = []
  const { database } = centre.context
  const slow: Database = {
    ...database,
    async query(statement, ...params) {
      const rows = await database.query(statement, ...params)
      if (statement.name === 'presence.read-all') await new Promise<void>((resolve) => gates.push(resolve))
      return rows
    },
  }
  const gate = async (n: number): Promise<() => void> => {
    for (;;) {
      const open = gates[n]
      if (open) return open
      await new Promise((resolve) => setTimeout(resolve, 2))
    }
  }
  const page = openPage(ana, { ...centre.context, database: slow })
  subscribe(page, null)
  const openFirst = await gate(0)
  page.session.changeViewer(page.session.viewer)
  const openSecond = await gate(1)
  openFirst()
  await centre.hear('vis_1', 'Hola')
  await centre.tail.settle()
  expect(page.frames).toEqual([])
  openSecond()
  await page.until('snapshot')
  await page.until('events')
  expect(page.frames.map((frame) => frame.type).filter((type) => type === 'snapshot')).toHaveLength(1)
  expect(page.events().some((event) => event.type === 'message-added')).toBe(true)
})
