import type { BrowserContext, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { bruno, lucia, sales } from './double/configuration.ts'
import { playScene } from './double/scene.ts'
import { inTheWay, phone, setStage, type OpenOptions } from './stage.ts'

const stage = setStage()

type Ears = {
  readonly contexts: readonly AudioContext[]
  readonly analysers: readonly AnalyserNode[]
  /** The loudest that was heard since the last time. */
  loudest: number
}

/** Listens to everything that goes to the loudspeaker, as a real signal and not as a call. */
async function listen(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const ears = { contexts: [] as AudioContext[], analysers: [] as AnalyserNode[], loudest: 0 }
    Object.assign(globalThis, { ears })
    // oxlint-disable-next-line typescript/unbound-method -- called with its own `this` below.
    const connect = AudioNode.prototype.connect
    AudioNode.prototype.connect = function listened(this: AudioNode, ...to: never[]) {
      const [target] = to as unknown as [AudioNode]
      const heard = this.context
      if (target === heard.destination && heard instanceof AudioContext) {
        ears.contexts.push(heard)
        const analyser = new AnalyserNode(heard, { fftSize: 2048 })
        ears.analysers.push(analyser)
        Reflect.apply(connect, this, [analyser])
        const wave = new Float32Array(analyser.fftSize)
        const hear = (): void => {
          analyser.getFloatTimeDomainData(wave)
          ears.loudest = Math.max(
            ears.loudest,
            Math.sqrt(wave.reduce((sum, x) => sum + x * x, 0) / wave.length),
          )
          if (heard.state !== 'closed') setTimeout(hear, 10)
        }
        hear()
      }
      return Reflect.apply(connect, this, to)
    } as typeof connect
  })
}

const loudest = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const { ears } = globalThis as unknown as { ears: Ears }
    const heard = ears.loudest
    ears.loudest = 0
    return heard
  })
const now = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const { ears } = globalThis as unknown as { ears: Ears }
    const rms = (analyser: AnalyserNode): number => {
      const wave = new Float32Array(analyser.fftSize)
      analyser.getFloatTimeDomainData(wave)
      return Math.sqrt(wave.reduce((sum, x) => sum + x * x, 0) / wave.length)
    }
    return Math.max(0, ...ears.analysers.map(rms))
  })

/** A day under way: the agent is ready, and offers can be made. */
const open = async (options: OpenOptions = {}): Promise<Page> => {
  playScene(stage.now.double.centre)
  return await stage.now.open(options)
}
const offerOne = (name = 'Nuria Casas') => {
  const { centre } = stage.now.double
  const id = centre.arrives({ name, queueId: sales, text: 'Mi clave es 1234' })
  centre.offer(id, [lucia])
  return id
}
const card = (page: Page, name = 'Nuria Casas') => page.getByRole('article', { name })
const shownNotes = (page: Page): Promise<readonly { title: string; body: string }[]> =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready
    return (await registration.getNotifications()).map(({ title, body }) => ({ title, body }))
  })
/** The person looks at something else: another window is in front. */
const lookAway = (page: Page): Promise<void> =>
  page.evaluate(() => {
    Object.defineProperty(document, 'hasFocus', { value: () => false, configurable: true })
    globalThis.dispatchEvent(new Event('blur'))
  })

