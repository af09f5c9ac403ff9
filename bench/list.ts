/**
 * What ten thousand waiting interactions cost an agent's page. Run: npm run bench -- list [rows] [seconds]
 *
 * A real server with the rows in its database and a real Chromium with the real page. Printed: from the navigation of somebody who is signed in to the first
 * rows on the screen, and until all are there; how evenly frames come while the list is scrolled; how long a message takes from its customer to
 * its row while fifty a second arrive; the page's memory. Beside each, in the same run, what the machine needs for the bare part of it.
 */
import path from 'node:path'
import pg from 'pg'
import type { Page } from 'playwright-core'
import { superuser } from '#server/store/embedded/cluster.ts'
import { launchChromium } from '#e2e/chromium.ts'
import { openVisitor, readWidgetConfig } from '#e2e/headless-visitor.ts'
import { makeDataFolder, startServer } from '#e2e/server-process.ts'
import { browserCookie } from '#e2e/session.ts'
import { setUpCentre } from '#e2e/small-centre.ts'
import { framesWhileScrolling } from './measure/frames.ts'
import { machine } from './measure/machine.ts'
import { paintedOn, watchPainting } from './measure/painted.ts'
import { summarise } from './measure/sample.ts'
import { printTable, type Row } from './measure/table.ts'
import { layYardsticks } from './measure/yardsticks.ts'

const [rowCount = 10_000, seconds = 15] = process.argv.slice(2).map(Number)
const perSecond = 50
const visitorCount = 20
const most = { firstRowsMs: 1_500 }

const pause = async (ms: number): Promise<void> => await new Promise((resolve) => setTimeout(resolve, ms))
const epochMs = (): number => performance.timeOrigin + performance.now()

/** As the acts would have stored them, one a second into the past. */
async function fill(dataDir: string, queueId: string, accountId: string): Promise<void> {
  const database = new pg.Client({
    host: path.join(dataDir, 'postgres', 'socket'),
    user: superuser,
    database: 'atiende',
  })
  await database.connect()
  const now = Date.now()
  const n = `generate_series(1, ${rowCount}) as n`
  await database.query(
    `insert into contact (id, name, created_at) select 'con_bench' || n, 'Cliente ' || n, ${now} from ${n}`,
  )
  await database.query(
    `insert into contact_case (id, contact_id, created_at) select 'cas_bench' || n, 'con_bench' || n, ${now} from ${n}`,
  )
  await database.query(
    `insert into interaction (id, case_id, contact_id, account_id, queue_id, channel, direction, external_user, priority, place_at, state,
       started_at, message_count, unread, last_message, customer_waiting_since)
     select 'int_bench' || n, 'cas_bench' || n, 'con_bench' || n, $1, $2, 'web-chat', 'inbound', 'bench' || n, 0, ${now} - n * 1000,
       jsonb_build_object('name', 'waiting', 'since', ${now} - n * 1000, 'why', 'arrived'), ${now} - n * 1000, 1, 1,
       jsonb_build_object('direction', 'in', 'preview', '¿Cuándo llega mi pedido número ' || n || '?', 'at', ${now} - n * 1000),
       ${now} - n * 1000 from ${n}`,
    [accountId, queueId],
  )
  await database.end()
}

/** What the page's own thread has worked until now: its time on a processor, so that others on the machine do not count. */
async function watchWork(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000
  }
}

async function megabytes(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  await session.send('Performance.enable')
  const { metrics } = await session.send('Performance.getMetrics')
  return (metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0) / 1_000_000
}

