import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import type { InteractionId } from '#core/id.ts'
import { callsOf, giveVoice } from './double/call.ts'
import { bruno, lucia, marta, sales } from './double/configuration.ts'
import { oggOpus } from './double/ogg-opus.ts'
import { record, recordingsOf } from './double/recording.ts'
import { inTheWay, phone, setStage, type OpenOptions } from './stage.ts'

const stage = setStage()

const marks = [
  { atMs: 0, what: 'recorded', agentId: null },
  { atMs: 20_000, what: 'held', agentId: null },
  { atMs: 20_000, what: 'consulting', agentId: null },
  { atMs: 34_000, what: 'resumed', agentId: null },
  { atMs: 51_000, what: 'paused', agentId: null },
  { atMs: 60_000, what: 'recorded', agentId: null },
  { atMs: 75_000, what: 'handed-over', agentId: bruno },
] as const

/** A call that is over, and what was recorded of it. */
function overCall(more: Parameters<typeof record>[2] = { marks }): InteractionId {
  const { centre } = stage.now.double
  giveVoice(centre)
  const callId = callsOf(centre).arrives('Rosa Landa', sales, lucia)
  const { interactionId } = callsOf(centre).must(callId).call
  if (!interactionId) throw new Error('There is no interaction.')
  centre.act(lucia, interactionId, { type: 'ended', by: 'agent' })
  record(centre, interactionId, more)
  return interactionId
}

async function open(id: InteractionId, options: OpenOptions = {}): Promise<Page> {
  const page = await stage.now.open({ at: `#/ended/${id}`, ...options })
  // Sound is fetched and decoded: that takes what it takes.
  page.setDefaultTimeout(30_000)
  return page
}

const slider = (page: Page) => page.getByRole('slider', { name: /^(Posición|Position)$/ })
const place = (page: Page): Promise<string> =>
  slider(page)
    .getAttribute('aria-valuetext')
    .then((text) => text ?? '')
const listen = (page: Page): Promise<void> =>
  page.getByRole('button', { name: /^(Escuchar la grabación|Listen to the recording)/ }).click()
/** How many of the lane's bars are higher than silence. */
const drawn = (page: Page, lane: 0 | 1): Promise<number> =>
  slider(page).evaluate(
    (element, n) =>
      [
        ...(element.querySelectorAll('svg')[n * 2]?.querySelector('path')?.getAttribute('d') ?? '').matchAll(
          /v([\d.]+)/g,
        ),
      ].filter(([, height]) => Number(height) > 0.2).length,
    lane,
  )

const patience = { timeout: 60_000 }

