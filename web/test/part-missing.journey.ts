import { expect, it } from 'vitest'
import { playScene } from './double/scene.ts'
import { setStage } from './stage.ts'

const stage = setStage()

async function withoutParts(parts: RegExp) {
  const scene = playScene(stage.now.double.centre)
  const page = await stage.now.open()
  const asked: string[] = []
  await page.route(parts, async (route) => {
    asked.push(route.request().url())
    await route.abort()
  })
  // What was fetched ahead is forgotten.
  await page.goto('about:blank')
  await page.goto(`${stage.now.double.address}/#/active/${scene.diego}`)
  const field = page.locator('[data-composer]')
  await field.fill('Lo miro ahora')
  return { page, field, asked, come: async () => await page.unroute(parts) }
}

it('a window that cannot be fetched is missed alone, says so, and comes when it is asked for again', async () => {
  const { page, field, asked, come } = await withoutParts(/\/date-jump-[^/]*\.js$/)
  await page.keyboard.press('Escape')
  await page.keyboard.press('h')
  const missing = page.getByRole('dialog', { name: 'No se ha podido cargar' })
  await missing.waitFor()
  expect(asked).not.toEqual([])
  expect(await field.inputValue()).toBe('Lo miro ahora')
  // It can be left, and the page goes on.
  await page.keyboard.press('Escape')
  await missing.waitFor({ state: 'detached' })
  await page.keyboard.press('h')
  await missing.waitFor()
  await come()
  await missing.getByRole('button', { name: 'Intentar de nuevo' }).click()
  await page.getByRole('dialog', { name: 'Ir a una fecha' }).waitFor()
})

it('a panel that cannot be fetched says so in its place', async () => {
  const { page, field, come } = await withoutParts(/\/note-panel-[^/]*\.js$/)
  await page.getByRole('tab', { name: 'Nota' }).click()
  const again = page.getByRole('tabpanel').getByRole('button', { name: 'Intentar de nuevo' })
  await again.waitFor()
  expect(await field.inputValue()).toBe('Lo miro ahora')
  await come()
  await again.click()
  await page.getByRole('textbox', { name: 'Nota' }).waitFor()
})

it('an Enter for a list that is still on its way does not send the stroke', async () => {
  const { centre } = stage.now.double
  const scene = playScene(centre)
  const page = await stage.now.open()
  let letCome = (): void => {}
  const held = new Promise<void>((resolve) => {
    letCome = resolve
  })
  await page.route(/\/slash-list-[^/]*\.js$/, async (route) => {
    await held
    await route.continue()
  })
  await page.goto('about:blank')
  await page.goto(`${stage.now.double.address}/#/active/${scene.diego}`)
  const field = page.locator('[data-composer]')
  await field.click()
  await page.keyboard.type('/hola')
  await page.keyboard.press('Enter')
  expect(await field.inputValue()).toBe('/hola')
  letCome()
  await page.getByRole('option', { name: /^Saludo/ }).waitFor()
  await page.keyboard.press('Enter')
  await expect.poll(() => field.inputValue()).toMatch(/^Hola, Diego\./)
  const said = (centre.messages.get(scene.diego) ?? []).map(({ text }) => text)
  expect(said).not.toContain('/hola')
})

it('what is typed before the note is there is no key of the page', async () => {
  const { centre } = stage.now.double
  const scene = playScene(centre)
  const page = await stage.now.open()
  let letCome = (): void => {}
  const held = new Promise<void>((resolve) => {
    letCome = resolve
  })
  await page.route(/\/note-panel-[^/]*\.js$/, async (route) => {
    await held
    await route.continue()
  })
  await page.goto('about:blank')
  await page.goto(`${stage.now.double.address}/#/active/${scene.diego}`)
  await page.getByRole('log').waitFor()
  await page.keyboard.press('n')
  await page.getByRole('tab', { name: 'Nota', selected: true }).waitFor()
  // Transfer and the list of keys: neither opens.
  await page.keyboard.type('t?')
  letCome()
  const note = page.getByRole('textbox', { name: 'Nota' })
  await expect.poll(() => note.evaluate((element) => element === document.activeElement)).toBe(true)
  expect(await page.getByRole('dialog').count()).toBe(0)
  // There, and out of it again, everything is as ever.
  await page.keyboard.type('t')
  expect(await note.inputValue()).toBe('t')
  await note.evaluate((element) => element.blur())
  await page.keyboard.press('t')
  await page.getByRole('dialog').waitFor()
})

it('a part that was fetched ahead is there at once', async () => {
  const page = await stage.now.open()
  const address = await page.waitForFunction(
    () =>
      performance.getEntriesByType('resource').find(({ name }) => /\/key-sheet-[^/]*\.js$/.test(name))?.name,
  )
  // It has not only come, but run.
  await page.evaluate(`import(${JSON.stringify(await address.jsonValue())}).then(() => {})`)
  const isThere = await page.evaluate(async () => {
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '?', bubbles: true }))
    // What follows from the key itself and from nothing that is waited for.
    for (let count = 0; count < 20; count++) await Promise.resolve()
    return document.querySelector('[role=dialog]') !== null
  })
  expect(isThere).toBe(true)
})
