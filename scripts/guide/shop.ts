/** The demo's centre as a process of its own in a folder that is gone afterwards, and browsers in which its people are signed in. */
import { chromium, type BrowserContextOptions, type Page } from 'playwright-core'
import { makeDataFolder, startServer } from '#e2e/server-process.ts'
import { findOrInstallChromium } from '../chromium.ts'

export const wide = { width: 1440, height: 900 }
export const phone = { width: 390, height: 844 }

export interface Shop {
  /** A browser of this person's own; the link that the demo prints opens once. */
  signIn(person: string): Promise<Page>
  /** The same person in a browser of another kind. */
  alsoIn(page: Page, options: BrowserContextOptions): Promise<Page>
  close(): Promise<void>
}

export async function openShop(): Promise<Shop> {
  const found = findOrInstallChromium()
  if ('problem' in found) throw new Error(found.problem)
  const data = await makeDataFolder()
  const server = await startServer({ dataDir: data.path, program: ['scripts/demo.ts'] })
  const browser = await chromium.launch({
    executablePath: found.path,
    args: ['--no-sandbox', '--disable-gpu'],
  })
  const look: BrowserContextOptions = {
    viewport: wide,
    locale: 'es-ES',
    timezoneId: lateMorningZone(Date.now()),
    reducedMotion: 'reduce',
  }

  async function open(options: BrowserContextOptions, address: string): Promise<Page> {
    const context = await browser.newContext({ ...look, ...options })
    const page = await context.newPage()
    await page.goto(address)
    await page.getByRole('button', { name: /^(Estado|State):/ }).waitFor()
    return page
  }

  return {
    async signIn(person) {
      const link = new RegExp(`${person}.*?(http\\S+)`)
      while (!link.test(server.output())) await new Promise((resolve) => setTimeout(resolve, 50))
      return await open({}, link.exec(server.output())?.[1] ?? '')
    },
    async alsoIn(page, options) {
      return await open({ ...options, storageState: await page.context().storageState() }, server.url)
    },
    async close() {
      await browser.close()
      await server.end()
      await data.remove()
    },
  }
}

/** Where it is about eleven now, so that the pictures show a day's work whenever they are taken. */
function lateMorningZone(at: number): string {
  const ahead = ((11 - new Date(at).getUTCHours() + 36) % 24) - 12
  // These names count westwards.
  return ahead > 0 ? `Etc/GMT-${ahead}` : `Etc/GMT+${-ahead}`
}
