/**
 * How soon a long conversation is on the screen, and how it is to read in it. Run: npm run bench -- conversation [messages]
 *
 * A real server with the messages in its database and a real Chromium with the real page, signed in. Printed: from the choice of a conversation
 * that the page does not have yet to the frame that shows its newest message; from one open conversation to another; how evenly frames come while
 * it is scrolled back through thousands of messages and forth again, with the page's memory and elements before and after; how long a search takes.
 * Beside them, in the same run, the least that this machine needs: the same messages fetched and put on a bare page.
 */
import path from 'node:path'
import pg from 'pg'
import type { Page } from 'playwright-core'
import { superuser } from '#server/store/embedded/cluster.ts'
import { launchChromium } from '#e2e/chromium.ts'
import { acceptEverything, openAgent } from '#e2e/headless-agent.ts'
import { openVisitor, readWidgetConfig } from '#e2e/headless-visitor.ts'
import { makeDataFolder, startServer } from '#e2e/server-process.ts'
import { browserCookie } from '#e2e/session.ts'
import { setUpCentre } from '#e2e/small-centre.ts'
import { machine } from './measure/machine.ts'
import { summarise } from './measure/sample.ts'
import { printTable, type Row } from './measure/table.ts'

const [messageCount = 20_000] = process.argv.slice(2).map(Number)
const opens = 12
const switches = 40
const most = { openMs: 150, switchMs: 50 }

const pause = async (ms: number): Promise<void> => await new Promise((resolve) => setTimeout(resolve, ms))

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await pause(20)
}

/** As the acts would have stored them: two people in turn, one message every twenty seconds up to now. */
async function fill(dataDir: string, ids: readonly string[]): Promise<void> {
  const database = new pg.Client({
    host: path.join(dataDir, 'postgres', 'socket'),
    user: superuser,
    database: 'atiende',
  })
  await database.connect()
  for (const id of ids) {
    await database.query(
      `insert into message (id, interaction_id, position, direction, author_agent_id, author_name, text, state, state_at, account_id, external_user, at)
       select 'msg_' || i.id || n, i.id, i.message_count + n, case when n % 3 = 0 then 'out' else 'in' end,
         case when n % 3 = 0 then i.owner_id end, case when n % 3 = 0 then 'Lucía Ortega' else 'Visita' end,
         case n % 5 when 0 then '¿Cuándo llega mi pedido?' when 1 then 'Un momento, lo miro y le digo en seguida.'
           when 2 then 'El envío salió ayer del almacén; la empresa de transporte dice que llega entre el martes y el miércoles, y que llaman antes.'
           when 3 then 'Gracias' else 'De acuerdo. Quedo a la espera entonces.' end || ' (' || n || ')',
         case when n % 3 = 0 then 'read' else 'received' end, i.started_at, i.account_id, i.external_user,
         i.started_at - (${messageCount} - n) * 20000
       from interaction i, generate_series(1, ${messageCount}) n where i.id = $1`,
      [id],
    )
    await database.query(
      `update interaction set message_count = message_count + ${messageCount}, version = version + 1 where id = $1`,
      [id],
    )
  }
  await database.query('analyze message')
  await database.end()
}

/** From now until the frame is painted that shows the newest message of this conversation at the end of its log. */
async function opened(page: Page, id: string): Promise<number> {
  return await page.evaluate(
    async ([where, newest]) =>
      await new Promise<number>((done) => {
        const startedAt = performance.now()
        location.hash = `#/active/${where}`
        const look = (): void => {
          const log = document.querySelector('[role=log]')
          const last = [...(log?.querySelectorAll('[data-index]') ?? [])].at(-1)
          const isThere =
            location.hash.includes(where) &&
            document.querySelector('[data-composer]')?.getAttribute('data-composer') === where &&
            last?.textContent?.includes(newest) === true &&
            last.getBoundingClientRect().bottom <= (log?.getBoundingClientRect().bottom ?? 0) + 2
          // What is found before a frame is painted has been painted when the next task runs.
          if (isThere) setTimeout(() => done(performance.now() - startedAt))
          else requestAnimationFrame(look)
        }
        requestAnimationFrame(look)
      }),
    [id, `(${messageCount})`] as const,
  )
}

/** The least: the newest page fetched, and each message a paragraph. */
async function fetchedBare(page: Page, id: string): Promise<number> {
  return await page.evaluate(async (where) => {
    const startedAt = performance.now()
    const answer = (await (await fetch(`/api/v1/interactions/${where}/messages`)).json()) as {
      messages: { text: string }[]
    }
    const box = document.createElement('div')
    box.style.cssText = 'position:fixed;inset:0;overflow:auto;background:white'
    for (const { text } of answer.messages) {
      box.append(Object.assign(document.createElement('p'), { textContent: text }))
    }
    document.body.append(box)
    box.scrollTop = box.scrollHeight
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
    const ms = performance.now() - startedAt
    box.remove()
    return ms
  }, id)
}

