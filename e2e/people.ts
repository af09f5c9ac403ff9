/**
 * People before real browsers. Each has a browser of their own that has never been anywhere; whatever a page complains about (an error, a
 * warning, something its policy refused) is noted and fails the journey, but for what the journey provokes on purpose.
 */
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { launchChromium } from './chromium.ts'

export interface People {
  /** A new person, with a page that shows nothing yet. `expects`: complaints that the journey provokes. */
  meet(options?: BrowserContextOptions & { readonly expects?: RegExp }): Promise<Page>
  readonly complaints: readonly string[]
  close(): Promise<void>
}

/** A loaded machine takes its time; nothing here waits longer than it must. */
const patienceMs = 30_000

export async function openPeople(): Promise<People> {
  const browser: Browser = await launchChromium()
  const complaints: string[] = []
  return {
    complaints,
    async meet({ expects, ...options } = {}) {
      const context = await browser.newContext({
        viewport: { width: 1440, height: 900 },
        locale: 'es-ES',
        timezoneId: 'Europe/Madrid',
        reducedMotion: 'reduce',
        ...options,
      })
      context.setDefaultTimeout(patienceMs)
      const note = (complaint: string): void => {
        if (!expects?.test(complaint)) complaints.push(complaint)
      }
      await context.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
          console.error(`Refused by the policy: ${violatedDirective} ${blockedURI}`),
        )
      })
      const page = await context.newPage()
      page.on('pageerror', (error) => note(String(error)))
      page.on('dialog', (dialog) => {
        note(`A script asked: ${dialog.message()}`)
        void dialog.dismiss()
      })
      page.on('console', (line) => {
        if (['error', 'warning'].includes(line.type())) note(`${line.text()} (${line.location().url})`)
      })
      return page
    },
    close: async () => await browser.close(),
  }
}

/** What axe finds wrong with what is shown now, in both themes. */
export async function inTheWay(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    // The browser takes a frame or two to put the other colours on.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
    // What the component library says aloud names a control that may be gone by then; it clears itself away.
    const axe = new AxeBuilder({ page }).exclude('[data-live-announcer]')
    const { violations } = await axe.analyze()
    for (const { id, nodes } of violations)
      found.push(`${colorScheme}: ${id}: ${nodes.map(({ target }) => String(target)).join(' | ')}`)
  }
  await page.emulateMedia({ colorScheme: null })
  return found
}
