/** Keys as the agent wants them, and the focus that is never lost. */
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { lucia } from './double/configuration.ts'
import { playScene } from './double/scene.ts'
import { inTheWay, setStage } from './stage.ts'

const stage = setStage()
const kept = () => stage.now.double.session.preferences.get(lucia)

async function openKeys(page: Page): Promise<void> {
  await page.keyboard.press('?')
  await page.getByRole('button', { name: 'Cambiar teclas' }).click()
  await page.getByRole('tabpanel', { name: 'Teclas' }).waitFor()
}

it('the sheet tells what the arrows do in the empty field', async () => {
  const page = await stage.now.open()
  await page.keyboard.press('?')
  const sheet = page.getByRole('dialog', { name: 'Teclas' })
  const line = sheet.getByText('En el campo vacío: responder a un mensaje anterior, posterior')
  expect(await line.locator('..').locator('dd').innerText()).toContain('↑ ↓')
})

describe('a key', () => {
  it('is given another act by pressing it, is kept, and works at once; its cap says so', async () => {
    const { carmen } = playScene(stage.now.double.centre)
    const page = await stage.now.open({ at: `#/active/${carmen}` })
    await openKeys(page)
    await page.getByRole('button', { name: 'Tipificar: D. Cambiar' }).click()
    await page.getByText('Pulsar…').waitFor()
    await page.keyboard.press('7')
    await page.getByRole('button', { name: 'Tipificar: 7. Cambiar' }).waitFor()
    await expect.poll(() => kept()?.keys).toEqual({ 'conversation.dispose': '7' })
    expect(await inTheWay(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.keyboard.press('d')
    expect(await page.getByRole('treegrid').count()).toBe(0)
    await page.keyboard.press('7')
    await page.getByRole('treegrid').waitFor()
  })

  it('that another act has is told and can be swapped; a browser’s is refused; all of it can be undone', async () => {
    playScene(stage.now.double.centre)
    const page = await stage.now.open()
    await openKeys(page)
    await page.getByRole('button', { name: 'Tipificar: D. Cambiar' }).click()
    await page.keyboard.press('t')
    await page.getByText('T ya es de «Transferir a otra cola».').waitFor()
    expect(await inTheWay(page)).toEqual([])
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Transferir a otra cola: D. Cambiar' }).waitFor()
    await page.getByRole('button', { name: 'Terminar: E. Cambiar' }).click()
    await page.keyboard.press('F5')
    await page.getByText('F5 pertenece a', { exact: false }).waitFor()
    expect(kept()?.keys).toEqual({ 'conversation.dispose': 't', 'conversation.transfer': 'd' })
    await page.getByRole('button', { name: 'Todas las teclas de fábrica' }).click()
    await expect.poll(() => kept()?.keys).toEqual({})
  })

  it('alone does nothing once single letters are off; the palette stays', async () => {
    playScene(stage.now.double.centre)
    const page = await stage.now.open()
    await page.keyboard.press('?')
    await page.getByRole('switch', { name: /letras solas/ }).press(' ')
    await expect.poll(() => kept()?.singleKeys).toBe(false)
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.keyboard.press('?')
    await page.keyboard.press('2')
    expect(await page.getByRole('dialog').count()).toBe(0)
    expect(new URL(page.url()).hash).not.toContain('pending')
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog', { name: 'Buscar y hacer' }).waitFor()
  })
})

describe('the focus', () => {
  const isLost = (page: Page): Promise<boolean> =>
    page.evaluate(() => document.activeElement === document.body)

  it('comes home when an offer, a row or a conversation vanishes under it', async () => {
    const { diego, waiting } = playScene(stage.now.double.centre)
    const { centre } = stage.now.double
    const page = await stage.now.open({ at: `#/active/${diego}` })
    const offered = waiting[0] ?? 'int_none'
    centre.offer(offered, [lucia])
    await page.getByRole('button', { name: /^Aceptar/ }).focus()
    centre.customerLeaves(offered)
    await page.getByRole('button', { name: /^Aceptar/ }).waitFor({ state: 'detached' })
    await expect.poll(() => isLost(page)).toBe(false)
    await page.getByRole('button', { name: 'Terminar' }).focus()
    centre.customerLeaves(diego)
    await page.getByRole('button', { name: 'Terminar' }).waitFor({ state: 'detached' })
    await expect.poll(() => isLost(page)).toBe(false)
  })
})
