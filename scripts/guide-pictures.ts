/**
 * `node scripts/guide-pictures.ts`: takes the pictures of the agent's guide and of the README from the real product with the demo's centre in it, in
 * the light and in the dark. To be run again when a view has changed.
 */
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import type { Preferences } from '#protocol/workspace.ts'
import { openAlbum, takePng } from './guide/album.ts'
import { openShop, phone } from './guide/shop.ts'
import { openConversation, phoneViews, press, wideViews, type View } from './guide/views.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const images = path.join(root, 'docs', 'images')

const built = spawnSync(process.execPath, [path.join(root, 'scripts', 'build.ts')], { stdio: 'inherit' })
if (built.status !== 0) process.exit(built.status ?? 1)

const album = openAlbum(path.join(images, 'guide'))
const shop = await openShop()

async function walk(page: Page, views: readonly View[]): Promise<void> {
  for (const view of views) {
    await view.show(page)
    await album.take(page, view.name)
    await view.leave?.(page)
  }
}

async function prefer(page: Page, wish: Partial<Preferences>): Promise<void> {
  await page.evaluate(async (body) => {
    const headers = { 'content-type': 'application/json' }
    await fetch('/api/v1/me/preferences', { method: 'PATCH', headers, body })
  }, JSON.stringify(wish))
  const { language = 'es', contrast = 'normal' } = wish
  await page.locator(`html[lang=${language}][data-contrast=${contrast}]`).waitFor()
}

/** Two offers come at once: pictures of them, then both are taken, and no more come, for that is as much as may be at once. */
async function offers(lucia: Page, small: Page): Promise<void> {
  const accept = lucia.getByRole('button', { name: /^Aceptar/ })
  await accept.nth(1).waitFor()
  await album.take(lucia, 'offers')
  await album.take(small, 'phone-offer')
  await takePng(lucia, path.join(images, 'workspace.png'))
  for (let left = 2; left > 0; left -= 1) {
    // Right after cards have moved a press is not taken.
    await lucia.waitForTimeout(1_000)
    await accept.last().click()
    await accept.nth(left - 1).waitFor({ state: 'detached' })
  }
}

async function colleagues(lucia: Page, ready: Page | undefined): Promise<void> {
  if (ready) await press(ready, 'v')
  await press(lucia, 'c')
  await lucia.getByRole('heading', { name: 'Colas' }).waitFor()
  await album.take(lucia, 'colleagues')
}

try {
  const others: Page[] = []
  for (const person of ['Andrés Molina', 'Noelia Iglesias', 'Diego Fuentes', 'Omar Benali'])
    others.push(await shop.signIn(person))
  // What waits is for her to be offered.
  for (const page of others) await press(page, 'v')
  // She comes last: offers wait for nobody.
  const lucia = await shop.signIn('Lucía Navarro')
  const small = await shop.alsoIn(lucia, {
    viewport: phone,
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
  })
  await openConversation(lucia, 0)
  await offers(lucia, small)
  await album.take(small, 'phone-list')
  await openConversation(lucia, 0)
  await walk(lucia, wideViews)
  await lucia.locator('textarea[data-composer]').focus()
  await prefer(lucia, { contrast: 'high' })
  await album.take(lucia, 'high-contrast')
  await prefer(lucia, { contrast: 'normal', language: 'en' })
  await album.take(lucia, 'english')
  await prefer(lucia, { language: 'es' })
  await walk(small, phoneViews)
  await colleagues(lucia, others[2])
} finally {
  await shop.close()
}

const { count, sizeBytes } = await album.develop()
process.stdout.write(`${count} pictures, ${(sizeBytes / 1e6).toFixed(2)} MB\n`)