describe('the sound of an offer', () => {
  it('is really made, repeated while the offer is open, and over at once when it is gone', async () => {
    const page = await open()
    await listen(page.context())
    await page.reload()
    await page.getByRole('button', { name: /^Estado:/ }).waitFor()
    await page.keyboard.press('Shift')
    offerOne()
    await card(page).waitFor()
    await expect.poll(() => loudest(page)).toBeGreaterThan(0.01)
    await expect.poll(() => now(page)).toBeLessThan(0.001)
    await loudest(page)
    await expect.poll(() => loudest(page), { timeout: 9_000 }).toBeGreaterThan(0.004)
    await page.keyboard.press('x')
    await card(page).waitFor({ state: 'detached' })
    await expect.poll(() => now(page)).toBeLessThan(0.001)
  })

  it('is made by one of two open tabs', async () => {
    const page = await open()
    await listen(page.context())
    await page.reload()
    await page.getByRole('button', { name: /^Estado:/ }).waitFor()
    const other = await page.context().newPage()
    await other.goto(page.url())
    await other.getByRole('button', { name: /^Estado:/ }).waitFor()
    await page.keyboard.press('Shift')
    await expect.poll(() => page.evaluate(async () => (await navigator.locks.query()).held?.length)).toBe(1)
    await other.keyboard.press('Shift')
    offerOne()
    await Promise.all([card(page).waitFor(), card(other).waitFor()])
    await expect.poll(() => loudest(page)).toBeGreaterThan(0.01)
    expect(await loudest(other)).toBe(0)
  })

  it('is tried out at the beginning, once', async () => {
    const page = await open()
    await listen(page.context())
    await page.reload()
    await page.getByRole('button', { name: 'Probar sonido' }).click()
    await page.getByText('Acaba de sonar.', { exact: false }).waitFor()
    await expect.poll(() => loudest(page)).toBeGreaterThan(0.01)
    expect(await inTheWay(page)).toEqual([])
    await page.reload()
    await page.getByRole('button', { name: /^Estado:/ }).waitFor()
    expect(await page.getByRole('button', { name: 'Probar sonido' }).count()).toBe(0)
  })

  it('that the browser does not allow yet is said, not pretended', async () => {
    const page = await open()
    // The tools that drive this browser count as a touch.
    await page.addInitScript(() =>
      Object.defineProperty(Navigator.prototype, 'userActivation', {
        get: () => ({ hasBeenActive: false, isActive: false }),
      }),
    )
    await page.reload()
    await page.getByRole('button', { name: /^Estado:/ }).waitFor()
    offerOne()
    await expect.poll(() => page.getByText('Hay una oferta sin sonido', { exact: false }).count()).toBe(1)
  })
})

describe('a notification of the browser', () => {
  it('names customer and queue and never what was written, and goes with the offer', async () => {
    const page = await open({ permissions: ['notifications'] })
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
    await lookAway(page)
    const id = offerOne()
    await expect
      .poll(() => shownNotes(page))
      .toEqual([{ title: 'Nuria Casas', body: 'Nueva interacción en Ventas' }])
    const offer = stage.now.double.centre.must(id).state
    expect(offer.name).toBe('offered')
    stage.now.double.centre.act(bruno, id, { type: 'pulled', agentId: bruno })
    await expect.poll(() => shownNotes(page)).toEqual([])
  })

  it('is not shown while somebody looks', async () => {
    const page = await open({ permissions: ['notifications'] })
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
    offerOne()
    await card(page).waitFor()
    expect(await shownNotes(page)).toEqual([])
  })

  it('leads to the card, which takes the focus', async () => {
    const page = await open({ permissions: ['notifications'] })
    for (const name of ['Uno', 'Dos', 'Tres', 'Cuatro', 'Nuria Casas']) offerOne(name)
    await page.getByRole('button', { name: '2 más' }).waitFor()
    const state = [...stage.now.double.centre.interactions.values()].find(
      ({ contact }) => contact.name === 'Nuria Casas',
    )?.state
    const offerId = state?.name === 'offered' ? state.offers[0]?.id : undefined
    // As the service worker says it when the notification is pressed.
    await page.evaluate((id) => {
      const pressed = new MessageEvent('message', {
        data: { type: 'pressed', interactionId: null, offerId: id },
      })
      navigator.serviceWorker.dispatchEvent(pressed)
    }, offerId)
    await card(page).waitFor()
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.querySelector('h2')?.textContent))
      .toBe('Nuria Casas')
  })
})

/** Hands pushes to the service worker as the browser's push service would, also when no page is open. */
async function pusher(page: Page): Promise<(news: object) => Promise<unknown>> {
  const line = await page.context().newCDPSession(page)
  const registrationId = await new Promise<string>((resolve) => {
    line.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [found] = registrations
      if (found) resolve(found.registrationId)
    })
    void line.send('ServiceWorker.enable')
  })
  const origin = stage.now.double.address
  return async (news) =>
    await line.send('ServiceWorker.deliverPushMessage', {
      origin,
      registrationId,
      data: JSON.stringify(news),
    })
}

