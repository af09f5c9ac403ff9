/** What the journey of a shift looks at, and what it does more than once. */
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { isAt, mark } from './by-keyboard.ts'
import type { Customer } from './shift-centre.ts'

export const state = (page: Page, name: string) =>
  page.getByRole('button', { name: new RegExp(`^Estado: ${name}`) })
export const log = (page: Page) => page.getByRole('log', { name: /^Conversación/ })
export const row = (page: Page, text: string) =>
  page
    .getByRole('listbox')
    .getByRole('option', { name: new RegExp(text) })
    .first()
export const card = (page: Page, name: string) => page.getByRole('article', { name })
export const composer = (page: Page) => page.locator('textarea[data-composer]')
export const heading = (page: Page, name: string) => page.getByRole('heading', { name }).first()
export const tags = (page: Page) => page.getByRole('region', { name: 'Etiquetas' })
export const writesTo = (name: string) => new RegExp(`^Mensaje para ${name}`)
export const last = (customer: Customer) => customer.read().at(-1)

/** The palette, a few letters, and the line that says so. */
export async function find(page: Page, letters: string, group: string, name: RegExp): Promise<void> {
  await page.keyboard.press('Control+k')
  const palette = page.getByRole('dialog', { name: 'Buscar y hacer' })
  await isAt(page, /^Buscar acciones/)
  await page.keyboard.type(letters)
  const line = palette.getByRole('group', { name: group }).getByRole('option', { name }).first()
  await line.waitFor()
  // Contacts are asked of the server and come last: then the list keeps still.
  if (group !== 'Acciones')
    await palette.getByRole('group', { name: 'Contactos' }).getByRole('option', { name }).first().waitFor()
  await mark(page, line)
  await page.keyboard.press('Enter')
  await palette.waitFor({ state: 'detached' })
}

/**
 * Twice, as a hand does it that looks at the card: the first press asks for the second, and right after cards have moved none is taken.
 * Where no offer is left, the chord means nothing.
 */
export async function chord(page: Page, keys: string, name: string, asked: string): Promise<void> {
  await page.keyboard.press(keys)
  await card(page, name).getByText(asked, { exact: false }).waitFor()
  await expect
    .poll(
      async () => {
        await page.keyboard.press(keys)
        return await card(page, name).count()
      },
      { interval: 400, timeout: 20_000 },
    )
    .toBe(0)
}
