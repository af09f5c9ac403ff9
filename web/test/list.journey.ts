import { describe, expect, it } from 'vitest'
import type { InteractionId } from '#core/id.ts'
import type { Page } from 'playwright-core'
import { bruno, lucia, marta, sales, support } from './double/configuration.ts'
import { playScene } from './double/scene.ts'
import { inTheWay, phone, setStage } from './stage.ts'

const stage = setStage()

const rowsOf = (page: Page) => page.getByRole('listbox').getByRole('option')
const ids = (page: Page): Promise<string[]> =>
  rowsOf(page).evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset['row'] ?? ''))

describe('the filters of a list', () => {
  it('are chosen with the mouse, are seen, say how many they leave, and are still there after a reload', async () => {
    playScene(stage.now.double.centre)
    const page = await stage.now.open({ at: '#/pending' })
    await expect.poll(() => rowsOf(page).count()).toBe(4)
    await page.getByRole('button', { name: 'Filtrar la lista' }).click()
    await page.getByRole('menuitemcheckbox', { name: /Ventas/ }).click()
    await page.keyboard.press('Escape')
    await expect.poll(() => rowsOf(page).count()).toBe(2)
    await page.getByText('2 de 4').waitFor()
    await page.reload()
    await expect.poll(() => rowsOf(page).count()).toBe(2)
    // Another list has its own.
    await page.getByRole('tab', { name: /Activas/ }).click()
    await expect.poll(() => rowsOf(page).count()).toBe(2)
    await page.getByRole('tab', { name: /Pendientes/ }).click()
    await page.getByRole('button', { name: 'Quitar el filtro Cola: Ventas' }).click()
    await expect.poll(() => rowsOf(page).count()).toBe(4)
    expect(await inTheWay(page)).toEqual([])
  })

  it('are chosen by keyboard, combine, and say which of them hides how many', async () => {
    const { centre } = stage.now.double
    playScene(centre)
    const page = await stage.now.open({ at: '#/pending' })
    await expect.poll(() => rowsOf(page).count()).toBe(4)
    await page.keyboard.press('z')
    await page.getByRole('menuitemcheckbox', { name: /Factura/ }).focus()
    await page.keyboard.press('Space')
    await page.getByRole('menuitemcheckbox', { name: /Ventas/ }).focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('Escape')
    await page.getByText('Ninguna de las 4 pasa los filtros').waitFor()
    await page.getByText('Cola (Ventas) oculta 2').waitFor()
    await page.getByText('Etiqueta (Factura) oculta 3').waitFor()
    expect(await inTheWay(page)).toEqual([])
    await page.getByRole('button', { name: 'Quitar filtros' }).last().click()
    await expect.poll(() => rowsOf(page).count()).toBe(4)
  })
})

describe('a busy list', () => {
  it('keeps the row under the mouse where it is while fifty things happen each second', async () => {
    const { centre } = stage.now.double
    const { waiting } = playScene(centre)
    for (let index = 0; index < 30; index++)
      centre.arrives({ name: `Antes ${index}`, queueId: support, at: Date.now() - (100 + index) * 60_000 })
    const page = await stage.now.open({ at: '#/pending' })
    await rowsOf(page).nth(4).hover()
    const before = (await ids(page)).slice(0, 8)
    const box = await rowsOf(page).nth(4).boundingBox()
    for (let index = 0; index < 50; index++) {
      if (index % 3 === 0)
        centre.arrives({ name: `Nueva ${index}`, queueId: sales, at: Date.now() - 86_400_000 - index })
      else if (index % 3 === 1)
        centre.customerSays(waiting[index % waiting.length] ?? 'int_none', `Hola ${index}`)
      else if (index < 9)
        centre.act(marta, before[index % 3] as InteractionId, { type: 'pulled', agentId: marta })
      await page.waitForTimeout(20)
      expect((await ids(page)).slice(0, 8)).toEqual(before)
    }
    expect(await rowsOf(page).nth(4).boundingBox()).toEqual(box)
    await page.getByText(/17 nuevas al final · 1 ya no está/).click()
    await expect.poll(async () => (await ids(page)).slice(0, 8)).not.toEqual(before)
    await expect.poll(() => page.getByText(/nuevas al final/).count()).toBe(0)
  })

  it('keeps the row that has the keyboard’s focus where it is', async () => {
    const { centre } = stage.now.double
    playScene(centre)
    const page = await stage.now.open({ at: '#/pending' })
    await page.keyboard.press('j')
    await page.keyboard.press('ArrowDown')
    const before = await ids(page)
    centre.arrives({ name: 'Más antigua', queueId: sales, at: Date.now() - 86_400_000 })
    await page.getByText('1 nueva al final').waitFor()
    expect((await ids(page)).slice(0, 4)).toEqual(before)
    await page.getByText('1 nueva al final').click()
    await expect.poll(async () => (await ids(page)).slice(1)).toEqual(before)
  })
})

