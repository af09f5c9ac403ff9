import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import type { InteractionId } from '#core/id.ts'
import { marta } from './double/configuration.ts'
import { playScene } from './double/scene.ts'
import { inTheWay, phone, setStage, type OpenOptions } from './stage.ts'

const stage = setStage()

async function withConversation(who: 'carmen' | 'diego' = 'diego', options: OpenOptions = {}) {
  const { centre } = stage.now.double
  const scene = playScene(centre)
  const page = await stage.now.open({ at: `#/active/${scene[who]}`, ...options })
  const log = page.getByRole('log')
  await log.waitFor()
  return { centre, page, log, id: scene[who] }
}

const said = (id: InteractionId) => {
  const list = stage.now.double.centre.messages.get(id) ?? []
  return list.at(-1)
}
const field = (page: Page) => page.getByRole('textbox', { name: /^Mensaje para/ })
const isInView = (page: Page, text: string): Promise<boolean> =>
  page
    .getByRole('log')
    .getByText(text)
    .first()
    .evaluate((element) => {
      const { top, bottom } = element.getBoundingClientRect()
      const frame = element.closest('[role=log]')?.getBoundingClientRect()
      return frame !== undefined && top >= frame.top - 1 && bottom <= frame.bottom + 1
    })

describe('answering a given message', () => {
  it('is done with the mouse, shows what is answered, and leads back to it', async () => {
    const { page, centre, log, id } = await withConversation()
    centre.customerSays(id, '¿Llega antes del martes?')
    centre.customerSays(id, '¿Y cuánto cuesta el envío?')
    const asked = log.getByText('¿Llega antes del martes?')
    await asked.hover()
    await log
      .getByRole('button', { name: /^Responder a este mensaje de Diego/ })
      .nth(-2)
      .click()
    const quoting = page.getByRole('group', { name: 'Mensaje al que se responde' })
    await quoting.getByText('¿Llega antes del martes?').waitFor()
    await page.keyboard.type('Sí, el lunes.')
    expect(await inTheWay(page)).toEqual([])
    await page.keyboard.press('Enter')
    await expect.poll(() => quoting.count()).toBe(0)
    const quote = log.getByRole('button', { name: /^En respuesta a Diego.*: ¿Llega antes del martes\?/ })
    await quote.waitFor()
    expect(said(id)).toMatchObject({ text: 'Sí, el lunes.', quote: { excerpt: '¿Llega antes del martes?' } })
    await quote.click()
    await expect
      .poll(() => asked.first().evaluate((element) => element.closest('[class*=target]') !== null))
      .toBe(true)
  })

  it('is done by keyboard alone, further back with each press, and taken back with Escape', async () => {
    const { page, centre, id } = await withConversation()
    centre.customerSays(id, 'Primera pregunta')
    centre.customerSays(id, 'Segunda pregunta')
    const quoting = page.getByRole('group', { name: 'Mensaje al que se responde' })
    await page.getByRole('log').getByText('Segunda pregunta').waitFor()
    await page.keyboard.press('q')
    await quoting.getByText('Segunda pregunta').waitFor()
    expect(await field(page).evaluate((element) => element === document.activeElement)).toBe(true)
    await page.keyboard.press('ArrowUp')
    await quoting.getByText('Primera pregunta').waitFor()
    await page.keyboard.press('ArrowDown')
    await quoting.getByText('Segunda pregunta').waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(() => quoting.count()).toBe(0)
    expect(await field(page).evaluate((element) => element === document.activeElement)).toBe(true)
    await page.keyboard.type('Nada que citar')
    await page.keyboard.press('Enter')
    await expect.poll(() => said(id)?.text).toBe('Nada que citar')
    expect(said(id)?.quote).toBeNull()
  })

  it('survives a look elsewhere', async () => {
    const { page, centre, id } = await withConversation()
    centre.customerSays(id, 'Una pregunta')
    await page.getByRole('log').getByText('Una pregunta').waitFor()
    await page.keyboard.press('q')
    const quoting = page.getByRole('group', { name: 'Mensaje al que se responde' })
    await quoting.waitFor()
    await page.reload()
    await quoting.getByText('Una pregunta').waitFor()
    expect(await quoting.count()).toBe(1)
  })
})

