import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { bruno, lucia, marta, sales, support } from './double/configuration.ts'
import { playScene } from './double/scene.ts'
import { setStage } from './stage.ts'

const stage = setStage()
const focused = (page: Page): Promise<string> =>
  page.evaluate(
    () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.tagName ?? '',
  )

describe('the main job', () => {
  it('is done from signing in to done with the keyboard alone', async () => {
    const { centre } = stage.now.double
    const page = await stage.now.open({ as: null })
    await page.getByLabel('Correo electrónico').waitFor()
    await page.keyboard.type('lucia@example.org')
    await page.keyboard.press('Tab')
    await page.keyboard.type('lucia-secreta')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: /^Estado: No disponible/ }).waitFor()

    await page.keyboard.press('v')
    await page.getByRole('button', { name: /^Estado: Disponible/ }).waitFor()

    const id = centre.arrives({
      name: 'Carmen Ortega',
      queueId: sales,
      text: '¿Tienen mesas?',
      caseData: { product: 'Mesa Roble', order: 'A-1', vip: true },
    })
    const card = page.getByRole('article', { name: 'Carmen Ortega' })
    await card.getByText('Mesa Roble').waitFor()
    await card.getByText('Cliente preferente').waitFor()
    await card.getByText('Por llevar más tiempo libre.').waitFor()
    await page.keyboard.press('a')
    await page.getByRole('button', { name: /^Estado: En servicio/ }).waitFor()
    await page.getByRole('log').getByText('¿Tienen mesas?').waitFor()
    expect(centre.must(id).state).toMatchObject({ name: 'active', agentId: lucia })

    await expect.poll(() => focused(page)).toBe('Mensaje para Carmen Ortega')
    await page.keyboard.type('Sí, de roble')
    await page.keyboard.press('Shift+Enter')
    await page.keyboard.type('y de nogal.')
    await page.keyboard.press('Enter')
    await expect.poll(() => centre.messages.get(id)?.at(-1)?.text).toBe('Sí, de roble\ny de nogal.')
    const position = centre.messages.get(id)?.at(-1)?.position ?? 0
    centre.mark(id, position, 'sent')
    await page.getByText('Enviado').waitFor()
    centre.mark(id, position, 'read')
    await page.getByText('Leído').waitFor()

    centre.customerTypes(id, true)
    await page.getByText('Carmen Ortega está escribiendo').waitFor()
    centre.customerSays(id, 'Perfecto, gracias.')
    await page.getByRole('log').getByText('Perfecto, gracias.').waitFor()
    await page.getByText('Carmen Ortega está escribiendo').waitFor({ state: 'detached' })
    await expect.poll(() => centre.must(id).summary.unread).toBe(0)

    await page.keyboard.press('Escape')
    await page.keyboard.press('e')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await page.getByText('Conversación terminada').waitFor()
    await page.getByRole('button', { name: /^Estado: Tiempo posterior/ }).waitFor()

    await page.getByText('Después: Disponible').last().waitFor()
    await page.keyboard.press('f')
    await page.getByText('Esta cola exige una tipificación', { exact: false }).waitFor()
    await page.getByRole('dialog', { name: 'Tipificación' }).waitFor()
    await page.keyboard.type('cerrada')
    await page.getByRole('option', { name: /Venta cerrada/ }).waitFor()
    await page.keyboard.press('Enter')
    // Only the outcome was missing: with it the rest is done.
    await page.getByText('Hecho: Carmen Ortega.').waitFor()
    expect(centre.must(id)).toMatchObject({
      dispositionId: 'dsp_sold',
      state: { name: 'closed', outcome: 'handled' },
    })
    await page.getByRole('button', { name: /^Estado: Disponible/ }).waitFor()
  })

  it('is done with the mouse alone', async () => {
    const { centre } = stage.now.double
    const page = await stage.now.open()
    await page.getByText('Recibir nuevas').first().click()
    await page.getByRole('button', { name: /^Estado: Disponible/ }).waitFor()
    const id = centre.arrives({ name: 'Diego Paniagua', queueId: sales, text: 'Hola' })
    await page.getByRole('button', { name: 'Aceptar' }).click()
    await page.getByRole('textbox').fill('Buenos días')
    await page.getByRole('button', { name: 'Enviar' }).click()
    await expect.poll(() => centre.messages.get(id)?.at(-1)?.text).toBe('Buenos días')
    await page.getByRole('button', { name: 'Terminar', exact: true }).click()
    await page
      .getByRole('region', { name: 'Cierre de la conversación' })
      .getByRole('button', { name: 'Tipificar' })
      .click()
    await page.getByRole('row', { name: 'Información' }).click()
    await page.getByRole('region', { name: 'Cierre de la conversación' }).getByText('Información').waitFor()
    await page.getByRole('button', { name: /Marcar como terminado/ }).click()
    await expect.poll(() => centre.must(id).state.name).toBe('closed')
  })

  it('is seen live on two agents’ screens', async () => {
    const { centre } = stage.now.double
    const { waiting } = playScene(centre)
    const [first = 'int_none'] = waiting
    const mine = await stage.now.open({ at: `#/pending/${first}` })
    const theirs = await stage.now.open({ as: bruno, at: '#/pending' })
    const row = theirs.getByRole('option', { name: /Francisco Javier/ })
    await row.waitFor()
    await mine.keyboard.press('m')
    await mine.getByRole('textbox').waitFor()
    await row.waitFor({ state: 'detached' })
    expect(centre.must(first).state).toMatchObject({ agentId: lucia })
  })

  it('goes on with a colleague: returned, transferred, assigned by a supervisor', async () => {
    const { centre } = stage.now.double
    const { carmen, diego, waiting } = playScene(centre)
    const page = await stage.now.open({ at: `#/active/${carmen}` })
    await page.getByRole('log').waitFor()
    await page.keyboard.press('t')
    await page.getByRole('option', { name: /Soporte/ }).waitFor()
    await page.getByRole('searchbox', { name: 'Buscar cola' }).pressSequentially('tecnico')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByText('Carmen Ortega pasa a Soporte técnico', { exact: false }).waitFor()
    expect(centre.must(carmen)).toMatchObject({ queueId: support, state: { name: 'waiting' } })

    await page.getByRole('option', { name: /Diego/ }).click()
    await page.getByRole('heading', { name: 'Diego Paniagua' }).first().waitFor()
    await page.getByRole('log').focus()
    await page.keyboard.press('r')
    // One letter gives nobody away: it leads to the button.
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
      .toBe('Devolver a la cola')
    expect(centre.must(diego).state.name).toBe('active')
    await page.keyboard.press('Enter')
    await expect.poll(() => centre.must(diego).state.name).toBe('waiting')

    const [first = 'int_none'] = waiting
    const supervisor = await stage.now.open({ as: marta, at: `#/pending/${first}` })
    await supervisor.getByRole('log').waitFor()
    await supervisor.keyboard.press('g')
    await supervisor.getByRole('searchbox').fill('bruno')
    await supervisor.getByRole('option', { name: /Bruno/ }).click()
    await expect.poll(() => centre.must(first).state).toMatchObject({ name: 'active', agentId: bruno })
    await supervisor.getByText('La atiende Bruno Salas', { exact: false }).waitFor()
  })
})
