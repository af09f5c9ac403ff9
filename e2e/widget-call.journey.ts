/** What stands between a visitor and a call, on a site with the strictest policy: the part for calls, the microphone, the network. */
import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, it } from 'vitest'
import type { VisitorPage } from './widget/visitor-page.ts'
import { callAccount } from './widget/centre.ts'
import { useWidgetStage } from './widget/stage.ts'

const stage = useWidgetStage()
beforeEach(async () => await stage.set({ callAccountId: callAccount }))

/** The browser refuses the microphone in this way; null: it gives a silent one. */
async function withMicrophone(page: Page, problem: string | null): Promise<void> {
  await page.addInitScript((name) => {
    const give = async (): Promise<MediaStream> => {
      const wish = (globalThis as { microphoneProblem?: string | null }).microphoneProblem
      if (wish !== null && wish !== undefined) throw new DOMException('', wish)
      return await Promise.resolve(new MediaStreamAudioDestinationNode(new AudioContext()).stream)
    }
    Object.assign(globalThis, { microphoneProblem: name })
    navigator.mediaDevices.getUserMedia = give
  }, problem)
}

const called = (page: Page) => page.locator('.call')

async function ask(visitor: VisitorPage): Promise<void> {
  await visitor.launcher.click()
  await visitor.page.getByRole('button', { name: 'Llamar', exact: true }).click()
  await called(visitor.page).getByRole('heading', { name: 'Llamar a Luz y Barro' }).waitFor()
}

const dial = async (page: Page): Promise<void> =>
  await called(page).getByRole('button', { name: 'Llamar', exact: true }).click()

describe('a call', () => {
  it('is prepared under the strictest policy, only when it is wanted, in the page’s language', async () => {
    const visitor = await stage.open()
    const { page } = visitor
    const asked: string[] = []
    page.on('request', (request) => {
      if (request.url().startsWith(stage.centre.centre)) asked.push(new URL(request.url()).pathname)
    })
    await visitor.launcher.click()
    await page.getByRole('button', { name: 'Llamar', exact: true }).waitFor()
    expect(asked).toEqual([])
    await page.keyboard.press('Escape')
    await ask(visitor)
    expect(asked).toEqual(['/widget/v1/call.js', `/hooks/${callAccount}/config`])
    expect(await visitor.refusedByPolicy()).toEqual([])
    expect(await visitor.findings()).toEqual([])
    await page.evaluate(() => (document.documentElement.lang = 'en'))
    await called(page).getByRole('heading', { name: 'Call Luz y Barro' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Start the conversation' }).waitFor()
    expect(visitor.problems).toEqual([])
  })

  it('by script is shown, and nothing begins before the visitor says so', async () => {
    const visitor = await stage.open()
    await visitor.page.waitForFunction(() => window.Atiende !== undefined)
    await visitor.page.evaluate(() => window.Atiende?.call())
    await called(visitor.page).getByRole('heading', { name: 'Llamar a Luz y Barro' }).waitFor()
    expect(stage.host.asked).toEqual([])
  })

  it.each([
    ['NotAllowedError', 'El micrófono está bloqueado'],
    ['NotFoundError', 'No se encuentra ningún micrófono'],
    ['NotReadableError', 'No se puede usar el micrófono'],
  ])('without a microphone (%s) says why, and can be tried again', async (problem, title) => {
    const visitor = await stage.open()
    const { page } = visitor
    await withMicrophone(page, problem)
    await page.reload()
    await ask(visitor)
    await dial(page)
    await called(page).getByRole('heading', { name: title }).waitFor()
    expect(stage.host.asked).toEqual([])
    expect(await visitor.findings()).toEqual([])
    await page.evaluate(() => Object.assign(globalThis, { microphoneProblem: null }))
    await called(page).getByRole('button', { name: 'Reintentar' }).click()
    await expect.poll(() => stage.host.kept.map(({ type }) => type)).toEqual(['started'])
  })

  it('from a page that is not secure says that the chat works', async () => {
    const visitor = await stage.open()
    const { page } = visitor
    await page.addInitScript(() => Object.defineProperty(window, 'isSecureContext', { value: false }))
    await page.reload()
    await ask(visitor)
    await dial(page)
    await called(page).getByRole('heading', { name: 'Desde esta página no se puede llamar' }).waitFor()
    expect(await called(page).getByRole('button', { name: 'Reintentar' }).isVisible()).toBe(false)
    await called(page).getByRole('button', { name: 'Volver al chat' }).click()
    await page.getByRole('button', { name: 'Empezar a conversar' }).waitFor()
  })

  it('without a network says so, and goes out when it is back', async () => {
    const visitor = await stage.open()
    const { page } = visitor
    await withMicrophone(page, null)
    await page.reload()
    await ask(visitor)
    stage.centre.goAway()
    await dial(page)
    await called(page).getByRole('heading', { name: 'No hay conexión' }).waitFor()
    stage.centre.comeBack()
    await called(page).getByRole('button', { name: 'Reintentar' }).click()
    await expect.poll(() => stage.host.kept.map(({ type }) => type)).toEqual(['started'])
    expect(await visitor.refusedByPolicy()).toEqual([])
  })

  it('that cannot be prepared says so beside the chat', async () => {
    const visitor = await stage.open()
    await visitor.launcher.click()
    stage.centre.goAway()
    await visitor.page.getByRole('button', { name: 'Llamar', exact: true }).click()
    await visitor.page.getByText('No se ha podido preparar la llamada.').waitFor()
    stage.centre.comeBack()
    await visitor.page.getByRole('button', { name: 'Llamar', exact: true }).click()
    await called(visitor.page).getByRole('heading', { name: 'Llamar a Luz y Barro' }).waitFor()
    expect(await visitor.page.getByText('No se ha podido preparar la llamada.').isVisible()).toBe(false)
  })
})
