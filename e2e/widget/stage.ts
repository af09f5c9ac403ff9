/** One browser for a file of journeys; for each journey a centre of its own and a browser that has never been anywhere. */
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import type { WebChatSettings } from '#channels/webchat/settings.ts'
import { WidgetCentre } from './centre.ts'
import { VisitorPage } from './visitor-page.ts'

export class WidgetStage {
  #browser: Browser | null = null
  #centre: WidgetCentre | null = null
  #context: BrowserContext | null = null

  get centre(): WidgetCentre {
    if (!this.#centre) throw new Error('the stage is not set')
    return this.#centre
  }

  get host(): WidgetCentre['host'] {
    return this.centre.host
  }

  get context(): BrowserContext {
    if (!this.#context) throw new Error('the stage is not set')
    return this.#context
  }

  async raise(): Promise<void> {
    const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'
    this.#browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  }

  async set(change: Partial<WebChatSettings> = {}): Promise<void> {
    await this.#centre?.stop()
    this.#centre = new WidgetCentre()
    await this.#centre.start(change)
    await this.newBrowser()
  }

  /** Another person's browser, instead of the one there is. */
  async newBrowser(options: BrowserContextOptions = {}): Promise<void> {
    await this.#context?.close()
    this.#context =
      (await this.#browser?.newContext({ locale: 'es-ES', timezoneId: 'Europe/Madrid', ...options })) ?? null
    this.context.setDefaultTimeout(15_000)
  }

  /** A page of the shop. */
  open(language: 'es' | 'en' = 'es'): Promise<VisitorPage> {
    return VisitorPage.open(this.context, this.centre, language)
  }

  async clear(): Promise<void> {
    await this.#context?.close()
    await this.#centre?.stop()
    this.#context = this.#centre = null
  }

  async strike(): Promise<void> {
    await this.#browser?.close()
  }
}

export function useWidgetStage(): WidgetStage {
  const stage = new WidgetStage()
  beforeAll(() => stage.raise())
  beforeEach(() => stage.set())
  afterEach(() => stage.clear())
  afterAll(() => stage.strike())
  return stage
}