describe('a message that comes while an answer is written', () => {
  it('is told, holds the first Enter back, and lets the second through', async () => {
    const { page, centre, id } = await withConversation()
    await field(page).fill('Entonces lo anulo')
    centre.customerSays(id, 'No, espere, sí lo quiero')
    const line = page.getByRole('status').filter({ hasText: 'ha escrito entretanto' })
    await line.waitFor()
    await page.keyboard.press('Enter')
    await page.getByText('Sin enviar todavía').waitFor()
    expect(said(id)?.text).toBe('No, espere, sí lo quiero')
    expect(await inTheWay(page)).toEqual([])
    await page.keyboard.press('Enter')
    await expect.poll(() => said(id)?.text).toBe('Entonces lo anulo')
    await expect.poll(() => line.count()).toBe(0)
  })

  it('is not mentioned any more once it was on the screen for a moment', async () => {
    const { page, centre, id } = await withConversation()
    await page.bringToFront()
    await field(page).fill('Lo')
    centre.customerSays(id, 'Gracias')
    const line = page.getByRole('status').filter({ hasText: 'ha escrito entretanto' })
    await line.waitFor()
    await expect.poll(() => line.count(), { timeout: 5_000 }).toBe(0)
    await page.keyboard.type(' miro')
    await page.keyboard.press('Enter')
    await expect.poll(() => said(id)?.text).toBe('Lo miro')
  })
})

describe('searching in a conversation', () => {
  it('finds, goes back and forth, marks, and returns to where it began', async () => {
    const { page, centre, log, id } = await withConversation('carmen')
    centre.customerSays(id, 'El código es ÁRBOL-7')
    await log.getByText('ÁRBOL-7').waitFor()
    await page.keyboard.press('b')
    const search = page.getByRole('searchbox', { name: 'Buscar en la conversación' })
    await search.waitFor()
    await page.keyboard.type('silla nordica')
    await page.getByText(/^1 de \d+$/).waitFor()
    await expect.poll(() => log.locator('mark').count()).toBeGreaterThan(0)
    expect(await inTheWay(page)).toEqual([])
    const total = Number(/de (\d+)/.exec((await page.getByText(/^1 de \d+$/).textContent()) ?? '')?.[1])
    await page.keyboard.press('Shift+Enter')
    await page.getByText(new RegExp(`^${total} de ${total}$`)).waitFor()
    await expect.poll(() => isInView(page, 'vuelve a estar disponible esta semana')).toBe(true)
    await page.keyboard.press('Enter')
    await page.getByText(new RegExp(`^1 de ${total}$`)).waitFor()
    await search.fill('arbol-7')
    await page.getByText('1 de 1').waitFor()
    await search.fill('no está en ninguna parte')
    await page.getByText('Nada coincide').waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(() => search.count()).toBe(0)
    await log.getByText('ÁRBOL-7').waitFor()
    expect(await log.locator('mark').count()).toBe(0)
    expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY')
  })
})

describe('what is new since the agent came', () => {
  it('begins with a line that stays, and there is a way to it', async () => {
    const { centre } = stage.now.double
    const { carmen } = playScene(centre)
    for (let index = 1; index <= 90; index++) centre.customerSays(carmen, `Novedad ${index}`)
    const page = await stage.now.open({ at: `#/active/${carmen}` })
    const log = page.getByRole('log')
    await log.getByText('Novedad 90', { exact: true }).waitFor()
    const way = page.getByRole('button', { name: /mensajes nuevos/ })
    await way.click()
    await log.getByText('Novedad 1', { exact: true }).waitFor()
    await log.getByRole('heading', { name: /^91 mensajes nuevos desde/ }).waitFor()
    await expect.poll(() => way.count()).toBe(0)
    await page.getByRole('button', { name: 'Ir al final' }).click()
    await expect.poll(() => centre.must(carmen).summary.unread).toBe(0)
    await page.keyboard.press('u')
    await log.getByRole('heading', { name: /^91 mensajes nuevos desde/ }).waitFor()
    expect(await inTheWay(page)).toEqual([])
  })
})

