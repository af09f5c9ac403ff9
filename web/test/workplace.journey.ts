import { describe, expect, it } from 'vitest'
import { lucia, marta, sales } from './double/configuration.ts'
import { playScene } from './double/scene.ts'
import { setStage } from './stage.ts'

const stage = setStage()

describe('the lists', () => {
  it('do not move under the pointer', async () => {
    const { centre } = stage.now.double
    const { waiting } = playScene(centre)
    const page = await stage.now.open({ at: '#/pending' })
    const rows = page.getByRole('listbox', { name: 'Pendientes' }).getByRole('option')
    const names = (): Promise<string[]> =>
      rows.evaluateAll((all) =>
        all.map(
          (row) => (row.textContent ?? '').split(/(?=[A-Z][a-z]+ ?técnico|Ventas)/)[0]?.slice(0, 9) ?? '',
        ),
      )
    await expect.poll(() => rows.count()).toBe(4)
    const before = await names()
    await rows.nth(2).hover()
    centre.act(marta, waiting[0] ?? 'int_none', { type: 'pulled', agentId: marta })
    await page.getByText('Ya no está en esta lista').waitFor()
    expect(await names()).toEqual(before)
    centre.arrives({ name: 'Zoe Última', queueId: sales, text: 'Hola', at: Date.now() - 3_600_000 })
    await expect.poll(() => rows.count()).toBe(5)
    expect((await names()).slice(0, 4)).toEqual(before)
    await page
      .getByRole('heading', { name: 'Elegir una conversación' })
      .or(page.getByText('Elegir una conversación'))
      .hover()
    await expect.poll(async () => (await names())[0]).toBe('Zoe Últim')
    expect(await rows.count()).toBe(4)
  })

  it('are walked through with keys, and sorted as the agent wants from then on', async () => {
    const { carmen, diego } = playScene(stage.now.double.centre)
    const page = await stage.now.open()
    await page.getByRole('option').first().waitFor()
    await page.keyboard.press('j')
    await expect.poll(() => page.url()).toContain(diego)
    await page.keyboard.press('j')
    await expect.poll(() => page.url()).toContain(carmen)
    await page.keyboard.press('k')
    await expect.poll(() => page.url()).toContain(diego)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
      .toBe('Mensaje para Carmen Ortega')
    await page.keyboard.press('Escape')
    await page.keyboard.press('2')
    await page.getByRole('tab', { name: /Pendientes/, selected: true }).waitFor()

    await page.getByRole('button', { name: /Ordenar la lista/ }).click()
    await page.getByRole('menuitemradio', { name: 'Más recientes' }).click()
    await expect.poll(() => page.getByRole('option').first().textContent()).toContain('Tomás')
    await page.reload()
    await expect.poll(() => page.getByRole('option').first().textContent()).toContain('Tomás')
  })

  it('hold ten thousand rows', async () => {
    const { centre } = stage.now.double
    centre.routes = false
    for (let index = 0; index < 10_000; index++) {
      centre.arrives({
        name: `Cliente ${String(index).padStart(5, '0')}`,
        queueId: sales,
        at: Date.now() - 20_000_000 + index * 1_000,
      })
    }
    const page = await stage.now.open({ at: '#/pending' })
    const list = page.getByRole('listbox')
    await page.getByRole('option', { name: /Cliente 00000/ }).waitFor()
    expect(await page.getByRole('option').count()).toBeLessThan(60)
    // The rest comes in the background.
    await page.getByRole('tab', { name: /Pendientes 10\.000/ }).waitFor({ timeout: 30_000 })
    await list.focus()
    await page.keyboard.press('End')
    await page.getByRole('option', { name: /Cliente 09999/ }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Cliente 09999', level: 2 }).first().waitFor()
  })
})

describe('what the agent prefers', () => {
  it('is seen at once and kept on the server', async () => {
    const page = await stage.now.open()
    const choose = async (group: string, name: string): Promise<void> => {
      await page.getByRole('button', { name: /^(Cuenta y|Account and)/ }).click()
      await page.getByRole('menuitem', { name: group }).click()
      await page.getByRole('menuitemradio', { name }).click()
      await page.keyboard.press('Escape')
      await page.getByRole('menuitem').first().waitFor({ state: 'detached' })
    }
    await choose('Tema', 'Oscuro')
    await choose('Densidad', 'Compacta')
    await choose('Idioma', 'English')
    await page.getByRole('tab', { name: /Pending/ }).waitFor()
    expect(stage.now.double.session.preferences.get(lucia)).toEqual({
      language: 'en',
      theme: 'dark',
      density: 'compact',
    })
    const root = page.locator('html')
    expect([
      await root.getAttribute('lang'),
      await root.getAttribute('data-theme'),
      await root.getAttribute('data-density'),
    ]).toEqual(['en', 'dark', 'compact'])
    await page.reload()
    await page.getByRole('tab', { name: /Pending/ }).waitFor()
    expect(await root.getAttribute('data-theme')).toBe('dark')
  })
})

describe('coming and going', () => {
  it('a wrong password is told and nothing more', async () => {
    const page = await stage.now.open({ as: null })
    await page.getByLabel('Correo electrónico').fill('lucia@example.org')
    await page.getByLabel('Contraseña').fill('nope')
    await page.getByRole('button', { name: 'Entrar' }).click()
    await page.getByText('El correo o la contraseña no son correctos.').waitFor()
    await page.getByLabel('Contraseña').fill('lucia-secreta')
    await page.getByRole('button', { name: 'Entrar' }).click()
    await expect.poll(() => page.getByRole('tab').count()).toBe(3)
  })

  it('a new centre is set up with the console’s code', async () => {
    stage.now.double.session.needsSetup = true
    const page = await stage.now.open({ as: null })
    const fill = async (label: string, text: string): Promise<void> => await page.getByLabel(label).fill(text)
    await fill('Código de la consola', 'WRONG-1')
    await fill('Nombre del centro', 'Tienda Alameda')
    await fill('Nombre y apellidos', 'Lucía Ferrer')
    await fill('Correo electrónico', 'lucia@example.org')
    await fill('Contraseña', 'lucia-secreta')
    await page.keyboard.press('Enter')
    await page.getByText('El código no es el que muestra la consola del servidor.').waitFor()
    await fill('Código de la consola', 'ABC-123')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.getByRole('tab').count()).toBe(3)
  })

  it('a session that ends meanwhile costs nothing that was written', async () => {
    const { double } = stage.now
    const { diego } = playScene(double.centre)
    const page = await stage.now.open({ at: `#/active/${diego}` })
    await page.getByRole('textbox').fill('Sin perder nada')
    await page.context().clearCookies()
    await page.keyboard.press('Enter')
    await page.getByText('Los borradores están guardados', { exact: false }).waitFor()
    await page.getByLabel('Correo electrónico').fill('lucia@example.org')
    await page.getByLabel('Contraseña').fill('lucia-secreta')
    await page.keyboard.press('Enter')
    await expect.poll(() => double.centre.messages.get(diego)?.at(-1)?.text).toBe('Sin perder nada')
    await page.getByRole('log').getByText('Sin perder nada').waitFor()
  })

  it('signing out leaves, and the next person sees nothing of the one before', async () => {
    playScene(stage.now.double.centre)
    const page = await stage.now.open()
    await page.getByRole('option', { name: /Carmen/ }).waitFor()
    await page.getByRole('button', { name: /^Cuenta y/ }).click()
    await page.getByRole('menuitem', { name: 'Cerrar sesión' }).click()
    await page.getByText('2 interacciones en curso vuelven a la cola').waitFor()
    await page.getByRole('button', { name: 'Cerrar sesión' }).click()
    await page.getByLabel('Correo electrónico').fill('bruno@example.org')
    await page.getByLabel('Contraseña').fill('bruno-secreto')
    await page.keyboard.press('Enter')
    await page.getByRole('option', { name: /Gabriela/ }).waitFor()
    expect(await page.getByRole('option', { name: /Carmen/ }).count()).toBe(0)
  })
})

describe('the focus', () => {
  it('is never lost when what had it goes away', async () => {
    const { centre } = stage.now.double
    const { diego } = playScene(centre)
    const page = await stage.now.open({ at: `#/active/${diego}` })
    await page.getByRole('log').waitFor()
    const id = centre.arrives({ name: 'Nuria Casas', queueId: sales })
    centre.offer(id, [lucia])
    await page.getByRole('button', { name: 'Rechazar' }).focus()
    await page.keyboard.press('Enter')
    const tag = (): Promise<string> => page.evaluate(() => document.activeElement?.tagName ?? '')
    await page.getByRole('article').waitFor({ state: 'detached' })
    await expect.poll(tag).not.toBe('BODY')
    await page.keyboard.press('e')
    await page.keyboard.press('Enter')
    await page.getByRole('region', { name: 'Cierre de la conversación' }).waitFor()
    await expect.poll(tag).not.toBe('BODY')
    await page.keyboard.press('f')
    await page.getByText('Hecho: Diego Paniagua.').waitFor()
    await expect.poll(tag).not.toBe('BODY')
  })
})
