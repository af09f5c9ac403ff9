/**
 * How long a customer's message takes to the agent's screen, with everything on this machine. Run: npm run bench -- chat [seconds] [messages a second]
 *
 * Ten agents with five chats each; two of them sit before a real browser with the real page, one conversation open and the others in the list.
 * A message counts as there when the frame that shows it has been painted. Beside it, at the same time: how long it takes to an agent's bare
 * socket, to the visitor's "it is kept", a bare socket echo, and the bare insert of one row.
 */
import type { InteractionId } from '#core/id.ts'
import type { Page } from 'playwright-core'
import { launchChromium } from '#e2e/chromium.ts'
import { acceptEverything, openAgent, type HeadlessAgent } from '#e2e/headless-agent.ts'
import { openVisitor, readWidgetConfig } from '#e2e/headless-visitor.ts'
import { makeDataFolder, startServer } from '#e2e/server-process.ts'
import { browserCookie } from '#e2e/session.ts'
import { setUpCentre } from '#e2e/small-centre.ts'
import type { Visit } from '#widget/visit/visit.ts'
import { machine } from './measure/machine.ts'
import { paintedOn, watchPainting } from './measure/painted.ts'
import { summarise } from './measure/sample.ts'
import { printTable, type Row } from './measure/table.ts'
import { layYardsticks } from './measure/yardsticks.ts'

const [seconds = 60, perSecond = 50] = process.argv.slice(2).map(Number)
const agentCount = 10
const chatsEach = 5
const screens = 2
const warmUpMs = 5_000
const mostMs = 100

type Said = {
  readonly saidAt: number
  readonly visit: Visit
  readonly clientId: string
  arrivedAt: number
  keptAt: number
}

const pause = async (ms: number): Promise<void> => await new Promise((resolve) => setTimeout(resolve, ms))
const epochMs = (): number => performance.timeOrigin + performance.now()

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await pause(20)
}

function ownChats({ desk }: HeadlessAgent): InteractionId[] {
  return [...desk.live.get().interactions.values()]
    .filter(({ kept }) => kept.state.name === 'active')
    .map(({ kept }) => kept.id)
}

const data = await makeDataFolder()
const server = await startServer({ dataDir: data.path })
const browser = await launchChromium()
try {
  process.stdout.write(`${machine()}\n${perSecond} messages a second for ${seconds} s\n\n`)
  const { url, setupCode } = server
  const limits = { messagesPerMinute: 600, burst: 100, connectionsPerVisitor: 4, connectionsPerAddress: 300 }
  const agentNames = Array.from({ length: agentCount }, (_, n) => `Agente Número ${n}`)
  const centre = await setUpCentre({ url, setupCode, agentNames, capacity: chatsEach, channel: { limits } })
  const agents = await Promise.all(centre.agents.map(async (session) => await openAgent(url, session)))
  agents.forEach(acceptEverything)
  await until(() => agents.every(({ desk }) => desk.live.get().connection === 'live'))
  for (const { desk } of agents) await desk.acts.askState({ state: 'ready' })

  const config = await readWidgetConfig(url, centre.accountId)
  const visits = Array.from({ length: agentCount * chatsEach }, () =>
    openVisitor({ url, accountId: centre.accountId, config }),
  )
  for (const [n, visit] of visits.entries()) visit.start({ name: `Visita ${n}` })
  await until(() => agents.every((agent) => ownChats(agent).length === chatsEach))
  await until(() => visits.every(({ state }) => state.story.conversation?.state === 'active'))

  const said = new Map<number, Said>()
  const byClientId = new Map<string, Said>()
  for (const { desk } of agents) {
    desk.live.subscribe(() => {
      for (const { kept } of desk.live.get().interactions.values()) {
        const number = /#(\d+)#/.exec(kept.summary.lastMessage?.preview ?? '')?.[1]
        const one = number === undefined ? undefined : said.get(Number(number))
        if (one && one.arrivedAt === 0) one.arrivedAt = epochMs()
      }
    })
  }
  for (const visit of visits) {
    visit.onChange(() => {
      for (const { clientId } of visit.state.story.messages.slice(-3)) {
        const one = clientId === null ? undefined : byClientId.get(clientId)
        if (one && one.keptAt === 0) one.keptAt = epochMs()
      }
    })
  }

  const pages: Page[] = []
  for (const agent of agents.slice(0, screens)) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'es-ES' })
    await watchPainting(context)
    await context.addCookies([browserCookie(agent.session, url)])
    const page = await context.newPage()
    await page.goto(`${url}/#/active/${ownChats(agent)[0]}`)
    await page.getByRole('log').waitFor()
    pages.push(page)
  }

  async function sayEvenly(from: number, forMs: number): Promise<number> {
    const startedAt = performance.now()
    const everyMs = 1000 / perSecond
    let number = from
    while (performance.now() - startedAt < forMs) {
      const visit = visits[number % visits.length]
      if (!visit) break
      visit.say(`#${number}# ¿Cuándo llega mi pedido?`, [])
      const { clientId = '' } = visit.state.unsent.at(-1) ?? {}
      const one: Said = { saidAt: epochMs(), visit, clientId, arrivedAt: 0, keptAt: 0 }
      said.set(number, one)
      byClientId.set(clientId, one)
      number += 1
      await pause(Math.max(0, startedAt + (number - from) * everyMs - performance.now()))
    }
    return number
  }

  const first = await sayEvenly(0, warmUpMs)
  const yardsticks = await layYardsticks(data.path)
  const end = await sayEvenly(first, seconds * 1000)
  await until(() => visits.every(({ state }) => state.unsent.length === 0))
  await pause(500)
  await yardsticks.close()

  const measured = [...said].filter(([number]) => number >= first && number < end).map(([, one]) => one)
  const painted: number[] = []
  let missing = 0
  for (const [index, page] of pages.entries()) {
    const times = await paintedOn(page)
    const own = new Set(ownChats(agents[index] as HeadlessAgent))
    for (const [number, { saidAt, visit }] of said) {
      if (number < first || number >= end || !own.has(visit.state.story.conversation?.id as InteractionId))
        continue
      const at = times.get(number)
      if (at === undefined) missing += 1
      else painted.push(at - saidAt)
    }
  }

  const rows: Row[] = []
  const note = (what: string, durations: readonly number[]): void => {
    const { count, p50, p90, p99, worst } = summarise(durations)
    rows.push([what, count, ...[p50, p90, p99, worst].map((ms) => ms.toFixed(1))])
  }
  note('said → painted on the agent’s page', painted)
  note(
    'said → on an agent’s socket, without a page',
    measured.filter(({ arrivedAt }) => arrivedAt > 0).map(({ saidAt, arrivedAt }) => arrivedAt - saidAt),
  )
  note(
    'said → the visitor knows that it is kept',
    measured.filter(({ keptAt }) => keptAt > 0).map(({ saidAt, keptAt }) => keptAt - saidAt),
  )
  note('bare socket echo', yardsticks.echoes)
  note('bare insert of one row, committed', yardsticks.inserts)
  printTable(['', 'count', 'p50 ms', 'p90', 'p99', 'worst'], rows)
  const { p99 } = summarise(painted)
  process.stdout.write(
    `\npainted p99 ${p99.toFixed(1)} ms, at most ${mostMs}: ${p99 <= mostMs ? 'ok' : 'TOO MUCH'}${missing > 0 ? `; ${missing} never seen` : ''}\n`,
  )
  for (const visit of visits) visit.forget()
  for (const { desk } of agents) desk.close()
} finally {
  await browser.close()
  await server.end()
  await data.remove()
}