describe('whoever looks on', () => {
  it('sees that the colleague writes', async () => {
    const { page, centre, id } = await withConversation('diego', { as: marta })
    const owner = centre.must(id).state
    if (owner.name !== 'active') throw new Error('Nobody has it.')
    centre.onSignal({ type: 'agent-typing', interactionId: id, agentId: owner.agentId, on: true })
    await page.getByText(/^Lucía .*está escribiendo$/).waitFor()
    centre.onSignal({ type: 'agent-typing', interactionId: id, agentId: owner.agentId, on: false })
    await expect.poll(() => page.getByText(/está escribiendo$/).count()).toBe(0)
  })
})

describe('on a phone', () => {
  it('search, a quote and a held message have room', async () => {
    const { page, centre, log, id } = await withConversation('diego', { viewport: phone, hasTouch: true })
    centre.customerSays(
      id,
      'Una pregunta bastante larga que no cabe entera en una sola línea de este teléfono',
    )
    await log.getByText('Una pregunta bastante larga').waitFor()
    await log
      .getByRole('button', { name: /^Responder a este mensaje/ })
      .last()
      .click()
    await page.getByRole('group', { name: 'Mensaje al que se responde' }).waitFor()
    await page.getByRole('button', { name: 'Acciones de la conversación' }).click()
    await page.getByRole('menuitem', { name: 'Buscar en la conversación' }).click()
    await page.getByRole('searchbox').fill('pregunta')
    await page.getByText('1 de 1').waitFor()
    const isTooWide = await page.evaluate(
      () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
    )
    expect(isTooWide).toBe(false)
    expect(await inTheWay(page)).toEqual([])
  })
})

describe('emojis', () => {
  it('are found by name, walked with the arrows, put where the caret is, and remembered', async () => {
    const { page } = await withConversation()
    await field(page).fill('Listo, gracias')
    await field(page).evaluate((element: HTMLTextAreaElement) => element.setSelectionRange(5, 5))
    await page.getByRole('button', { name: 'Insertar un emoji' }).click()
    const search = page.getByRole('combobox', { name: 'Buscar un emoji' })
    await search.waitFor()
    await page.keyboard.type('pulgar arriba')
    await page.getByRole('gridcell', { name: 'pulgar hacia arriba', exact: true }).waitFor()
    expect(await inTheWay(page)).toEqual([])
    await page.keyboard.press('Enter')
    await expect.poll(() => field(page).inputValue()).toMatch(/^Listo👍\uFE0F?, gracias$/u)
    await expect.poll(() => field(page).evaluate((element) => element === document.activeElement)).toBe(true)
    await page.getByRole('button', { name: 'Insertar un emoji' }).click()
    await page.getByText('Recientes').waitFor()
    expect(await inTheWay(page)).toEqual([])
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await expect.poll(() => field(page).inputValue()).toMatch(/^Listo👍\uFE0F?\p{Emoji}.*, gracias$/u)
    await page.getByRole('button', { name: 'Insertar un emoji' }).click()
    await page.keyboard.type('zzzz')
    await page.getByText('Ningún emoji coincide').waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(() => search.count()).toBe(0)
  })
})

it('what an input method is given, it keeps: the Enter that takes a word sends nothing, the Escape that leaves it leaves the field alone', async () => {
  const { centre } = stage.now.double
  const scene = playScene(centre)
  const page = await stage.now.open({ at: `#/active/${scene.diego}` })
  const field = page.locator('[data-composer]')
  await field.fill('はい')
  await field.focus()
  // Safari tells of these keys once the composition is over.
  for (const key of ['Enter', 'Escape'])
    await field.evaluate(
      (element, pressed) =>
        element.dispatchEvent(
          new KeyboardEvent('keydown', { key: pressed, keyCode: 229, bubbles: true, cancelable: true }),
        ),
      key,
    )
  expect(await field.inputValue()).toBe('はい')
  expect(await field.evaluate((element) => element === document.activeElement)).toBe(true)
  await page.keyboard.press('Enter')
  await expect.poll(() => field.inputValue()).toBe('')
})
