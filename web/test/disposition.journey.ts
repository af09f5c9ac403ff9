import { describe, expect, it } from 'vitest'
import { lucia, sales } from './double/configuration.ts'
import { playScene } from './double/scene.ts'
import { inTheWay, setStage } from './stage.ts'

const stage = setStage()

describe('the disposition', () => {
  it('is found in a tree with the arrows, is on top when chosen, is replaced, taken away, and comes first next time', async () => {
    const { centre } = stage.now.double
    const { carmen } = playScene(centre)
    const page = await stage.now.open({ at: `#/active/${carmen}` })
    await page.getByLabel('Mensaje para Carmen Ortega').waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('d')
    const dialog = page.getByRole('dialog', { name: 'Tipificación' })
    await dialog.getByRole('row', { name: 'Sin venta' }).waitFor()
    expect(await dialog.getByRole('heading', { name: 'Recientes' }).count()).toBe(0)

    // A folder opens and closes and is not chosen.
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowLeft')
    await dialog.getByRole('row', { name: 'Venta cerrada' }).waitFor({ state: 'detached' })
    await page.keyboard.press('Enter')
    await dialog.getByRole('row', { name: 'Venta cerrada' }).waitFor()
    expect(centre.must(carmen).dispositionId).toBeNull()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    expect(await dialog.getByText('Presupuesto enviado').locator('..').getAttribute('title')).toBe(
      'Venta › Presupuesto enviado',
    )
    await page.keyboard.press('Enter')
    await expect.poll(() => centre.must(carmen).dispositionId).toBe('dsp_quote')

    // Without accents, by any part of the path; then it is the first of the recent ones.
    await page.keyboard.press('d')
    await dialog.getByText('Elegida: Venta › Presupuesto enviado').waitFor()
    await page.keyboard.type('venta dejo')
    await dialog.getByRole('option', { name: /Dejó de contestar/ }).waitFor()
    await page.keyboard.press('Enter')
    await expect.poll(() => centre.must(carmen).dispositionId).toBe('dsp_noanswer')
    await page.keyboard.press('d')
    await dialog.getByRole('option').first().waitFor()
    expect(await dialog.getByRole('option').allTextContents()).toEqual([
      expect.stringContaining('Dejó de contestar'),
      expect.stringContaining('Presupuesto enviado'),
    ])
    expect(await inTheWay(page)).toEqual([])
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect.poll(() => centre.must(carmen).dispositionId).toBe('dsp_quote')

    await page.keyboard.press('d')
    await dialog.getByRole('button', { name: 'Quitar la tipificación' }).click()
    await expect.poll(() => centre.must(carmen).dispositionId).toBeNull()
  })

  it('is asked for when it is missing, and then it is done; a field that is being changed is not lost', async () => {
    const { centre } = stage.now.double
    const { elena } = playScene(centre)
    const page = await stage.now.open({ at: `#/ended/${elena}` })
    const wrapUp = page.getByRole('region', { name: 'Cierre de la conversación' })
    await wrapUp.getByText('Falta la tipificación').waitFor()
    await page.keyboard.press('o')
    await page.getByRole('button', { name: 'Cambiar Número de pedido' }).click()
    await page.keyboard.type('E-77')
    await wrapUp.getByRole('button', { name: /Marcar como terminado/ }).click()
    const choosing = page.getByRole('dialog', { name: 'Tipificación' })
    await choosing.getByText('Esta cola exige una tipificación', { exact: false }).waitFor()
    await choosing.getByRole('row', { name: 'Información' }).click()
    const asking = page.getByRole('dialog', { name: 'Un dato del caso está sin guardar' })
    await asking.getByText('Número de pedido: «E-77»').waitFor()
    expect(await inTheWay(page)).toEqual([])
    await asking.getByRole('button', { name: 'Guardar y marcar como terminado' }).click()
    await page.getByText('Hecho: Elena Zubiri.').waitFor()
    expect(centre.must(elena)).toMatchObject({
      state: { name: 'closed' },
      dispositionId: 'dsp_info',
      caseData: { order: 'E-77' },
    })
  })

  it('before it is marked done the state that comes next is said', async () => {
    const { centre } = stage.now.double
    const page = await stage.now.open()
    await page.getByText('Recibir nuevas').first().click()
    await page.getByRole('button', { name: /^Estado: Disponible/ }).waitFor()
    const id = centre.arrives({ name: 'Noa Vidal', queueId: sales, text: 'Hola' })
    await page.getByRole('button', { name: 'Aceptar' }).click()
    await page.getByLabel('Mensaje para Noa Vidal').waitFor()
    centre.act(lucia, id, { type: 'ended', by: 'agent' })
    const wrapUp = page.getByRole('region', { name: 'Cierre de la conversación' })
    await wrapUp.getByText('Después: Disponible').waitFor()
    const done = wrapUp.getByRole('button', { name: /Marcar como terminado/ })
    expect(await done.getAttribute('aria-describedby')).not.toBeNull()
    const wish = { type: 'state-asked', channels: 'all', pendingWhileBusy: true } as const
    centre.presence(lucia, { ...wish, state: 'not-ready', reasonId: 'rsn_break' })
    await wrapUp.getByText('Después: Descanso').waitFor()
  })
})
