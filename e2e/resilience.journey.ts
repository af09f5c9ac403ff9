/**
 * The server dies in the middle of a hundred running chats, again and again; so does the database, and so do both. Visitors and agents are the
 * widget's and the page's own code without a screen: they come back by themselves and go on with what was not acknowledged. At the end
 * everything that was said is there once, in its order, on all three sides.
 */
import type { InteractionId } from '#core/id.ts'
import type { MessageView } from '#protocol/message.ts'
import { createDice } from '#core/simulation/dice.ts'
import { contradictions, readRows } from '#server/test/coherence.ts'
import { openDatabase } from '#server/store/database.ts'
import { startEmbeddedPostgres } from '#server/store/embedded/embedded-postgres.ts'
import { oldestPostAt } from '#server/store/outbox-row.ts'
import { silentLog } from '#server/store/store-log.ts'
import type { LiveModel } from '#web/live/model.ts'
import type { MessagePage } from '#web/net/api.ts'
import type { Visit } from '#widget/visit/visit.ts'
import { expect, it } from 'vitest'
import { acceptEverything, openAgent, type HeadlessAgent } from './headless-agent.ts'
import { openVisitor, readWidgetConfig } from './headless-visitor.ts'
import {
  embeddedDatabasePid,
  freePort,
  makeDataFolder,
  startServer,
  type ServerProcess,
} from './server-process.ts'
import type { Session } from './session.ts'
import { setUpCentre } from './small-centre.ts'

const visitorCount = 100
const agentCount = 10
const kills = 10
const dice = createDice(4)

type Chatter = { readonly visit: Visit; readonly said: string[] }

const pause = async (ms: number): Promise<void> => await new Promise((resolve) => setTimeout(resolve, ms))

async function until(what: string, isTrue: () => boolean, patienceMs = 40_000): Promise<void> {
  const before = performance.now()
  while (!isTrue()) {
    if (performance.now() - before > patienceMs) throw new Error(`Not in time: ${what}`)
    await pause(20)
  }
}

function ownActive({ desk }: HeadlessAgent): InteractionId[] {
  return [...desk.live.get().interactions.values()]
    .filter(({ kept }) => kept.state.name === 'active' && kept.state.agentId === desk.me)
    .map(({ kept }) => kept.id)
}

/** Says something now and then until told to stop. */
function chatter(
  visit: Visit,
  name: string,
  isOver: () => boolean,
): Chatter & { readonly done: Promise<void> } {
  const said: string[] = []
  async function talk(): Promise<void> {
    while (!isOver()) {
      const text = `${name}: ${said.length}`
      said.push(text)
      visit.say(text, [])
      await pause(500 + dice() * 1_000)
    }
  }
  return { visit, said, done: talk() }
}

async function answer(
  agent: HeadlessAgent,
  said: Map<string, string[]>,
  isOver: () => boolean,
): Promise<void> {
  for (let turn = 0; !isOver(); turn += 1) {
    const active = ownActive(agent)
    const id = active[turn % Math.max(1, active.length)]
    if (id) {
      const before = said.get(id) ?? []
      const text = `${agent.session.id}: ${before.length}`
      said.set(id, [...before, text])
      agent.desk.outbox.say(id, text, [])
    }
    await pause(100 + dice() * 100)
  }
}

async function wholeConversation(session: Session, id: string): Promise<MessageView[]> {
  const messages: MessageView[] = []
  for (let hasNewer = true; hasNewer;) {
    const page = await session.must<MessagePage>(
      'GET',
      `/api/v1/interactions/${id}/messages?after=${messages.at(-1)?.position ?? 0}&limit=200`,
    )
    messages.push(...page.messages)
    ;({ hasNewer } = page)
  }
  return messages
}

async function finishAll(agent: HeadlessAgent): Promise<void> {
  const { acts } = agent.desk
  for (const id of ownActive(agent)) {
    expect(await acts.end(id)).toBe(true)
    expect(await acts.dispose(id, 'dsp_other')).toBe(true)
    expect(await acts.close(id)).toBe(true)
  }
}

/** What a page shows, without what only this page knows. */
function shown(model: LiveModel) {
  const byId = <Value extends { readonly id: string }>(values: Iterable<Value>): Value[] =>
    [...values].sort((a, b) => (a.id < b.id ? -1 : 1))
  return {
    own: model.own?.kept,
    agents: Object.fromEntries([...model.agents].sort(([a], [b]) => (a < b ? -1 : 1))),
    interactions: byId([...model.interactions.values()].map(({ kept }) => kept)),
  }
}

