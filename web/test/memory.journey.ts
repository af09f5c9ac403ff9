import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { support } from './double/configuration.ts'
import { setStage } from './stage.ts'

const stage = setStage()
const handled = 6

async function handleOne(page: Page, name: string): Promise<void> {
  const { centre } = stage.now.double
  const id = centre.arrives({ name, queueId: support, text: '¿Cuándo llega mi pedido?' })
  await page.getByRole('article', { name }).waitFor()
  await page.keyboard.press('a')
  const field = page.locator(`[data-composer="${id}"]`)
  await field.focus()
  await page.keyboard.insertText('Mañana.')
  await page.keyboard.press('Enter')
  await page.getByRole('log').getByText('Mañana.').waitFor()
  centre.customerLeaves(id)
  await page.getByRole('button', { name: /^Marcar como terminado/ }).waitFor()
  await page.keyboard.press('f')
  await expect.poll(() => field.count()).toBe(0)
}

/** Composers that are in memory and not on the screen. */
async function lostComposers(page: Page): Promise<number> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('HeapProfiler.collectGarbage')
  const { result } = await devtools.send('Runtime.evaluate', { expression: 'HTMLTextAreaElement.prototype' })
  const { objects } = await devtools.send('Runtime.queryObjects', {
    prototypeObjectId: result.objectId ?? '',
  })
  const { result: count } = await devtools.send('Runtime.callFunctionOn', {
    objectId: objects.objectId ?? '',
    functionDeclaration:
      'function () { return this.filter((field) => "composer" in field.dataset && !field.isConnected).length }',
    returnByValue: true,
  })
  await devtools.detach()
  return Number(count.value)
}

it('a composer that left the screen leaves the memory, also in the middle of a transition', async () => {
  const page = await stage.now.open({ reducedMotion: 'no-preference' })
  await page.keyboard.press('v')
  await page.getByRole('button', { name: /^Estado: Disponible/ }).waitFor()
  // So slow that the composer goes in the middle of it each time.
  await page.evaluate(() => document.documentElement.style.setProperty('--quick', '60s linear'))
  for (let number = 1; number <= handled; number += 1) await handleOne(page, `Cliente ${number}`)
  // React remembers where the caret was last, and what it drew before.
  await expect.poll(() => lostComposers(page)).toBeLessThanOrEqual(2)
})