describe('by keyboard in a list', () => {
  it('one is taken, and one is given to a colleague, without opening it first', async () => {
    const { centre } = stage.now.double
    const { waiting } = playScene(centre)
    const page = await stage.now.open({ at: '#/pending' })
    await page.keyboard.press('j')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    // Sales: its members may assign.
    await page.keyboard.press('g')
    await page.getByRole('dialog', { name: 'Asignar a una persona' }).waitFor()
    await page.keyboard.type('brun')
    await page.getByRole('option', { name: /Bruno Salas.*\d de 4/ }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect
      .poll(() => centre.must(waiting[2] ?? 'int_none').state)
      .toMatchObject({ name: 'active', agentId: bruno })
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByRole('listbox').focus()
    await page.keyboard.press('Home')
    await page.keyboard.press('m')
    await expect
      .poll(() => centre.must(waiting[0] ?? 'int_none').state)
      .toMatchObject({ name: 'active', agentId: lucia })
    await expect.poll(() => page.url()).toContain(waiting[0])
  })

  it('pages and ends are reached among ten thousand, which come in the background', async () => {
    const { centre } = stage.now.double
    centre.routes = false
    for (let index = 0; index < 2_400; index++)
      centre.arrives({
        name: `Cliente ${String(index).padStart(5, '0')}`,
        queueId: sales,
        at: Date.now() - 20_000_000 + index,
      })
    const page = await stage.now.open({ at: '#/pending' })
    await page.getByRole('tab', { name: /Pendientes 2400/ }).waitFor()
    await page.getByRole('listbox').focus()
    await page.keyboard.press('End')
    const last = page.getByRole('option', { name: /Cliente 02399/ })
    await last.waitFor()
    expect([await last.getAttribute('aria-posinset'), await last.getAttribute('aria-setsize')]).toEqual([
      '2400',
      '2400',
    ])
    await page.keyboard.press('Home')
    await page.getByRole('option', { name: /Cliente 00000/ }).waitFor()
    await page.keyboard.press('PageDown')
    await page.keyboard.press('PageDown')
    await expect
      .poll(async () => {
        const current = await page.getByRole('listbox').getAttribute('aria-activedescendant')
        return Number(await page.locator(`[id="${current}"]`).getAttribute('aria-posinset'))
      })
      .toBeGreaterThan(20)
  })

  it('the one whose customer waits longest is marked, and one key goes there', async () => {
    const { diego, carmen } = playScene(stage.now.double.centre)
    const page = await stage.now.open()
    await page.getByRole('option', { name: /Diego.*Ahora/ }).waitFor()
    await page.keyboard.press('w')
    await expect.poll(() => page.url()).toContain(diego)
    await page.keyboard.press('w')
    await expect.poll(() => page.url()).toContain(carmen)
  })
})

describe('the places', () => {
  it('show a supervisor what colleagues have in hand, by person, and nobody else', async () => {
    playScene(stage.now.double.centre)
    const agent = await stage.now.open()
    await rowsOf(agent).first().waitFor()
    expect(await agent.getByRole('tab', { name: /Equipo/ }).count()).toBe(0)
    const page = await stage.now.open({ as: marta })
    await page.getByRole('tab', { name: /Equipo/ }).click()
    await expect.poll(() => rowsOf(page).count()).toBe(3)
    await page.getByRole('option', { name: /Gabriela.*Bruno Salas/ }).waitFor()
    await page.keyboard.press('z')
    await page.getByRole('menuitemcheckbox', { name: /Lucía Ferrer/ }).click()
    await page.keyboard.press('Escape')
    await expect.poll(() => rowsOf(page).count()).toBe(2)
    expect(await inTheWay(page)).toEqual([])
  })

  it('show what was stored only while there is something, and it is taken out of there', async () => {
    const { centre } = stage.now.double
    const { diego } = playScene(centre)
    const page = await stage.now.open()
    await rowsOf(page).first().waitFor()
    expect(await page.getByRole('tab', { name: /Bandeja/ }).count()).toBe(0)
    centre.act(lucia, diego, { type: 'stored', workbinId: 'bin_team', dueAt: null })
    await page.getByRole('tab', { name: /Bandeja/ }).click()
    await page.getByRole('option', { name: /Diego/ }).waitFor()
    await page.getByRole('listbox').focus()
    await page.keyboard.press('m')
    await expect.poll(() => centre.must(diego).state).toMatchObject({ name: 'active', agentId: lucia })
    await expect.poll(() => page.getByRole('tab', { name: /Bandeja/ }).count()).toBe(0)
  })

  it('fit a phone, and compact rows', async () => {
    playScene(stage.now.double.centre)
    stage.now.double.session.preferences.set(lucia, { language: 'en', density: 'compact' })
    const page = await stage.now.open({ viewport: phone })
    await rowsOf(page).first().waitFor()
    expect((await rowsOf(page).first().boundingBox())?.height).toBe(36)
    expect(await inTheWay(page)).toEqual([])
  })
})
