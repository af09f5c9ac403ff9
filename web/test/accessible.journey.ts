import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { bruno, lucia } from './double/configuration.ts'
import { playScene, type Scene } from './double/scene.ts'
import { inTheWay, phone, setStage, tablet } from './stage.ts'

const stage = setStage()

/** Every view of the page, by how one gets there. */
type View = readonly [
  name: string,
  at: (scene: Scene) => string,
  then: (page: Page, scene: Scene) => Promise<unknown>,
]
const nothing = (): Promise<void> => Promise.resolve()
const views: readonly View[] = [
  ['nothing open', () => '', nothing],
  ['a conversation', ({ carmen }) => `#/active/${carmen}`, nothing],
  ['something waiting', ({ waiting }) => `#/pending/${waiting[0]}`, nothing],
  ['something ended', ({ elena }) => `#/ended/${elena}`, nothing],
  [
    'something that is not there',
    () => '#/active/int_nowhere',
    async (page) =>
      await page
        .getByRole('alert')
        .filter({ hasText: /no existe/i })
        .waitFor(),
  ],
  [
    'offers',
    ({ diego }) => `#/active/${diego}`,
    async (page, { waiting }) => {
      const { centre } = stage.now.double
      centre.offer(waiting[0] ?? 'int_none', [lucia])
      centre.offer(waiting[1] ?? 'int_none', [lucia, bruno])
      await page.getByRole('button', { name: 'Aceptar' }).nth(1).waitFor()
    },
  ],
  [
    'the state menu',
    () => '',
    async (page) => {
      await page.keyboard.press('s')
      await page.getByRole('menuitem', { name: 'Descanso' }).waitFor()
    },
  ],
  [
    'the own menu',
    () => '',
    async (page) => {
      await page.getByRole('button', { name: /Cuenta/ }).click()
      await page.getByRole('menuitem', { name: 'Tema' }).click()
      await page.getByRole('menuitemradio', { name: 'Oscuro' }).waitFor()
    },
  ],
  [
    'the queues',
    () => '',
    async (page, { waiting }) => {
      const { pulse } = await import('./double/scene.ts')
      pulse(stage.now.double.centre, waiting)
      await page.getByRole('button', { name: /en las colas/ }).click()
      await page.getByRole('dialog', { name: 'Colas' }).waitFor()
    },
  ],
  [
    'the sheet of keys',
    () => '',
    async (page) => {
      await page.keyboard.press('?')
      await page.getByRole('dialog', { name: 'Teclas' }).waitFor()
    },
  ],
  [
    'the dispositions',
    ({ elena }) => `#/ended/${elena}`,
    async (page) => {
      await page.keyboard.press('d')
      await page.getByRole('treegrid').waitFor()
    },
  ],
  [
    'dispositions found',
    ({ elena }) => `#/ended/${elena}`,
    async (page) => {
      await page.keyboard.press('d')
      await page.getByRole('searchbox').fill('venta')
      await page.getByRole('option').first().waitFor()
    },
  ],
  [
    'the transfer',
    ({ diego }) => `#/active/${diego}`,
    async (page) => {
      await page.keyboard.press('t')
      await page.getByRole('dialog').waitFor()
    },
  ],
  [
    'the calendar',
    ({ carmen }) => `#/active/${carmen}`,
    async (page) => {
      await page.keyboard.press('h')
      await page.getByRole('grid').waitFor()
    },
  ],
  [
    'a lost line with something queued and something refused',
    ({ diego }) => `#/active/${diego}`,
    async (page) => {
      stage.now.double.setDown(true)
      await page.getByRole('textbox').fill('Hola')
      await page.keyboard.press('Enter')
      await page.getByText('En cola: sin conexión').waitFor()
      await page.getByText('Sin conexión.', { exact: false }).first().waitFor()
    },
  ],
]

describe('nothing stands in anybody’s way, in either theme', () => {
  it.each(views)('%s', async (_, at, then) => {
    const scene = playScene(stage.now.double.centre)
    const page = await stage.now.open({ at: at(scene) })
    await page.waitForLoadState('networkidle')
    await then(page, scene)
    expect(await inTheWay(page)).toEqual([])
  })

  it('signing in, with an error', async () => {
    const page = await stage.now.open({ as: null })
    await page.getByLabel('Correo electrónico').fill('nobody@example.org')
    await page.getByLabel('Contraseña').fill('wrong')
    await page.keyboard.press('Enter')
    await page.getByText('no son correctos').waitFor()
    expect(await inTheWay(page)).toEqual([])
  })

  it('setting the centre up', async () => {
    stage.now.double.session.needsSetup = true
    const page = await stage.now.open({ as: null, locale: 'en-GB' })
    await page.getByLabel('Code from the console').waitFor()
    expect(await inTheWay(page)).toEqual([])
  })

  it.each([
    ['a phone', phone],
    ['a small laptop', tablet],
  ])('on %s', async (_, viewport) => {
    const scene = playScene(stage.now.double.centre)
    const page = await stage.now.open({ at: `#/active/${scene.carmen}`, viewport })
    await page.waitForLoadState('networkidle')
    expect(await inTheWay(page)).toEqual([])
    await page.keyboard.press('i')
    await page.getByRole('dialog', { name: 'Contacto y caso' }).waitFor()
    expect(await inTheWay(page)).toEqual([])
  })

  it('with more contrast', async () => {
    const scene = playScene(stage.now.double.centre)
    const page = await stage.now.open({ at: `#/active/${scene.carmen}`, contrast: 'more' })
    await page.waitForLoadState('networkidle')
    expect(await inTheWay(page)).toEqual([])
  })
})
