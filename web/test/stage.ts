/** A browser, the double and its scene for the page's journeys. Each test has a page of its own; whatever the page complains about fails it. */
import { AxeBuilder } from '@axe-core/playwright'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import type { AgentId } from '#core/id.ts'
import { lucia } from './double/configuration.ts'
import { startDouble, type Double } from './double/server.ts'
import { soundOf } from './double/sound.ts'
import { createExchange, type PageExchange } from './exchange.ts'
import { giveMicrophones, type FakeMicrophone } from './microphone.ts'

export type Stage = {
  readonly double: Double
  /** Where the calls of the pages end. */
  readonly exchange: PageExchange
  /** Opens the page as this agent (null: nobody is signed in yet). */
  open(options?: OpenOptions): Promise<Page>
}

export type OpenOptions = BrowserContextOptions & {
  readonly as?: AgentId | null
  readonly at?: string
  /** What is plugged in; absent: as the machine has it, which is nothing. */
  readonly microphones?: readonly FakeMicrophone[]
  readonly permission?: PermissionState
}

export const wide = { width: 1440, height: 900 }
export const tablet = { width: 1024, height: 768 }
export const phone = { width: 390, height: 844 }

/** What a browser says by itself when a request is refused or a line is cut: journeys do both on purpose. */
const expected = /Failed to load resource|WebSocket connection to|load preload assets/

export function setStage(): { readonly now: Stage } {
  let browser: Browser
  let double: Double
  let complaints: string[] = []
  const holder: { now: Stage } = { now: undefined as unknown as Stage }

  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
      // Addresses as they are: names of this machine's own are not found in every network.
      args: ['--no-sandbox', '--disable-features=WebRtcHideLocalIpsWithMdns'],
    })
  })
  afterAll(() => browser.close())

  beforeEach(async () => {
    complaints = []
    double = await startDouble()
    const exchange = createExchange(() => browser)
    soundOf(double.centre).exchange = exchange
    holder.now = { double, exchange, open }
  })
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()))
    await double.close()
    expect(complaints).toEqual([])
  })

  async function open({
    as = lucia,
    at = '',
    microphones,
    permission,
    ...options
  }: OpenOptions = {}): Promise<Page> {
    const context = await browser.newContext({
      viewport: wide,
      locale: 'es-ES',
      reducedMotion: 'reduce',
      ...options,
    })
    context.setDefaultTimeout(5_000)
    if (as) soundOf(double.centre).withPage.add(as)
    if (as) await context.addCookies([{ name: 'double', value: as, url: double.address }])
    if (microphones) await giveMicrophones(context, microphones, permission)
    const page = await context.newPage()
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (line) => {
      if (['error', 'warning'].includes(line.type()) && !expected.test(line.text()))
        complaints.push(line.text())
    })
    await page.goto(`${double.address}/${at}`)
    if (as) await page.getByRole('button', { name: /^(Estado|State):/ }).waitFor()
    return page
  }
  return holder
}

/** What axe knows to be wrong with what is shown now, in both themes. */
export async function inTheWay(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    // The browser takes a frame or two to put the other colours on.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
    const { violations } = await new AxeBuilder({ page }).analyze()
    for (const { id, nodes } of violations) {
      const where = nodes.map(({ target, failureSummary }) => `${String(target)} ${failureSummary ?? ''}`)
      found.push(`${colorScheme}: ${id}: ${where.join(' | ')}`)
    }
  }
  return found
}
