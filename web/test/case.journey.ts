import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import type { InteractionId } from '#core/id.ts'
import { setCase } from './double/case.ts'
import { lucia, marta, sales } from './double/configuration.ts'
import { playScene } from './double/scene.ts'
import { inTheWay, phone, setStage } from './stage.ts'

const stage = setStage()

async function openCase(at?: {
  readonly viewport: typeof phone
}): Promise<{ page: Page; id: InteractionId }> {
  const { carmen } = playScene(stage.now.double.centre)
  const page = await stage.now.open({ at: `#/active/${carmen}`, ...at })
  await page.getByLabel('Mensaje para Carmen Ortega').waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('o')
  await page.getByRole('tabpanel', { name: 'Caso' }).getByText('A-20718').waitFor()
  return { page, id: carmen }
}

const held = (id: InteractionId, key: string): unknown =>
  stage.now.double.centre.must(id).caseData[key] ?? null
const row = (page: Page, key: string) => page.locator(`[data-field=${key}]`)
const pencil = (page: Page, label: string) =>
  page.getByRole('button', { name: `Cambiar ${label}`, exact: true })
const focused = (page: Page): Promise<string> =>
  page.evaluate(
    () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '',
  )

describe('the data of a case', () => {
  it('is shown for what it is: number, date of the centre, choice, yes and no, link in its window, headings', async () => {
    const { page } = await openCase()
    await row(page, 'amount').getByText('1250,5').waitFor()
    await row(page, 'delivery').getByText('A domicilio').waitFor()
    await row(page, 'due')
      .getByText(/26 nov 2026, 17:30/)
      .waitFor()
    await row(page, 'vip').getByText('Sí').waitFor()
    const link = page.getByRole('link', { name: /sillas\/nordica/ })
    expect(await link.getAttribute('rel')).toContain('noopener')
    expect(await link.getAttribute('title')).toBe('Desde dónde escribió')
    await page.getByRole('heading', { name: 'Pedido' }).waitFor()
    await page.getByText('boletín').waitFor()
    expect(await page.getByText('Puntuación interna').count()).toBe(0)
    const opened = page.waitForEvent('popup')
    await page.context().route('https://tienda.example/**', (route) => route.fulfill({ body: 'silla' }))
    await link.click()
    expect(await (await opened).evaluate(() => globalThis.opener)).toBeNull()
  })

  it('is changed by keyboard: Enter keeps, Escape leaves, Tab goes to the next one', async () => {
    const { page, id } = await openCase()
    await pencil(page, 'Número de pedido').focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => focused(page)).toBe('Número de pedido')
    await page.keyboard.type('B-1')
    await page.keyboard.press('Enter')
    await expect.poll(() => held(id, 'order')).toBe('B-1')
    await expect.poll(() => focused(page)).toBe('Cambiar Número de pedido')

    await page.keyboard.press('Enter')
    await page.keyboard.type('otra cosa')
    await page.keyboard.press('Escape')
    await row(page, 'order').getByText('B-1').waitFor()
    expect(held(id, 'order')).toBe('B-1')

    await page.keyboard.press('Enter')
    await page.keyboard.type('B-2')
    await page.keyboard.press('Tab')
    await expect.poll(() => focused(page)).toBe('Producto')
    await page.keyboard.type('Silla de haya')
    await page.keyboard.press('Tab')
    await expect.poll(() => focused(page)).toBe('Importe')
    await page.keyboard.type('doce')
    await page.keyboard.press('Tab')
    await page.getByText('Tiene que ser un número, por ejemplo 1250 o 12,5.').waitFor()
    expect(await focused(page)).toBe('Importe')
    await page.keyboard.press('Control+a')
    await page.keyboard.type('1.300,75')
    await page.keyboard.press('Tab')
    await expect.poll(() => focused(page)).toBe('Cambiar Entrega')
    await expect.poll(() => held(id, 'amount')).toBe(1300.75)
    expect([held(id, 'order'), held(id, 'product')]).toEqual(['B-2', 'Silla de haya'])

    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'En tienda' }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect.poll(() => held(id, 'delivery')).toBe('shop')
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'Sin valor' }).click()
    await expect.poll(() => held(id, 'delivery')).toBeNull()
  })

  it('a date is changed place by place or in the calendar, in the centre’s zone', async () => {
    const { page, id } = await openCase()
    await pencil(page, 'Entrega prevista').click()
    await page.getByRole('spinbutton', { name: /día/ }).first().waitFor()
    await expect.poll(() => focused(page)).toMatch(/día/)
    await page.keyboard.type('2712')
    await page.keyboard.press('Enter')
    await expect.poll(() => held(id, 'due')).toBe('2026-12-27T17:30:00+01:00')
    await pencil(page, 'Entrega prevista').click()
    await page.getByRole('button', { name: /Elegir en el calendario/ }).click()
    await page.getByRole('button', { name: /30 de diciembre/ }).click()
    await page.getByRole('button', { name: 'Guardar (Intro)' }).click()
    await expect.poll(() => held(id, 'due')).toBe('2026-12-30T17:30:00+01:00')
    await pencil(page, 'Entrega prevista').click()
    await page.getByRole('spinbutton', { name: /año/ }).focus()
    await page.keyboard.press('Backspace')
    await page.keyboard.press('Backspace')
    await page.keyboard.press('Backspace')
    await page.keyboard.press('Backspace')
    await page.keyboard.press('Enter')
    await page.getByText('Tiene que ser una fecha con su hora, completa y del calendario.').waitFor()
    await page.keyboard.press('Escape')
    expect(held(id, 'due')).toBe('2026-12-30T17:30:00+01:00')
  })

  it('a field is added, also after thinking again', async () => {
    const { page, id } = await openCase()
    await page.getByRole('button', { name: 'Añadir un dato' }).click()
    await page.getByRole('menuitem', { name: 'Seguimiento' }).click()
    await expect.poll(() => focused(page)).toBe('Seguimiento')
    await page.keyboard.press('Escape')
    expect(await row(page, 'tracking').count()).toBe(0)
    await page.getByRole('button', { name: 'Añadir un dato' }).click()
    await page.getByRole('menuitem', { name: 'Seguimiento' }).click()
    await page.keyboard.type('envios.example/AB12')
    await page.keyboard.press('Enter')
    await expect.poll(() => held(id, 'tracking')).toBe('https://envios.example/AB12')
    await page.getByRole('link', { name: /envios.example\/AB12/ }).waitFor()
  })

  it('of two agents neither loses a value: what is typed stays, both are shown, one is chosen', async () => {
    const { page, id } = await openCase()
    const { centre } = stage.now.double
    await pencil(page, 'Producto').click()
    await page.keyboard.type('Silla de haya')
    setCase(centre, marta, id, [{ key: 'product', from: 'Silla Nórdica, roble', to: 'Silla de pino' }])
    await page.getByText('Ahora dice «Silla de pino». Lo que se está escribiendo no se pierde.').waitFor()
    expect(await page.getByRole('textbox', { name: 'Producto' }).inputValue()).toBe('Silla de haya')
    await page.keyboard.press('Enter')
    await page.getByText('Este dato ha cambiado entretanto. ¿Cuál queda?').waitFor()
    await page.getByRole('button', { name: 'Dejar Silla de pino' }).waitFor()
    expect(held(id, 'product')).toBe('Silla de pino')
    expect(await inTheWay(page)).toEqual([])
    await page.getByRole('button', { name: 'Poner Silla de haya' }).click()
    await expect.poll(() => held(id, 'product')).toBe('Silla de haya')

    await page.getByRole('button', { name: 'Historial', exact: true }).click()
    const history = page.getByRole('dialog', { name: 'Historial de los datos del caso' })
    await history.getByText('Marta Ibáñez').waitFor()
    expect(await history.getByRole('listitem').allTextContents()).toEqual([
      expect.stringMatching(/Producto.*Silla de pino → Silla de haya.*Lucía Ferrer/),
      expect.stringMatching(/Producto.*Silla Nórdica, roble → Silla de pino.*Marta Ibáñez/),
    ])
    expect(await inTheWay(page)).toEqual([])
  })

  it('what the server refuses is there again with both values, also after looking at something else', async () => {
    const { page, id } = await openCase()
    const { centre } = stage.now.double
    await page.route('**/case', async (route) => {
      setCase(centre, marta, id, [{ key: 'order', from: 'A-20718', to: 'M-9' }])
      await route.continue()
    })
    await pencil(page, 'Número de pedido').click()
    await page.keyboard.type('L-7')
    await page.keyboard.press('Enter')
    await page.getByText('Marta Ibáñez ha cambiado este dato entretanto. ¿Cuál queda?').waitFor()
    await page.getByRole('tab', { name: 'Contacto' }).click()
    await page.getByRole('tab', { name: 'Caso' }).click()
    await page.getByRole('button', { name: 'Seguir escribiendo' }).click()
    expect(await page.getByRole('textbox', { name: 'Número de pedido' }).inputValue()).toBe('L-7')
    await page.unroute('**/case')
    await page.keyboard.press('Enter')
    await expect.poll(() => held(id, 'order')).toBe('L-7')
  })

  it('is there on the phone, and read only for who does not handle it', async () => {
    const { page } = await openCase({ viewport: phone })
    await page.getByRole('dialog', { name: 'Contacto y caso' }).waitFor()
    expect(await inTheWay(page)).toEqual([])
    const { centre } = stage.now.double
    const waiting = centre.arrives({
      name: 'Noa Vidal',
      queueId: sales,
      caseData: { order: 'N-1' },
      text: 'Hola',
    })
    const other = await stage.now.open({ as: lucia, at: `#/pending/${waiting}` })
    await other.getByRole('heading', { name: 'Noa Vidal' }).first().waitFor()
    await other.getByRole('tab', { name: 'Caso' }).click()
    await other.getByText('N-1').waitFor()
    expect(await other.getByRole('button', { name: /^Cambiar/ }).count()).toBe(0)
    expect(await other.getByRole('button', { name: 'Añadir un dato' }).count()).toBe(0)
  })
})
