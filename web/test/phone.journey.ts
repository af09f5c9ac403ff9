/** The page on a phone, by finger: one column at a time, room for every finger, nothing cut off; and without motion where none is wanted. */
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { lucia } from './double/configuration.ts'
import { playScene } from './double/scene.ts'
import { inTheWay, setStage } from './stage.ts'

const stage = setStage()
const small = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }

/** What can be pressed and is smaller than a finger, unless it stands in a line of text. */
const tooSmall = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [
      ...document.querySelectorAll<HTMLElement>(
        'button, [role=button], [role=tab], [role=option], [role=switch]',
      ),
    ]
      .filter((target) => target.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
      .map((target) => ({ target, box: target.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 1 && (box.width < 43.5 || box.height < 43.5))
      .map(
        ({ target, box }) =>
          `${target.getAttribute('aria-label') ?? target.textContent} ${Math.round(box.width)}×${Math.round(box.height)}`,
      ),
  )
const isCut = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > innerWidth)

describe('on a phone', () => {
  it('one can really work: open, answer, look at the contact, go back, take an offer', async () => {
    const { carmen, waiting } = playScene(stage.now.double.centre)
    const page = await stage.now.open(small)
    expect(await tooSmall(page)).toEqual([])
    await page.getByRole('option', { name: /Carmen Ortega/ }).tap()
    const composer = page.getByRole('textbox', { name: /mensaje/i })
    await composer.tap()
    await page.keyboard.type('Hecho')
    await page.getByRole('button', { name: 'Enviar' }).tap()
    await page.getByText('Hecho', { exact: true }).last().waitFor()
    expect(await tooSmall(page)).toEqual([])
    expect(await isCut(page)).toBe(false)

    await page.getByRole('button', { name: 'Ver contacto y caso' }).tap()
    const sheet = page.getByRole('dialog', { name: 'Contacto y caso' })
    await sheet.getByText('carmen.ortega@example.org').waitFor()
    await sheet.getByRole('button', { name: 'Cerrar' }).tap()
    await sheet.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: /Volver/ }).tap()
    await page.getByRole('option', { name: /Carmen Ortega/ }).waitFor()
    expect(new URL(page.url()).hash).not.toContain(carmen)

    stage.now.double.centre.offer(waiting[0] ?? 'int_none', [lucia])
    await page.getByRole('button', { name: /^Aceptar/ }).tap()
    await composer.waitFor()
    expect(await isCut(page)).toBe(false)
  })

  it('the palette and the settings have room too', async () => {
    playScene(stage.now.double.centre)
    const page = await stage.now.open(small)
    await page.getByRole('button', { name: 'Buscar y hacer' }).tap()
    await page.getByRole('dialog', { name: 'Buscar y hacer' }).getByRole('option').first().waitFor()
    expect(await tooSmall(page)).toEqual([])
    await page.keyboard.type('ajustes')
    await page.getByRole('option', { name: 'Ajustes' }).first().tap()
    await page.getByRole('tabpanel', { name: 'Apariencia' }).waitFor()
    expect(await tooSmall(page)).toEqual([])
    expect(await isCut(page)).toBe(false)
    expect(await inTheWay(page)).toEqual([])
  })
})

describe('zoomed', () => {
  it.each([
    ['200 %', { width: 720, height: 450 }],
    ['400 %', { width: 320, height: 256 }],
  ])('to %s nothing is cut off, and the conversation can be read and answered', async (_, viewport) => {
    const { carmen } = playScene(stage.now.double.centre)
    const page = await stage.now.open({ at: `#/active/${carmen}`, viewport })
    const composer = page.getByRole('textbox', { name: /mensaje/i })
    await composer.waitFor()
    expect(await isCut(page)).toBe(false)
    const log = await page.getByRole('log').first().boundingBox()
    expect(log?.height).toBeGreaterThan(100)
    await composer.fill('Hecho')
    await page.keyboard.press('Enter')
    await page.getByText('Hecho', { exact: true }).last().waitFor()
  })
})

it('nothing moves by itself where no motion is wanted', async () => {
  const { carmen, waiting } = playScene(stage.now.double.centre)
  const page = await stage.now.open({ at: `#/active/${carmen}`, reducedMotion: 'reduce' })
  stage.now.double.centre.offer(waiting[0] ?? 'int_none', [lucia])
  await page.getByRole('button', { name: /^Aceptar/ }).waitFor()
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Teclas' }).waitFor()
  const moving = await page.evaluate(() => ({
    animations: document.getAnimations().length,
    styles: [...document.querySelectorAll('*')].filter((element) => {
      const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(element)
      return (
        animationName !== 'none' || !/^0s(, 0s)*$/.test(transitionDuration) || scrollBehavior === 'smooth'
      )
    }).length,
  }))
  expect(moving).toEqual({ animations: 0, styles: 0 })
})