/** Milliseconds between frames while the log is scrolled, screen by screen, until it stops or that many frames were taken. */
async function framesWhileReading(page: Page, pixels: number, count: number): Promise<readonly number[]> {
  return await page.evaluate(
    async ([by, frames]) => {
      const log = document.querySelector('[role=log]')
      const gaps: number[] = []
      let last = performance.now()
      for (let n = 0; n < frames; n++) {
        log?.dispatchEvent(new WheelEvent('wheel', { deltaY: by, bubbles: true }))
        log?.scrollBy(0, by)
        await new Promise((done) => requestAnimationFrame(done))
        const now = performance.now()
        gaps.push(now - last)
        last = now
      }
      return gaps
    },
    [pixels, count] as const,
  )
}

async function weight(page: Page): Promise<{ readonly megabytes: number; readonly elements: number }> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  await session.send('Performance.enable')
  const { metrics } = await session.send('Performance.getMetrics')
  const bytes = metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0
  const elements = await page.evaluate(() => document.querySelectorAll('[role=log] *').length)
  return { megabytes: bytes / 1_000_000, elements }
}

const data = await makeDataFolder()
const server = await startServer({ dataDir: data.path })
const browser = await launchChromium()
try {
  process.stdout.write(`${machine()}\n${messageCount} messages in each of two conversations\n\n`)
  const { url, setupCode } = server
  const centre = await setUpCentre({ url, setupCode, agentNames: ['Lucía Ortega'], capacity: 3 })
  const [session] = centre.agents
  if (!session) throw new Error('The centre has no agent.')
  const agent = await openAgent(url, session)
  acceptEverything(agent)
  await until(() => agent.desk.live.get().connection === 'live')
  await agent.desk.acts.askState({ state: 'ready' })
  const config = await readWidgetConfig(url, centre.accountId)
  const visits = [0, 1, 2].map(() => openVisitor({ url, accountId: centre.accountId, config }))
  for (const visit of visits) visit.start({ name: 'Visita' })
  await until(() => visits.every(({ state }) => state.story.conversation?.state === 'active'))
  const [first = '', second = '', third = ''] = visits.map(({ state }) => state.story.conversation?.id ?? '')
  await agent.desk.acts.askState({ state: 'dnd' })
  await fill(data.path, [first, second, third])

  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'es-ES' })
  await context.addCookies([browserCookie(session, url)])
  const page = await context.newPage()
  const rows: Row[] = []
  const note = (what: string, durations: readonly number[]): number => {
    const { count, p50, p90, p99, worst } = summarise(durations)
    rows.push([what, count, ...[p50, p90, p99, worst].map((ms) => ms.toFixed(1))])
    return p50
  }

  const fresh: number[] = []
  const bare: number[] = []
  for (let n = 0; n < opens; n++) {
    // A page that has this conversation not yet, but has shown another one: the code is there.
    await page.goto('about:blank')
    await page.goto(`${url}/#/active`)
    await page.getByRole('listbox').getByRole('option').first().waitFor()
    await opened(page, third)
    await pause(500)
    fresh.push(await opened(page, n % 2 === 0 ? first : second))
    bare.push(await fetchedBare(page, first))
  }
  const openMs = note('chosen → its newest message painted, fetched', fresh)
  note('the same messages fetched, on a bare page', bare)

  await opened(page, first)
  await opened(page, second)
  const between: number[] = []
  for (let n = 0; n < switches; n++) {
    await pause(150)
    between.push(await opened(page, n % 2 === 0 ? first : second))
  }
  const switchMs = note('from one open conversation to the other', between)

  await opened(page, first)
  await pause(500)
  const before = await weight(page)
  note('between frames, scrolled back', await framesWhileReading(page, -300, 900))
  const far = await weight(page)
  note('between frames, scrolled forth again', await framesWhileReading(page, 300, 900))
  const after = await weight(page)

  const search = async (words: string): Promise<number[]> => {
    const taken: number[] = []
    for (let n = 0; n < 8; n++) {
      const startedAt = performance.now()
      await session.must('GET', `/api/v1/interactions/${first}/search?q=${encodeURIComponent(words)}`)
      taken.push(performance.now() - startedAt)
    }
    return taken
  }
  note('search, found in a fifth of them', await search('ENVIO'))
  note('search, found once', await search('(77)'))
  note('search, found nowhere', await search('jirafa'))
  printTable(['', 'count', 'p50 ms', 'p90', 'p99', 'worst'], rows)
  const told = (what: string, { megabytes, elements }: typeof before): string =>
    `${what} ${megabytes.toFixed(1)} MB, ${elements} elements`
  process.stdout.write(
    `\nthe page ${told('at the end:', before)}; ${told('far back:', far)}; ${told('forth again:', after)}\n` +
      `opened in ${openMs.toFixed(0)} ms, at most ${most.openMs}: ${openMs <= most.openMs ? 'ok' : 'TOO MUCH'}; ` +
      `switched in ${switchMs.toFixed(0)} ms, at most ${most.switchMs}: ${switchMs <= most.switchMs ? 'ok' : 'TOO MUCH'}\n`,
  )
  for (const visit of visits) visit.forget()
  agent.desk.close()
} finally {
  await browser.close()
  await server.end()
  await data.remove()
}
