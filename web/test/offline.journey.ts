import { expect, it } from 'vitest'
import { playScene } from './double/scene.ts'
import { setStage } from './stage.ts'

const stage = setStage()

it('off the network is said at once, what is written then waits, and it goes when the network is back', async () => {
  const { centre, address } = stage.now.double
  const scene = playScene(centre)
  const page = await stage.now.open()
  await page.goto(`${address}/#/active/${scene.diego}`)
  const field = page.locator('[data-composer]')
  await field.waitFor()
  // A line that stays silently open, as when a cable is pulled: only the browser knows.
  await page.context().setOffline(true)
  await page.getByText('Sin conexión.').waitFor({ timeout: 1_000 })
  await field.fill('Enseguida se lo digo')
  await field.press('Enter')
  await page.getByText('1 mensaje en cola: se envía al volver la conexión.').waitFor()
  const said = (): readonly string[] => (centre.messages.get(scene.diego) ?? []).map(({ text }) => text)
  expect(said()).not.toContain('Enseguida se lo digo')
  await page.context().setOffline(false)
  await expect.poll(said).toContain('Enseguida se lo digo')
  await page.getByText('Sin conexión.').waitFor({ state: 'detached' })
})

it('what cannot be fetched off the network says so instead of waiting for good', async () => {
  const { centre, address } = stage.now.double
  const scene = playScene(centre)
  const page = await stage.now.open()
  await page.goto(`${address}/#/active/${scene.diego}`)
  await page.locator('[data-composer]').waitFor()
  // The window itself is there; what it shows is asked for when it is opened.
  await page.waitForFunction(() =>
    performance.getEntriesByType('resource').some(({ name }) => /\/case-history-[^/]*\.js$/.test(name)),
  )
  await page.context().setOffline(true)
  await page.getByText('Sin conexión.').waitFor()
  await page.getByRole('tab', { name: 'Caso' }).click()
  await page.getByRole('button', { name: 'Historial' }).click()
  const history = page.getByRole('dialog')
  await history.getByRole('button', { name: 'Intentar de nuevo' }).waitFor()
  await page.context().setOffline(false)
  await history.getByRole('button', { name: 'Intentar de nuevo' }).waitFor({ state: 'detached' })
  expect(await history.count()).toBe(1)
})
