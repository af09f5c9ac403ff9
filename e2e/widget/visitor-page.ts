/** A visitor's page in a real browser, with words for what a person does on it. */
import { AxeBuilder } from '@axe-core/playwright'
import type { BrowserContext, Locator, Page } from 'playwright-core'
import type { PageApi } from '#widget/page-api.ts'
import type { WidgetCentre } from './centre.ts'

declare global {
  interface Window {
    Atiende?: PageApi
    /** What the page's policy refused. */
    refusedByPolicy?: string[]
  }
}

export class VisitorPage {
  readonly page: Page
  readonly launcher: Locator
  readonly panel: Locator
  readonly log: Locator
  readonly text: Locator
  readonly problems: string[] = []

  constructor(page: Page) {
    this.page = page
    this.launcher = page.locator('.launcher')
    this.panel = page.getByRole('dialog')
    this.log = page.getByRole('log')
    this.text = page.locator('.text')
    page.on('pageerror', (error) => this.problems.push(error.message))
  }

  static async open(
    context: BrowserContext,
    centre: WidgetCentre,
    language: 'es' | 'en' = 'es',
  ): Promise<VisitorPage> {
    const visitor = new VisitorPage(await context.newPage())
    await visitor.page.addInitScript(() => {
      const refused: string[] = []
      window.refusedByPolicy = refused
      document.addEventListener('securitypolicyviolation', (event) =>
        refused.push(`${event.violatedDirective} ${event.blockedURI}`),
      )
    })
    await visitor.page.goto(`${centre.shop}/demo${language === 'en' ? '?lang=en' : ''}`)
    return visitor
  }

  async begin(name = 'Marta Ortega'): Promise<void> {
    await this.launcher.click()
    await this.page.getByLabel('Nombre').fill(name)
    await this.page.getByLabel('¿Sobre qué?').selectOption('order')
    await this.page.getByLabel('Acepto que').check()
    await this.page.getByRole('button', { name: 'Empezar a conversar' }).click()
    await this.text.waitFor()
  }

  async say(text: string): Promise<void> {
    await this.text.fill(text)
    await this.text.press('Enter')
  }

  /** What is in the log: each bubble, oldest first. */
  bubbles(): Promise<string[]> {
    return this.page.locator('.bubble').allTextContents()
  }

  waitFor(text: string): Promise<void> {
    return this.log.getByText(text, { exact: true }).waitFor()
  }

  async findings(): Promise<string[]> {
    const { violations } = await new AxeBuilder({ page: this.page }).include('atiende-chat').analyze()
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
  }

  refusedByPolicy(): Promise<string[]> {
    return this.page.evaluate(() => window.refusedByPolicy ?? [])
  }
}
