/** The columns: resized by mouse and by keyboard, folded away, kept on the server, followed by another device. */
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { lucia } from './double/configuration.ts'
import { playScene } from './double/scene.ts'
import { inTheWay, setStage } from './stage.ts'

const stage = setStage()
const widthOf = async (page: Page, id: string): Promise<number> =>
  Math.round((await page.locator(`#${id}`).boundingBox())?.width ?? 0)
const kept = () => stage.now.double.session.preferences.get(lucia)?.layout

async function openCarmen(): Promise<Page> {
  const { carmen } = playScene(stage.now.double.centre)
  const page = await stage.now.open({ at: `#/active/${carmen}` })
  await page.getByRole('complementary').waitFor()
  return page
}

describe('a column', () => {
  it('is dragged by the mouse, kept once the hand rests, and reset by a double click', async () => {
    const page = await openCarmen()
    const handle = page.getByRole('separator', { name: 'Ancho de la lista' })
    expect(await widthOf(page, 'column-list')).toBe(352)
    const box = await handle.boundingBox()
    const [x, y] = [(box?.x ?? 0) + (box?.width ?? 0) / 2, 400]
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x + 60, y)
    await page.mouse.move(x + 100, y)
    expect(await widthOf(page, 'column-list')).toBe(452)
    expect(kept()).toBeUndefined()
    await page.mouse.up()
    await expect.poll(kept).toEqual({ listWidth: 452 })
    await handle.dblclick()
    await expect.poll(kept).toEqual({})
    expect(await widthOf(page, 'column-list')).toBe(352)
  })

  it('is moved by the keyboard within its bounds, and says where it is', async () => {
    const page = await openCarmen()
    const handle = page.getByRole('separator', { name: 'Ancho de contacto y caso' })
    await handle.focus()
    await page.keyboard.press('ArrowLeft')
    expect(await widthOf(page, 'column-context')).toBe(360)
    expect(await handle.getAttribute('aria-valuenow')).toBe('360')
    await page.keyboard.press('Shift+ArrowRight')
    await expect.poll(() => widthOf(page, 'column-context')).toBe(296)
    await page.keyboard.press('Home')
    await expect.poll(() => handle.getAttribute('aria-valuenow')).toBe('280')
    await page.keyboard.press('ArrowRight')
    expect(await handle.getAttribute('aria-valuenow')).toBe('280')
    await page.keyboard.press('End')
    await expect.poll(() => handle.getAttribute('aria-valuenow')).toBe('720')
    // The conversation keeps its least width, whatever was asked for.
    expect((await page.getByRole('textbox', { name: /mensaje/i }).boundingBox())?.width).toBeGreaterThan(250)
    await expect.poll(kept).toEqual({ contextWidth: 720 })
  })

  it('is folded away and shown again by key, by Enter on its handle and by button; the focus is not lost', async () => {
    const page = await openCarmen()
    await page.keyboard.press('p')
    await page.getByRole('complementary').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Mostrar contacto y caso' }).click()
    await page.getByRole('complementary').waitFor()
    await page.getByRole('separator', { name: 'Ancho de la lista' }).focus()
    await page.keyboard.press('Enter')
    await page.locator('#column-list').waitFor({ state: 'hidden' })
    await expect.poll(() => page.evaluate(() => document.activeElement === document.body)).toBe(false)
    expect(await inTheWay(page)).toEqual([])
    // Its keys still move.
    await page.keyboard.press('j')
    await page.keyboard.press('0')
    await page.locator('#column-list').waitFor()
    await expect.poll(kept).toMatchObject({ isListCollapsed: false, isContextCollapsed: false })
  })
})

describe('two devices of one agent', () => {
  it('follow each other: columns, looks, language and keys', async () => {
    const page = await openCarmen()
    const other = await stage.now.open()
    await page.getByRole('separator', { name: 'Ancho de la lista' }).focus()
    await page.keyboard.press('Home')
    await expect.poll(() => widthOf(other, 'column-list')).toBe(240)
    await other.keyboard.press('0')
    await page.locator('#column-list').waitFor({ state: 'hidden' })

    await other.keyboard.press('Control+k')
    await other.keyboard.type('contraste: alto')
    await other.getByRole('option', { name: 'Contraste: Alto' }).waitFor()
    await other.keyboard.press('Enter')
    await page.locator('html[data-contrast=high]').waitFor()
    await other.keyboard.press('Control+k')
    await other.keyboard.type('english')
    await other.getByRole('option', { name: 'Idioma: English' }).waitFor()
    await other.keyboard.press('Enter')
    await page.locator('html[lang=en]').waitFor()
    await page.getByRole('button', { name: 'Show the list' }).waitFor()
  })
})