it(
  'loses nothing while the server, the database and both are killed in the middle of a hundred chats',
  { timeout: 300_000 },
  async () => {
    const data = await makeDataFolder()
    const port = await freePort()
    let server: ServerProcess = await startServer({ dataDir: data.path, port })
    try {
      const { url } = server
      const agentNames = Array.from({ length: agentCount }, (_, n) => `Agente Número ${n}`)
      const limits = {
        messagesPerMinute: 600,
        burst: 100,
        connectionsPerVisitor: 4,
        connectionsPerAddress: 300,
      }
      const centre = await setUpCentre({
        url,
        setupCode: server.setupCode,
        agentNames,
        capacity: visitorCount / agentCount,
        channel: { limits },
      })
      const agents = await Promise.all(centre.agents.map(async (session) => await openAgent(url, session)))
      const stopAccepting = agents.map(acceptEverything)
      await until('the agents are connected', () =>
        agents.every(({ desk }) => desk.live.get().connection === 'live'),
      )
      for (const { desk } of agents) expect(await desk.acts.askState({ state: 'ready' })).toBe(true)

      const config = await readWidgetConfig(url, centre.accountId)
      let isOver = false
      const visits = Array.from({ length: visitorCount }, () =>
        openVisitor({ url, accountId: centre.accountId, config }),
      )
      for (const [n, visit] of visits.entries()) visit.start({ name: `Visita ${n}`, order: `P-${n}` })
      await until(
        'a hundred chats are running',
        () => agents.reduce((sum, agent) => sum + ownActive(agent).length, 0) === visitorCount,
      )
      const chatters = visits.map((visit, n) => chatter(visit, `Visita ${n}`, () => isOver))
      const answers = new Map<string, string[]>()
      const answering = agents.map(async (agent) => await answer(agent, answers, () => isOver))

      const keptCount = (): number =>
        chatters.reduce((sum, { visit, said }) => sum + said.length - visit.state.unsent.length, 0)
      const everybodyBack = (): boolean =>
        visits.every(({ state }) => state.line === 'on') &&
        agents.every(({ desk }) => desk.live.get().connection === 'live')
      const nudge = (): void => {
        // As browsers do when the network is back.
        for (const visit of visits) visit.nudge()
        for (const { desk } of agents) desk.retryLine()
      }

      async function someMore(): Promise<void> {
        nudge()
        await until('everybody is back', everybodyBack)
        const before = keptCount()
        await until('the chats go on', () => keptCount() >= before + 60)
        await pause(dice() * 300)
      }

      async function killServer(): Promise<void> {
        await server.end('SIGKILL')
        server = await startServer({ dataDir: data.path, port })
      }

      for (let n = 0; n < kills; n += 1) {
        await someMore()
        await killServer()
      }
      await someMore()
      process.kill(await embeddedDatabasePid(data.path), 'SIGKILL')
      await pause(500)
      await someMore()
      process.kill(await embeddedDatabasePid(data.path), 'SIGKILL')
      await killServer()
      await someMore()

      isOver = true
      await Promise.all([...chatters.map(async ({ done }) => await done), ...answering])
      await until(
        'everything said is kept',
        () =>
          visits.every(({ state }) => state.unsent.length === 0) &&
          agents.every(({ desk }) => desk.live.get().outgoing.length === 0),
      )

      // Every message is there once and in its order, for the centre and for the visitor.
      const ids = agents.flatMap(ownActive)
      expect(new Set(ids).size).toBe(visitorCount)
      const conversations = new Map<string, MessageView[]>()
      for (const id of ids) conversations.set(id, await wholeConversation(centre.owner, id))
      for (const [n, { visit, said }] of chatters.entries()) {
        const id = visit.state.story.conversation?.id ?? ''
        const messages = conversations.get(id) ?? []
        const texts = (direction: MessageView['direction']): string[] =>
          messages.filter((message) => message.direction === direction).map(({ text }) => text)
        expect(texts('in'), `what visitor ${n} said`).toEqual(said)
        expect(texts('out'), `what visitor ${n} was told`).toEqual(answers.get(id) ?? [])
        expect(messages.map(({ position }) => position)).toEqual(messages.map((_, index) => index + 1))
        await until(
          `visitor ${n} has everything`,
          () => visit.state.story.messages.length >= messages.length,
          10_000,
        )
        expect(
          visit.state.story.messages.map(({ position, text }) => [position, text]),
          `what visitor ${n} sees`,
        ).toEqual(messages.map(({ position, text }) => [position, text]))
      }

      // Every agent's screen is what a fresh one would be.
      for (const agent of agents) {
        const fresh = await openAgent(url, agent.session)
        await until('a fresh page is live', () => fresh.desk.live.get().connection === 'live')
        await expect.poll(() => shown(agent.desk.live.get())).toEqual(shown(fresh.desk.live.get()))
        fresh.desk.close()
        expect(agent.signedOut).toBe(0)
      }

      // Nothing is stuck: everything can be brought to its end.
      await Promise.all(agents.map(finishAll))
      await until('the visitors know that it is over', () =>
        visits.every(({ state }) => state.story.conversation?.state === 'ended'),
      )
      await expect
        .poll(async () => await (await fetch(`${url}/metrics`)).text())
        .toMatch(/^atiende_outbox_age_seconds 0$/m)
      for (const stop of stopAccepting) stop()
      for (const visit of visits) visit.forget()
      for (const { desk } of agents) desk.close()
      expect(await server.end()).toBe(0)
    } finally {
      await server.end('SIGKILL')
    }

    const postgres = await startEmbeddedPostgres({ dataDir: data.path, log: silentLog })
    const database = await openDatabase({ address: postgres.connection, log: silentLog })
    try {
      const rows = await readRows(database)
      expect(rows.interactions).toEqual([])
      expect(contradictions(rows)).toEqual([])
      expect(rows.timers.filter(({ kind }) => kind !== 'agent-lost')).toEqual([])
      expect(await oldestPostAt(database)).toBeNull()
    } finally {
      await database.close()
      await postgres.close()
      await data.remove()
    }
  },
)