const data = await makeDataFolder()
let server = await startServer({ dataDir: data.path })
const browser = await launchChromium()
try {
  process.stdout.write(`${machine()}\n${rowCount} wait\n\n`)
  const limits = { messagesPerMinute: 600, burst: 100, connectionsPerVisitor: 4, connectionsPerAddress: 300 }
  const { url, setupCode } = server
  const centre = await setUpCentre({ url, setupCode, agentNames: ['Lucía Ortega'], channel: { limits } })
  await fill(data.path, centre.queueId, centre.accountId)
  // Whoever routes must know of them.
  const port = Number(new URL(url).port)
  await server.end()
  server = await startServer({ dataDir: data.path, port })
  const [agent] = centre.agents
  if (!agent) throw new Error('The centre has no agent.')
  await agent.must('PATCH', '/api/v1/me/preferences', { listSort: 'newest' })

  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'es-ES' })
  await watchPainting(context)
  await context.addCookies([browserCookie(agent, url)])
  const rows: Row[] = []
  const note = (what: string, durations: readonly number[]): void => {
    const { count, p50, p90, p99, worst } = summarise(durations)
    rows.push([what, count, ...[p50, p90, p99, worst].map((ms) => ms.toFixed(1))])
  }

  const firstRows: number[] = []
  const allRows: number[] = []
  const bare: number[] = []
  const page = await context.newPage()
  const work = await watchWork(page)
  for (let n = 0; n < 5; n++) {
    const blank = performance.now()
    await page.goto('about:blank')
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
    bare.push(performance.now() - blank)
    const before = performance.now()
    await page.goto(`${url}/#/pending`)
    await page.getByRole('listbox').getByRole('option').first().waitFor()
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
    firstRows.push(performance.now() - before)
    await page.locator(`[role=option][aria-setsize="${rowCount}"]`).first().waitFor()
    allRows.push(performance.now() - before)
  }
  note('navigation → first rows painted', firstRows)
  note('navigation → all rows there', allRows)
  note('an empty page', bare)

  note('between frames, list scrolled', await framesWhileScrolling(page, '[role=listbox]'))
  const plain = await context.newPage()
  await plain.setContent('<div id="plain" style="height:800px;overflow:auto"></div>')
  await plain.evaluate((count) => {
    const lines = Array.from({ length: count }, (_, n) => `<p style="height:44px;margin:0">Cliente ${n}</p>`)
    const box = document.querySelector('#plain')
    if (box) box.innerHTML = lines.join('')
  }, rowCount)
  note('between frames, plain text scrolled', await framesWhileScrolling(plain, '#plain'))
  await plain.close()

  await page.bringToFront()
  await page.evaluate(() => document.querySelector('[role=listbox]')?.scrollTo(0, 0))
  const config = await readWidgetConfig(url, centre.accountId)
  const visits = Array.from({ length: visitorCount }, () =>
    openVisitor({ url, accountId: centre.accountId, config }),
  )
  for (const [n, visit] of visits.entries()) visit.start({ name: `Visita ${n}` })
  await page
    .locator(`[role=option][aria-setsize="${rowCount + visitorCount}"]`)
    .first()
    .waitFor()
  const yardsticks = await layYardsticks(data.path)
  const saidAt = new Map<number, number>()
  const workedBefore = await work()
  const startedAt = performance.now()
  for (let n = 0; n < seconds * perSecond; n++) {
    saidAt.set(n, epochMs())
    // Of one row only the last message is shown: what is overtaken before a frame is never seen.
    visits[n % visits.length]?.say(`#${n}# ¿Y mi pedido?`, [])
    await pause(Math.max(0, startedAt + ((n + 1) * 1000) / perSecond - performance.now()))
  }
  await pause(1_000)
  const workEach = ((await work()) - workedBefore) / saidAt.size
  await yardsticks.close()
  const painted = await paintedOn(page)
  note(
    `said → painted in its row, ${perSecond} a second`,
    [...painted].flatMap(([n, at]) => (saidAt.has(n) ? [at - (saidAt.get(n) ?? 0)] : [])),
  )
  note('bare socket echo', yardsticks.echoes)
  note('bare insert of one row, committed', yardsticks.inserts)
  printTable(['', 'count', 'p50 ms', 'p90', 'p99', 'worst'], rows)
  const first = summarise(firstRows).p50
  process.stdout.write(
    `\nwork of the page’s thread for each message ${workEach.toFixed(1)} ms; memory of the page ${(await megabytes(page)).toFixed(0)} MB; first rows ${first.toFixed(0)} ms, at most ${most.firstRowsMs}: ${first <= most.firstRowsMs ? 'ok' : 'TOO MUCH'}\n`,
  )
  for (const visit of visits) visit.forget()
} finally {
  await browser.close()
  await server.end()
  await data.remove()
}
