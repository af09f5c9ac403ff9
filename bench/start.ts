/**
 * How soon a server is ready and how much memory it takes. Run: npm run bench -- start
 *
 * The first start makes the embedded database; the second finds it. Then fifty agents connect and a hundred chats go on for a while.
 */
import { acceptEverything, openAgent } from '#e2e/headless-agent.ts'
import { openVisitor, readWidgetConfig } from '#e2e/headless-visitor.ts'
import { freePort, makeDataFolder, startServer, type ServerProcess } from '#e2e/server-process.ts'
import { setUpCentre } from '#e2e/small-centre.ts'
import { machine, residentMegabytes } from './measure/machine.ts'
import { printTable, type Row } from './measure/table.ts'

const agentCount = 50
const chatCount = 100
const messagesEach = 20
const most = { secondStartMs: 3_000, megabytes: 250 }

const pause = async (ms: number): Promise<void> => await new Promise((resolve) => setTimeout(resolve, ms))

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await pause(50)
}

/** From nothing to the first 200 of /readyz. */
async function timedStart(dataDir: string, port: number): Promise<{ server: ServerProcess; ms: number }> {
  const before = performance.now()
  const server = await startServer({ dataDir, port })
  return { server, ms: performance.now() - before }
}

function verdict(value: number, limit: number): string {
  return value <= limit ? 'ok' : 'TOO MUCH'
}

const data = await makeDataFolder()
try {
  process.stdout.write(`${machine()}\n\n`)
  const port = await freePort()
  const first = await timedStart(data.path, port)
  let { server } = first
  const agentNames = Array.from({ length: agentCount }, (_, n) => `Agente Número ${n}`)
  const limits = { messagesPerMinute: 600, burst: 100, connectionsPerVisitor: 4, connectionsPerAddress: 300 }
  const { url, setupCode } = server
  const centre = await setUpCentre({ url, setupCode, agentNames, channel: { limits } })
  await server.end()

  const starts: number[] = []
  for (let n = 0; n < 3; n += 1) {
    if (n > 0) await server.end()
    const next = await timedStart(data.path, port)
    server = next.server
    starts.push(next.ms)
  }
  const second = starts.toSorted((a, b) => a - b)[1] ?? Number.NaN

  const rows: Row[] = [
    ['first start to ready', first.ms, 'ms', '', ''],
    [
      'second start to ready, median of 3',
      second,
      'ms',
      most.secondStartMs,
      verdict(second, most.secondStartMs),
    ],
  ]
  const note = (what: string, limit: number | null): void => {
    const megabytes = residentMegabytes(server.pid)
    rows.push([what, megabytes, 'MB', limit ?? '', limit === null ? '' : verdict(megabytes, limit)])
  }
  await pause(2_000)
  note('memory, nobody there', null)
  const agents = await Promise.all(centre.agents.map(async (session) => await openAgent(server.url, session)))
  await until(() => agents.every(({ desk }) => desk.live.get().connection === 'live'))
  for (const { desk } of agents) await desk.acts.askState({ state: 'ready' })
  await pause(2_000)
  note(`memory, ${agentCount} agents connected`, most.megabytes)

  agents.forEach(acceptEverything)
  const config = await readWidgetConfig(server.url, centre.accountId)
  const visits = Array.from({ length: chatCount }, () =>
    openVisitor({ url: server.url, accountId: centre.accountId, config }),
  )
  for (const [n, visit] of visits.entries()) visit.start({ name: `Visita ${n}` })
  await until(() => visits.every(({ state }) => state.story.conversation?.state === 'active'))
  for (let n = 0; n < messagesEach; n += 1) {
    for (const visit of visits) visit.say(`Mensaje ${n}: ¿cuándo llega mi pedido?`, [])
    await pause(500)
  }
  await until(() => visits.every(({ state }) => state.unsent.length === 0))
  note(`memory, and ${chatCount} chats with ${messagesEach} messages each`, null)
  printTable(['', 'measured', '', 'at most', ''], rows)

  for (const visit of visits) visit.forget()
  for (const { desk } of agents) desk.close()
  await server.end()
} finally {
  await data.remove()
}