const offerNews = {
  type: 'offer',
  language: 'es',
  interactionId: 'int_1',
  offerId: 'off_1',
  name: 'Nuria Casas',
  queue: 'Ventas',
  channel: 'web-chat',
}

describe('a push', () => {
  it('is shown while the page is closed, in its language, and goes when the offer ends', async () => {
    const page = await open({ permissions: ['notifications'] })
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
    const push = await pusher(page)
    await page.goto('about:blank')
    const soon = Date.now() + 4_000
    await push({ ...offerNews, untilAt: Date.now() + 60_000 })
    await push({ ...offerNews, offerId: 'off_2', name: 'Otro', language: 'en', untilAt: soon })
    await page.goto(stage.now.double.address)
    const titles = async () =>
      (await shownNotes(page)).map(({ title, body }) => `${title}: ${body}`).toSorted()
    await expect
      .poll(titles)
      .toEqual(['Nuria Casas: Nueva interacción en Ventas', 'Otro: New interaction in Ventas'])
    await expect.poll(titles, { timeout: 9_000 }).toEqual(['Nuria Casas: Nueva interacción en Ventas'])
  })

  it('is not shown over a page that somebody sees, but for the one that was asked for', async () => {
    const page = await open({ permissions: ['notifications'] })
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
    const push = await pusher(page)
    await push({ ...offerNews, untilAt: Date.now() + 60_000 })
    await push({ type: 'test', language: 'en' })
    await expect
      .poll(() => shownNotes(page))
      .toEqual([{ title: 'Atiende', body: 'This is how notifications come.' }])
  })
})

describe('the settings of alerts', () => {
  const openThem = async (page: Page): Promise<void> => {
    await page.getByRole('button', { name: /Cuenta/ }).click()
    await page.getByRole('menuitem', { name: 'Avisos' }).click()
    await page.getByRole('switch', { name: 'Sonido' }).waitFor()
  }

  it.each([
    ['allowed', { permissions: ['notifications'] }],
    ['on a phone', { viewport: phone, permissions: ['notifications'] }],
  ])('stand in nobody’s way, %s', async (_, options) => {
    const page = await open(options)
    await openThem(page)
    expect(await inTheWay(page)).toEqual([])
  })

  it('choose a tone for a channel, and sound it', async () => {
    const page = await open()
    await listen(page.context())
    await page.reload()
    await page.getByRole('button', { name: /^Estado:/ }).waitFor()
    await openThem(page)
    await page.getByRole('combobox', { name: 'Tono de Chat web' }).selectOption('bell')
    await expect.poll(() => loudest(page)).toBeGreaterThan(0.01)
    await expect
      .poll(() => stage.now.double.session.preferences.get(lucia)?.sounds?.['web-chat'])
      .toEqual({ on: true, tone: 'bell' })
  })

  it('stay on when the browser’s question is waved away', async () => {
    const page = await open()
    await page.addInitScript(() => {
      Object.defineProperty(Notification, 'permission', { get: () => 'default' })
      Notification.requestPermission = () => {
        document.title = 'asked'
        return Promise.resolve('default')
      }
    })
    await page.reload()
    await page.getByRole('button', { name: /^Estado:/ }).waitFor()
    await openThem(page)
    const { preferences } = stage.now.double.session
    await page.getByText('Avisos del navegador').click()
    await expect.poll(() => page.title()).toBe('asked')
    // What is saved later has come: nothing was saved before.
    await page.getByText('Sonido', { exact: true }).click()
    await expect.poll(() => preferences.get(lucia)?.sound).toBe(false)
    expect(preferences.get(lucia)?.notifications).toBeUndefined()
  })

  it('say what happens and where it is undone when the browser blocks notifications', async () => {
    const page = await open()
    await page.addInitScript(() => Object.defineProperty(Notification, 'permission', { get: () => 'denied' }))
    await page.reload()
    await page.getByRole('button', { name: /^Estado:/ }).waitFor()
    await openThem(page)
    await expect.poll(() => page.getByText('Bloqueados en el navegador', { exact: false }).count()).toBe(1)
  })
})