describe('the recording of a call', () => {
  it('is not fetched before it is asked for, then plays and shows who talked when', async () => {
    const id = overCall()
    const page = await open(id)
    await page.getByText('01:35').waitFor()
    expect(recordingsOf(stage.now.double.centre).heard).toEqual([])
    await listen(page)
    await page.getByRole('button', { name: 'Pausa', exact: true }).waitFor()
    await expect.poll(() => drawn(page, 0), patience).toBeGreaterThan(20)
    await expect.poll(() => drawn(page, 1), patience).toBeGreaterThan(20)
    await page.getByText('Queda registrado quién escucha').waitFor()
    await expect.poll(async () => await page.getByText(/^00:0[1-9]/).count(), patience).toBe(1)
    await page.getByRole('button', { name: 'Pausa', exact: true }).click()
    await page.getByRole('button', { name: 'Reproducir' }).waitFor()
    expect(await page.getByRole('link', { name: 'Descargar' }).count()).toBe(0)
    expect(await inTheWay(page)).toEqual([])
  })

  it('is gone through by keyboard, and says where it is', async () => {
    const page = await open(overCall())
    await page.getByRole('button', { name: /^Escuchar la grabación/ }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Pausa', exact: true }).waitFor()
    await slider(page).focus()
    await page.keyboard.press('Space')
    await page.getByRole('button', { name: 'Reproducir' }).waitFor()
    await page.keyboard.press('Home')
    expect(await place(page)).toBe('00:00 de 01:35')
    for (const [key, there] of [
      ['ArrowRight', '00:05 de 01:35'],
      ['ArrowRight', '00:10 de 01:35'],
      ['ArrowLeft', '00:05 de 01:35'],
      ['PageUp', '00:35 de 01:35'],
      ['ArrowLeft', '00:30 de 01:35, Cliente en espera'],
      ['End', '01:35 de 01:35'],
      ['PageDown', '01:05 de 01:35'],
    ] as const) {
      await page.keyboard.press(key)
      expect(await place(page)).toBe(there)
    }
    await page.getByRole('button', { name: 'Velocidad: 1×' }).press('Enter')
    await page.getByRole('menuitemradio', { name: '1,5×' }).press('Enter')
    await page.getByRole('button', { name: 'Velocidad: 1,5×' }).waitFor()
  })

  it('is gone through by mouse, and by what happened', async () => {
    const page = await open(overCall())
    await listen(page)
    const box = await slider(page).boundingBox()
    if (!box) throw new Error('The lanes are not there.')
    await page.mouse.click(box.x + box.width / 2, box.y + 10)
    expect(await place(page)).toMatch(/^00:4[678] de 01:35$/)
    const happened = page.getByRole('list', { name: 'Momentos de la llamada' })
    await happened.getByRole('button', { name: '00:20 Cliente en espera · Consulta a un colega' }).click()
    await page.getByRole('button', { name: 'Pausa', exact: true }).click()
    await happened.getByRole('button', { name: '01:15 Pasa a Bruno Salas' }).click()
    await expect
      .poll(() => happened.getByRole('button', { name: /^01:15/ }).getAttribute('aria-current'))
      .toBe('true')
    await expect.poll(() => page.getByText(/^01:15/).count()).toBeGreaterThan(0)
  })

  it('is kept as a file by supervisors', async () => {
    const page = await open(overCall(), { as: marta })
    await listen(page)
    const link = page.getByRole('link', { name: 'Descargar' })
    expect(await link.getAttribute('href')).toMatch(/\/api\/v1\/recordings\/rec_\w+\/audio\?download$/)
  })

  it('of an hour is drawn piece by piece while the page goes on', async () => {
    const hourMs = 3_600_000
    await oggOpus(hourMs)
    const page = await open(overCall({ durationMs: hourMs }))
    await page.evaluate(() => {
      const seconds: number[] = []
      Object.assign(globalThis, { seconds })
      globalThis.OfflineAudioContext = class extends OfflineAudioContext {
        override async decodeAudioData(bytes: ArrayBuffer): Promise<AudioBuffer> {
          const sound = await super.decodeAudioData(bytes)
          seconds.push(sound.duration)
          return sound
        }
      }
    })
    await listen(page)
    await expect.poll(() => drawn(page, 1), patience).toBeGreaterThan(150)
    const seconds = await page.evaluate(
      () => (globalThis as unknown as { readonly seconds: readonly number[] }).seconds,
    )
    expect(Math.max(...seconds)).toBeLessThan(62)
    expect(seconds.length).toBeGreaterThan(30)
    await slider(page).press('End')
    expect(await place(page)).toBe('1:00:00 de 1:00:00')
  })

  it('that runs, is lost, is none, or cannot be had says so', async () => {
    const { centre } = stage.now.double
    const running = overCall({ state: 'running' })
    const page = await open(running)
    await page.getByText('Se está grabando.').waitFor()
    const [[id, kept] = []] = recordingsOf(centre).kept
    if (id && kept) recordingsOf(centre).kept.set(id, { ...kept, state: 'ready' })
    await page.getByRole('button', { name: /^Escuchar la grabación/ }).waitFor()

    if (id && kept) recordingsOf(centre).kept.set(id, { ...kept, state: 'lost' })
    await page.reload()
    await page.getByText('La grabación se perdió').waitFor()

    if (id && kept) recordingsOf(centre).kept.set(id, { ...kept, state: 'expired' })
    await page.reload()
    await page.getByText('La grabación se borró').waitFor()

    recordingsOf(centre).kept.clear()
    await page.reload()
    await page.getByText('No hay grabación de esta llamada').waitFor()

    recordingsOf(centre).fails = 'list'
    await page.reload()
    await page.getByText('No se ha podido ver si hay grabación.').waitFor()
    recordingsOf(centre).fails = 'sound'
    if (id && kept) recordingsOf(centre).kept.set(id, { ...kept, state: 'ready' })
    await page.getByRole('button', { name: 'Intentar de nuevo' }).click()
    await listen(page)
    await page.getByText('No se ha podido reproducir.').waitFor()
    expect(await inTheWay(page)).toEqual([])
    recordingsOf(centre).fails = null
    await page.getByRole('button', { name: 'Intentar de nuevo' }).click()
    await page.getByRole('button', { name: 'Pausa', exact: true }).waitFor()
  })

  it('stands with the call in the contact’s history', async () => {
    const { centre } = stage.now.double
    const id = overCall()
    const { contact } = centre.must(id)
    const had = centre.contacts.get(contact.id)
    if (!had) throw new Error('There is no contact.')
    record(centre, 'int_past')
    centre.contacts.set(contact.id, {
      ...had,
      interactions: [
        {
          id: 'int_past',
          caseId: 'cas_past',
          channel: 'voice',
          accountId: 'acc_shop',
          queueId: sales,
          startedAt: Date.now() - 86_400_000,
          closedAt: Date.now() - 86_000_000,
          agentName: 'Lucía Ferrer',
          dispositionId: null,
          preview: null,
          tagIds: [],
          note: null,
        },
      ],
    })
    const page = await open(id)
    const column = page.getByRole('region', { name: 'Interacciones anteriores' })
    await column.getByRole('button', { name: 'Grabación', exact: true }).click()
    await column.getByRole('button', { name: /^Escuchar la grabación/ }).click()
    await column.getByRole('button', { name: 'Pausa', exact: true }).waitFor()
    expect(await inTheWay(page)).toEqual([])
  })

  it('is itself on a phone, in English and in high contrast', async () => {
    const { session } = stage.now.double
    session.preferences.set(lucia, { language: 'en', contrast: 'high' })
    const page = await open(overCall(), { viewport: phone })
    await listen(page)
    await page.getByRole('button', { name: '00:51 Recording paused' }).click()
    await page.getByRole('button', { name: 'Pause', exact: true }).click()
    expect(await inTheWay(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  })
})
