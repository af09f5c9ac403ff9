/** The views of the agent's guide: how to come to each from the open conversation, and what a picture waits for. */
import type { Page } from 'playwright-core'

export type View = {
  readonly name: string
  /** Comes to the view. */
  show(page: Page): Promise<void>
  /** Leaves the open conversation as it was. */
  leave?(page: Page): Promise<void>
}

/** Keys act only outside text fields. */
export async function press(page: Page, key: string): Promise<void> {
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur())
  await page.keyboard.press(key)
}

const composer = (page: Page) => page.locator('textarea[data-composer]')

export async function openConversation(page: Page, place: number): Promise<void> {
  await page.getByRole('listbox', { name: 'Activas' }).getByRole('option').nth(place).click()
  await composer(page).waitFor()
  await page.getByRole('log').getByText(/./).first().waitFor()
}

async function escape(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

const inWindow = (name: string, key: string): View => ({
  name,
  async show(page) {
    await press(page, key)
    await page.getByRole('dialog').waitFor()
  },
  leave: escape,
})

const settings = (name: string, section: string, holds: string): View => ({
  name,
  async show(page) {
    await page.getByRole('button', { name: /^Cuenta/ }).click()
    await page.getByRole('menuitem', { name: 'Ajustes' }).click()
    await page.getByRole('tab', { name: section }).click()
    await page.getByText(holds).first().waitFor()
  },
  leave: escape,
})

async function showTab(page: Page, key: string, name: string): Promise<void> {
  await press(page, key)
  await page.getByRole('tab', { name, selected: true }).waitFor()
}

const caseTab: View = {
  name: 'case',
  async show(page) {
    await showTab(page, 'o', 'Caso')
    await page.getByRole('heading', { name: 'Datos del caso' }).waitFor()
  },
}

const library: View = {
  name: 'responses',
  async show(page) {
    await showTab(page, 'y', 'Respuestas')
    await page.getByText('Antes de comprar').click()
    await page.getByText('Gastos de envío').click()
    await page.getByRole('button', { name: 'Insertar', exact: true }).waitFor()
  },
}

const notes = [
  'Restaurante en obras: ocho Candil. Pide precio por cantidad.',
  'Restaurante, ocho Candil: seis en salvia y dos en barro visto. Abren en seis semanas. El presupuesto, hoy mismo.',
]

const note: View = {
  name: 'note',
  async show(page) {
    await showTab(page, 'n', 'Nota')
    for (const text of notes) {
      await page.getByRole('textbox', { name: 'Nota', exact: true }).fill(text)
      await page.getByRole('button', { name: 'Guardar la nota' }).click()
      await page.getByText(/^Guardada por/).waitFor()
    }
    await page.getByText('2 versiones').click()
  },
  leave: async (page) => await showTab(page, 'i', 'Contacto'),
}

export const wideViews: readonly View[] = [
  { name: 'conversation', show: async (page) => await showTab(page, 'i', 'Contacto') },
  caseTab,
  library,
  note,
  {
    name: 'responses-caret',
    async show(page) {
      await composer(page).click()
      await page.keyboard.type('/env')
      await page.getByText('Envíos fuera de España').waitFor()
    },
    async leave(page) {
      await page.keyboard.press('Escape')
      await composer(page).fill('')
    },
  },
  {
    name: 'search',
    async show(page) {
      await press(page, 'b')
      await page.getByLabel('Buscar en la conversación').and(page.locator('input')).fill('salvia')
      await page.locator('mark').first().waitFor()
    },
    leave: async (page) => await page.keyboard.press('Escape'),
  },
  inWindow('dispositions', 'd'),
  inWindow('tags', 'l'),
  inWindow('state', 's'),
  inWindow('channels', '9'),
  {
    name: 'palette',
    async show(page) {
      await press(page, 'Control+k')
      await page.getByRole('dialog').getByRole('option').first().waitFor()
      await page.keyboard.type('en')
    },
    async leave(page) {
      await page.getByRole('dialog').getByRole('searchbox').fill('')
      await escape(page)
    },
  },
  settings('settings-appearance', 'Apariencia', 'Contraste'),
  settings('settings-keys', 'Teclas', 'Las letras solas'),
  settings('settings-alerts', 'Avisos', 'Volumen'),
  inWindow('keys', '?'),
]

export const phoneViews: readonly View[] = [
  {
    name: 'phone-conversation',
    show: async (page) => await openConversation(page, 0),
  },
  { ...caseTab, name: 'phone-case' },
  {
    name: 'phone-responses',
    async show(page) {
      // Over the conversation keys are the window's own.
      await page.getByRole('tab', { name: 'Respuestas' }).click()
      await page.getByText('Antes de comprar').click()
      await page.getByText('Gastos de envío').click()
      await page.getByRole('button', { name: 'Insertar', exact: true }).waitFor()
    },
  },
]
