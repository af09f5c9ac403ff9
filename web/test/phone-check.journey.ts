import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { giveVoice } from './double/call.ts'
import { people } from './double/configuration.ts'
import { allow, plug, type FakeMicrophone } from './microphone.ts'
import { inTheWay, setStage } from './stage.ts'

const stage = setStage()
const headset = { label: 'Auriculares', hertz: 440 }
const desk = { label: 'De la mesa', hertz: 1_700 }

async function open(
  permission: PermissionState = 'granted',
  microphones: readonly FakeMicrophone[] = [headset, desk],
): Promise<Page> {
  giveVoice(stage.now.double.centre)
  return await stage.now.open({ microphones, permission })
}
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Comprobar micrófono y altavoces' })
const nudge = (page: Page) => page.getByText('Antes de la primera llamada', { exact: false })
const begin = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Probar micrófono y altavoces' }).click()
  await dialog(page).waitFor()
}
const saved = () => stage.now.double.session.preferences.get(people[0]?.id ?? 'agt_')?.devices

describe('trying out the microphone', () => {
  it('is offered once on a device to who takes calls, and not again when it was done', async () => {
    const page = await open()
    await nudge(page).waitFor()
    expect(await inTheWay(page)).toEqual([])
    await begin(page)
    await dialog(page).getByRole('button', { name: 'Se oye bien' }).click()
    await dialog(page).waitFor({ state: 'detached' })
    await page.reload()
    await page.getByRole('button', { name: /^Estado:/ }).waitFor()
    expect(await nudge(page).count()).toBe(0)
  })

  it('shows how loud it is, takes another one, and keeps the choice by its name', async () => {
    const page = await open()
    await begin(page)
    const level = dialog(page).getByRole('meter', { name: 'Nivel del micrófono' })
    await expect.poll(async () => Number(await level.getAttribute('aria-valuenow'))).toBeGreaterThan(50)
    await dialog(page).getByLabel('Micrófono', { exact: true }).last().selectOption('De la mesa')
    await expect.poll(saved).toEqual({ microphone: 'De la mesa' })
    await plug(page, headset)
    await dialog(page)
      .getByRole('option', { name: 'De la mesa (no conectado)' })
      .waitFor({ state: 'attached' })
    expect(await inTheWay(page)).toEqual([])
  })

  it('plays back what was said', async () => {
    const page = await open()
    await begin(page)
    await dialog(page).getByRole('button', { name: 'Grabar y escuchar' }).click()
    await dialog(page).getByText('Grabando', { exact: false }).waitFor()
    const done = dialog(page).getByText('Si se ha oído bien', { exact: false })
    await expect.poll(() => done.isVisible(), { timeout: 30_000 }).toBe(true)
  })

  it('says what is wrong and the way out, and goes on by itself when it is put right', async () => {
    const page = await open('denied')
    await page.getByText('El micrófono no está permitido en este navegador', { exact: false }).waitFor()
    await begin(page)
    await dialog(page).getByRole('button', { name: 'Dar el micrófono' }).click()
    await dialog(page).getByText('Permitirlo en el candado', { exact: false }).waitFor()
    expect(await inTheWay(page)).toEqual([])
    await allow(page, 'granted')
    await dialog(page).getByRole('meter').waitFor()
  })

  it('is in the menu of states, in the settings and in the palette', async () => {
    const page = await open()
    await page.getByRole('button', { name: /^Estado:/ }).click()
    await page.getByRole('menuitem', { name: 'Probar micrófono y altavoces' }).click()
    await dialog(page).waitFor()
    await page.keyboard.press('Escape')
    await dialog(page).waitFor({ state: 'detached' })
    await page.keyboard.press('Control+k')
    await page.keyboard.type('probar micr')
    await page.getByRole('option', { name: 'Probar micrófono y altavoces' }).waitFor()
    await page.keyboard.press('Enter')
    await dialog(page).waitFor()
    await page.keyboard.press('Escape')
    await dialog(page).waitFor({ state: 'detached' })
    await page
      .getByRole('button', { name: /Lucía Ferrer/ })
      .last()
      .click()
    await page.getByRole('menuitem', { name: 'Ajustes' }).click()
    await page.getByRole('tab', { name: 'Llamadas' }).click()
    const meter = page.getByRole('meter', { name: 'Nivel del micrófono' })
    await expect.poll(() => meter.isVisible(), { timeout: 5_000 }).toBe(true)
  })
})
