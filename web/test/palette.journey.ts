/** The palette: everything that can be done or gone to, by a few letters. */
import { describe, expect, it } from 'vitest'
import { playScene } from './double/scene.ts'
import { inTheWay, phone, setStage } from './stage.ts'

const stage = setStage()

describe('the palette', () => {
  it('opens from inside the composer, does what Enter is pressed on, and gives the focus back', async () => {
    const { carmen } = playScene(stage.now.double.centre)
    const page = await stage.now.open({ at: `#/active/${carmen}` })
    const composer = page.getByRole('textbox', { name: /mensaje/i })
    await composer.fill('Un momento')
    await page.keyboard.press('Control+k')
    const palette = page.getByRole('dialog', { name: 'Buscar y hacer' })
    await palette.getByRole('searchbox').waitFor()
    expect(await inTheWay(page)).toEqual([])
    await page.keyboard.type('tema osc')
    await palette.getByRole('option', { name: 'Tema: Oscuro' }).waitFor()
    await page.keyboard.press('Enter')
    await palette.waitFor({ state: 'detached' })
    await page.locator('html[data-theme=dark]').waitFor()
    expect(await composer.evaluate((field) => field === document.activeElement)).toBe(true)
    expect(await composer.inputValue()).toBe('Un momento')
  })

  it('offers only what is possible now, with the keys that do it', async () => {
    const { carmen } = playScene(stage.now.double.centre)
    const page = await stage.now.open()
    const option = (name: string) => page.getByRole('option', { name })
    await page.keyboard.press('Control+k')
    await page.keyboard.type('terminar')
    await page.getByText('No hay nada con esas letras').waitFor()
    expect(await option('Terminar').count()).toBe(0)
    await page.keyboard.press('Escape')
    await page.goto(`${stage.now.double.address}/#/active/${carmen}`)
    await page.getByRole('button', { name: 'Terminar' }).waitFor()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('terminar')
    await option('Terminar').first().waitFor()
    expect(await option('Terminar').first().textContent()).toContain('E')
  })

  it('goes to an open conversation, and asks for a state', async () => {
    playScene(stage.now.double.centre)
    const page = await stage.now.open()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('diego')
    await page
      .getByRole('dialog')
      .getByRole('option', { name: /Diego Paniagua/ })
      .first()
      .waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Diego Paniagua' }).first().waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+k')
    await page.keyboard.type('no molestar')
    await page
      .getByRole('option', { name: /No molestar/ })
      .first()
      .waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('switch', { name: 'Recibir nuevas' }).waitFor()
    await expect.poll(() => page.getByRole('switch', { name: 'Recibir nuevas' }).isChecked()).toBe(false)
  })

  it('finds contacts on the server and opens the card of one, with whom nothing is open', async () => {
    const { centre } = stage.now.double
    playScene(centre)
    const page = await stage.now.open({ viewport: phone })
    await page.getByRole('button', { name: 'Buscar y hacer' }).click()
    await page.keyboard.type('carmen')
    const contacts = page.getByRole('group', { name: 'Contactos' })
    await contacts.getByRole('option', { name: /Carmen Ortega/ }).click()
    const card = page.getByRole('dialog', { name: 'Contacto' })
    await card.getByText('carmen.ortega@example.org').waitFor()
    expect(await inTheWay(page)).toEqual([])
  })

  it('gives a conversation to a colleague by name, and leads with what was chosen lately', async () => {
    const { diego } = playScene(stage.now.double.centre)
    const page = await stage.now.open({ at: `#/active/${diego}` })
    await page.getByRole('button', { name: 'Terminar' }).waitFor()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('transferir a v')
    const found = page.getByRole('option', { name: /^Transferir a / }).first()
    await found.waitFor()
    const name = (await found.textContent()) ?? ''
    await page.keyboard.press('Enter')
    await expect
      .poll(() =>
        stage.now.double.session.asked.some(
          (asked) => (asked as { path?: string }).path === `interactions/${diego}/transfer`,
        ),
      )
      .toBe(true)
    expect(name).toContain('Ventas')
    expect(
      await page.evaluate(() => JSON.parse(localStorage.getItem('atiende.palette') ?? '[]') as string[]),
    ).toHaveLength(1)
  })
})
