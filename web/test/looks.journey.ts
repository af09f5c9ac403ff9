/** Every kind of view in both languages, normal and high contrast, on a wide screen and on a phone; each in the light and in the dark. */
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import type { Preferences } from '#protocol/workspace.ts'
import { lucia } from './double/configuration.ts'
import { playScene, type Scene } from './double/scene.ts'
import { inTheWay, phone, setStage, wide } from './stage.ts'

const stage = setStage()

type View = readonly [name: string, show: (page: Page, scene: Scene) => Promise<unknown>]

const goTo = async (page: Page, hash: string): Promise<void> => {
  await page.evaluate((next) => {
    location.hash = next
  }, hash)
}
const inWindow = async (page: Page, press: string): Promise<void> => {
  await page.keyboard.press(press)
  await page.getByRole('dialog').first().waitFor()
}
const close = async (page: Page): Promise<void> => {
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

const views: readonly View[] = [
  ['lists', async (page) => await page.getByRole('listbox').first().waitFor()],
  [
    'conversation',
    async (page, { carmen }) => {
      await goTo(page, `#/active/${carmen}`)
      await page.getByRole('textbox').first().waitFor()
    },
  ],
  [
    'offer',
    async (page, { waiting }) => {
      stage.now.double.centre.offer(waiting[0] ?? 'int_none', [lucia])
      await page
        .getByRole('button', { name: /^(Aceptar|Accept)/ })
        .first()
        .waitFor()
    },
  ],
  [
    'ended',
    async (page, { elena }) => {
      await goTo(page, `#/ended/${elena}`)
      await page
        .getByRole('button', { name: /^(Marcar|Mark)/ })
        .first()
        .waitFor()
    },
  ],
  ['keys', async (page) => await inWindow(page, '?')],
  [
    'palette',
    async (page) => {
      await close(page)
      await inWindow(page, 'Control+k')
      await page.getByRole('option').first().waitFor()
    },
  ],
  [
    'settings',
    async (page) => {
      await close(page)
      await page.getByRole('button', { name: /^(Cuenta|Account)/ }).click()
      await page.getByRole('menuitem', { name: /^(Ajustes|Settings)$/ }).click()
      await page.getByRole('dialog').getByRole('tabpanel').waitFor()
    },
  ],
  [
    'team',
    async (page) => {
      await close(page)
      await goTo(page, '#/team')
      await page.getByText('Bruno Salas').first().waitFor()
    },
  ],
]

/** Each language with each contrast, each contrast and each language on each screen. */
const looks = [
  ['es', 'normal', wide],
  ['es', 'high', phone],
  ['en', 'high', wide],
  ['en', 'normal', phone],
] as const

describe('nothing stands in anybody’s way', () => {
  it.each(looks)('in %s, contrast %s, at %o', async (language, contrast, viewport) => {
    const kept: Preferences = { language, contrast }
    stage.now.double.session.preferences.set(lucia, kept)
    const scene = playScene(stage.now.double.centre)
    const page = await stage.now.open({ viewport })
    await page.locator(`html[lang=${language}][data-contrast=${contrast}]`).waitFor()
    const found: string[] = []
    for (const [name, show] of views) {
      await show(page, scene)
      found.push(...(await inTheWay(page)).map((problem) => `${name}: ${problem}`))
    }
    expect(found).toEqual([])
  })
})
