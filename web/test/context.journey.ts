import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { playScene } from './double/scene.ts'
import { inTheWay, phone, setStage, tablet, wide } from './stage.ts'

const stage = setStage()

async function openCarmen(viewport: typeof wide): Promise<Page> {
  const { carmen } = playScene(stage.now.double.centre)
  const page = await stage.now.open({ at: `#/active/${carmen}`, viewport })
  await page.getByLabel('Mensaje para Carmen Ortega').waitFor()
  await page.keyboard.press('Escape')
  return page
}
const shown = (page: Page, name: string) => page.getByRole('tabpanel', { name })
const isFocusIn = (page: Page, name: string): Promise<boolean> =>
  shown(page, name).evaluate((panel) => panel.contains(document.activeElement))

describe('the tabs beside the conversation', () => {
  it('are reached by keys and by arrows, keep the disposition in sight, and are remembered', async () => {
    const page = await openCarmen(wide)
    await shown(page, 'Contacto').getByText('carmen.ortega@example.org').waitFor()
    const tipify = page.getByRole('region', { name: 'Tipificación' })
    for (const [key, name] of [
      ['o', 'Caso'],
      ['y', 'Respuestas'],
      ['i', 'Contacto'],
      ['o', 'Caso'],
    ] as const) {
      await page.keyboard.press(key)
      await shown(page, name).waitFor()
      await expect.poll(() => isFocusIn(page, name)).toBe(true)
      expect(await tipify.isVisible()).toBe(true)
      // What has the focus there may be a field, whose letters are letters.
      if (name === 'Respuestas')
        await page.waitForFunction(() => document.activeElement?.matches('[data-context-focus]'))
      await page.evaluate(() => (document.activeElement as HTMLElement).blur())
    }
    expect(await inTheWay(page)).toEqual([])
    await page.getByRole('tab', { name: 'Caso' }).focus()
    await page.keyboard.press('ArrowLeft')
    await shown(page, 'Contacto').waitFor()
    await page.keyboard.press('ArrowRight')
    await shown(page, 'Caso').waitFor()
    await page.reload()
    await shown(page, 'Caso').getByText('A-20718').waitFor()
  })

  it('unfold the column when it is folded away', async () => {
    const page = await openCarmen(wide)
    await page.keyboard.press('p')
    await page.getByRole('tab', { name: 'Caso' }).waitFor({ state: 'detached' })
    await page.keyboard.press('o')
    await shown(page, 'Caso').getByText('A-20718').waitFor()
    await expect.poll(() => isFocusIn(page, 'Caso')).toBe(true)
    await page.keyboard.press('p')
    await page.getByRole('tab', { name: 'Caso' }).waitFor({ state: 'detached' })
  })

  it.each([
    ['drawer', tablet],
    ['sheet', phone],
  ] as const)('come in a %s where there is less room', async (_, viewport) => {
    const page = await openCarmen(viewport)
    await page.keyboard.press('o')
    const dialog = page.getByRole('dialog', { name: 'Contacto y caso' })
    await dialog.getByText('A-20718').waitFor()
    await expect.poll(() => isFocusIn(page, 'Caso')).toBe(true)
    expect(await dialog.getByRole('region', { name: 'Tipificación' }).isVisible()).toBe(true)
    expect(await inTheWay(page)).toEqual([])
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
  })
})
