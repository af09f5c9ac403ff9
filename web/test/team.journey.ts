import { afterEach, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { bruno, lucia, marta } from './double/configuration.ts'
import { crowd } from './double/crowd.ts'
import { playScene, pulse } from './double/scene.ts'
import { inTheWay, phone, setStage } from './stage.ts'

const stage = setStage()
let disperse = (): void => {}
afterEach(() => disperse())

const rows = (page: Page) => page.getByRole('list', { name: 'Colegas' }).getByRole('listitem')
const row = (page: Page, name: string) => rows(page).filter({ hasText: name })

describe('the colleagues', () => {
  it('are shown live, with state, reason and load; the queues beside them', async () => {
    const { centre } = stage.now.double
    const { waiting } = playScene(centre)
    const page = await stage.now.open()
    await page.keyboard.press('c')
    await expect.poll(() => page.url()).toContain('#/team')
    await row(page, 'Bruno Salas').getByText('En servicio').waitFor()
    await row(page, 'Bruno Salas').getByText('1/4').waitFor()
    centre.presence(marta, {
      type: 'state-asked',
      channels: 'all',
      state: 'not-ready',
      reasonId: 'rsn_lunch',
      pendingWhileBusy: false,
    })
    await row(page, 'Marta').getByText('Comida').waitFor()
    pulse(centre, waiting)
    const queues = page.getByRole('complementary', { name: 'Colas' })
    await queues.getByText('2 en espera').first().waitFor()
    expect(await inTheWay(page)).toEqual([])
    await queues.getByRole('button', { name: /^Ventas/ }).click()
    await expect.poll(() => row(page, 'Marta').count()).toBe(0)
    await page.keyboard.press('c')
    await page.getByRole('tab', { name: /Activas/ }).waitFor()
  })

  it('are found without accents, by state, skill and favourites, and five hundred cost few rows', async () => {
    const { centre, session } = stage.now.double
    playScene(centre)
    disperse = crowd(centre, 500)
    const page = await stage.now.open({ at: '#/team' })
    await rows(page).first().waitFor()
    expect(await rows(page).count()).toBeLessThan(40)
    await page.getByRole('searchbox', { name: 'Buscar persona' }).fill('inigo aguero 1')
    await expect.poll(() => rows(page).count()).toBe(7)
    await row(page, 'Íñigo Agüero 1')
      .first()
      .getByRole('button', { name: /favorito/ })
      .click()
    await page.getByRole('button', { name: 'Quitar filtros' }).click()
    await page.getByRole('button', { name: 'Favoritos' }).click()
    await expect.poll(() => rows(page).count()).toBe(1)
    expect(session.preferences.get(lucia)?.favouriteAgentIds).toHaveLength(1)
    await page.getByRole('button', { name: 'Quitar filtros' }).click()
    await page.getByRole('radio', { name: /^Fuera de línea 100/ }).click()
    await expect.poll(() => rows(page).first().textContent()).toContain('Fuera de línea')
    await page.getByRole('button', { name: 'Habilidad: Cualquier habilidad' }).click()
    await page.getByRole('menuitemradio', { name: 'Inglés' }).click()
    await page.getByRole('radio', { name: /^Fuera de línea 25/ }).waitFor()
    expect(await inTheWay(page)).toEqual([])
  })

  it('are walked through by keyboard, and nobody moves under the focus', async () => {
    const { centre } = stage.now.double
    playScene(centre)
    disperse = crowd(centre, 60)
    const page = await stage.now.open({ at: '#/team' })
    await rows(page).first().getByRole('button').first().focus()
    const focused = (): Promise<string> =>
      page.evaluate(() => document.activeElement?.textContent?.slice(0, 12) ?? '')
    const first = await focused()
    await page.keyboard.press('ArrowDown')
    await expect.poll(focused).not.toBe(first)
    const second = await focused()
    await page.keyboard.press('End')
    await expect.poll(focused).not.toBe(second)
    await page.keyboard.press('Home')
    await expect.poll(focused).toBe(first)
    await page.keyboard.press('ArrowDown')
    await expect.poll(focused).toBe(second)
    for (let index = 0; index < 60; index += 5)
      centre.presence(`agt_crowd${index}`, {
        type: 'state-asked',
        channels: 'all',
        state: 'dnd',
        reasonId: null,
        pendingWhileBusy: false,
      })
    await page.getByRole('radio', { name: /^Ausentes 3\d/ }).waitFor()
    expect(await focused()).toBe(second)
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').getByText('Canales').waitFor()
    expect(await inTheWay(page)).toEqual([])
    await page.keyboard.press('Escape')
    await expect.poll(focused).toBe(second)
  })

  it('stay on a phone what they are', async () => {
    const { centre } = stage.now.double
    const { waiting } = playScene(centre)
    const page = await stage.now.open({ at: '#/team', viewport: phone })
    pulse(centre, waiting)
    await row(page, 'Bruno Salas').getByText('En servicio').waitFor()
    expect(await inTheWay(page)).toEqual([])
    await page.getByRole('button', { name: 'Colas', exact: true }).click()
    await page.getByRole('dialog', { name: 'Colas' }).getByText('2 en espera').first().waitFor()
    await page.keyboard.press('Escape')
    await row(page, 'Bruno Salas').getByRole('button').first().click()
    await page.getByRole('dialog', { name: 'Bruno Salas' }).waitFor()
    expect(await inTheWay(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Volver a la bandeja de entrada' }).click()
    await page.getByRole('option', { name: /Carmen/ }).waitFor()
  })
})

describe('a supervisor', () => {
  it('changes a colleague’s state after being told what it does', async () => {
    const { centre } = stage.now.double
    playScene(centre)
    const page = await stage.now.open({ as: marta, at: '#/team' })
    await row(page, 'Bruno Salas').getByRole('button').first().click()
    await page.getByRole('button', { name: 'Cambiar a…' }).click()
    await page.getByRole('menuitem', { name: 'Formación' }).click()
    await page.getByText('Bruno Salas pasa a «Formación».').waitFor()
    await page.getByText('Conserva la interacción que atiende.').waitFor()
    expect(await inTheWay(page)).toEqual([])
    await page.keyboard.press('Enter')
    await page.getByText('Bruno Salas: Formación.').waitFor()
    expect(centre.presences.get(bruno)?.presence.channels['web-chat']?.reasonId).toBe('rsn_training')
  })

  it('is the only one who can', async () => {
    playScene(stage.now.double.centre)
    const page = await stage.now.open({ at: '#/team' })
    await row(page, 'Bruno Salas').getByRole('button').first().click()
    await page.getByRole('dialog', { name: 'Bruno Salas' }).getByText('Canales').waitFor()
    expect(await page.getByRole('button', { name: 'Cambiar a…' }).count()).toBe(0)
  })
})
