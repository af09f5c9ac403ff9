/** What agents press on their own pages in a call, by the Spanish words they read. */
import type { Locator, Page } from 'playwright-core'

/** The call on this page, wherever it stands. */
export const callBar = (page: Page): Locator => page.getByRole('region', { name: /^Llamada con/ })

/** Takes whoever calls: a customer who is offered, or a colleague. */
export async function answer(page: Page): Promise<void> {
  const card = page.getByRole('article', { name: /^Llamada de/ })
  await card.getByRole('button', { name: /^(Contestar|Aceptar)/ }).click()
}

export type Way = 'Preguntar antes' | 'Transferir ya' | 'Añadir'

/** Finds a colleague, and asks or calls them in, or gives them the call. */
export async function give(page: Page, name: string, way: Way): Promise<void> {
  await page.keyboard.press('Shift+T')
  const window = page.getByRole('dialog', { name: 'Transferir o consultar' })
  await window.getByRole('option', { name: new RegExp(name) }).click()
  await window.getByRole('button', { name: `${way}: ${name}` }).click()
}
