/**
 * What a page costs a call. Run: npm run bench -- call-reload [times=100] [kills=5]
 *
 * An agent talks to a customer and loads the page again, so many times: from the moment the page is left until both are heard again, told by the
 * frequency of each one's tone. Then the agent's tab is torn away: how long until the customer hears music, and whether the customer is first in line
 * again, before one who called later.
 */
import type { Page } from 'playwright-core'
import type { InteractionView } from '#protocol/interaction.ts'
import type { Session } from '#e2e/session.ts'
import { openCallCentre, type CallCentre } from '#e2e/voice/call-centre.ts'
import { answer, callBar } from '#e2e/voice/call-desk.ts'
import { heardBy } from '#e2e/voice/ears.ts'
import { callIn, until, type WebCaller } from '#e2e/voice/web-caller.ts'
import { machine } from './measure/machine.ts'
import { printTable, type Row } from './measure/table.ts'

const times = Number(process.argv[2] ?? 100)
const kills = Number(process.argv[3] ?? 5)
const barMs = 3_000
/** Not back within this time: it has failed. */
const patienceMs = 20_000
/** How long an agent may be away before the customer is given back, and some. */
const returnMs = 40_000
const tone = { customer: 1_000, later: 1_300, ana: 440, music: 700 } as const
const all = Object.values(tone)
const ports = '41800-41899'

/** Looks until it holds; null: it did not in time. */
async function timed(
  since: number,
  holds: () => Promise<boolean> | boolean,
  { mostMs, everyMs } = { mostMs: patienceMs, everyMs: 10 },
): Promise<number | null> {
  while (performance.now() - since < mostMs) {
    if (await holds()) return performance.now() - since
    await new Promise((resolve) => setTimeout(resolve, everyMs))
  }
  return null
}

const only = (heard: readonly number[], wished: number): boolean => heard.length === 1 && heard[0] === wished
const agentHears = async (page: Page): Promise<boolean> =>
  // Between two pages there is nobody to ask.
  only(await heardBy(page, all).catch(() => []), tone.customer)
const customerHears = async ({ phone }: WebCaller, what: 'ana' | 'music'): Promise<boolean> =>
  only(await phone.hears(all), tone[what])

async function talk(page: Page, customer: WebCaller): Promise<void> {
  await answer(page)
  await callBar(page).waitFor()
  await until('they talk', async () => (await agentHears(page)) && (await customerHears(customer, 'ana')))
}

/** From leaving the page to sound both ways. */
async function reload(page: Page, customer: WebCaller): Promise<number | null> {
  const since = performance.now()
  await page.reload({ waitUntil: 'commit' })
  return await timed(since, async () => (await agentHears(page)) && (await customerHears(customer, 'ana')))
}

type Torn = { readonly musicMs: number | null; readonly backMs: number | null }

/** The renderer of the tab dies: nobody is told anything. */
async function tearAway(page: Page, customer: WebCaller, owner: Session): Promise<Torn> {
  const interactionId = /int_\w+/.exec(page.url())?.[0]
  const session = await page.context().newCDPSession(page)
  const since = performance.now()
  // Who is dead does not answer.
  void session.send('Page.crash').catch(() => undefined)
  const musicMs = await timed(since, async () => await customerHears(customer, 'music'))
  const isGivenBack = async (): Promise<boolean> => {
    const { interaction } = await owner.must<{ interaction: InteractionView }>(
      'GET',
      `/api/v1/interactions/${interactionId}`,
    )
    return interaction.state.name === 'waiting' || interaction.state.name === 'offered'
  }
  const backMs = await timed(since, isGivenBack, { mostMs: returnMs, everyMs: 250 })
  await page.context().close()
  return { musicMs, backMs }
}

function row(what: string, measured: readonly (number | null)[]): Row {
  const sorted = measured.flatMap((ms) => ms ?? []).toSorted((a, b) => a - b)
  const share = (of: number): number => sorted[Math.ceil(sorted.length * of) - 1] ?? Number.NaN
  const failed = measured.length - sorted.length
  const verdict = failed === 0 && share(1) <= barMs ? 'ok' : 'TOO MUCH'
  const late = sorted.filter((ms) => ms > barMs).length
  return [what, measured.length, share(0.5), share(0.95), share(1), late, failed, verdict]
}

async function measure({ browser, hook, centre, openDesk, askState }: CallCentre): Promise<void> {
  const [ana] = centre.agents
  if (!ana) throw new Error('There is no agent.')
  let page = await openDesk(ana, tone.ana)
  await askState(ana, 'ready')
  const customer = await callIn(browser, hook, { name: 'Marta Ortega', tone: tone.customer })
  await talk(page, customer)
  const reloads: (number | null)[] = []
  for (let n = 0; n < times; n += 1) {
    const ms = await reload(page, customer)
    reloads.push(ms)
    if (ms === null || ms > barMs)
      process.stdout.write(`reload ${n + 1}: ${ms === null ? 'not back' : `${Math.round(ms)} ms`}\n`)
  }

  const later = await callIn(browser, hook, { name: 'Pablo Iturbe', tone: tone.later })
  await until('the later one waits', () => later.position() === 1)
  const torn: Torn[] = []
  let first = 0
  for (let n = 0; n < kills; n += 1) {
    torn.push(await tearAway(page, customer, centre.owner))
    page = await openDesk(ana, tone.ana)
    await askState(ana, 'ready')
    const offer = page.getByRole('article', { name: /^Llamada de/ })
    await offer.waitFor()
    if ((await offer.filter({ hasText: 'Marta Ortega' }).count()) === 0) break
    first += 1
    await talk(page, customer)
  }
  printTable(
    ['', 'times', 'p50 ms', 'p95 ms', 'worst ms', 'late', 'failed', ''],
    [
      row('page loaded again: sound both ways', reloads),
      row(
        'tab torn away: the customer hears music',
        torn.map(({ musicMs }) => musicMs),
      ),
    ],
  )
  const back = torn.flatMap(({ backMs }) => backMs ?? [])
  process.stdout.write(
    `\ngiven back after ${Math.round(Math.max(...back))} ms at most, and first in line again ${first} times of ${kills}\n`,
  )
}

process.stdout.write(`${machine()}\n\n`)
const opened = await openCallCentre({ agentNames: ['Ana Prieto'], voicePorts: ports, music: tone.music })
try {
  await measure(opened)
} finally {
  await opened.close()
}
