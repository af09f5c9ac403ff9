/**
 * A customer calls from the shop's page, in a real browser with a tone for a voice: music while waiting, the agent, a reload, another tab, the end;
 * and what is said when there is no microphone to be had. What is heard is told by its frequency.
 */
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { launchChromium } from './chromium.ts'
import { putDemoShop } from './demo-account.ts'
import { openAgent, type HeadlessAgent } from './headless-agent.ts'
import { makeDataFolder, startServer, type ServerProcess } from './server-process.ts'
import { setUpCentre, type SmallCentre } from './small-centre.ts'
import { giveVoice, heardBy, toneFile } from './voice/ears.ts'
import { openPhone, type Phone } from './voice/phone.ts'

/** Who sounds how, in Hz. */
const tone = { customer: 1_000, ana: 440, music: 700 } as const
const all = Object.values(tone)
const label = (es: string, en: string) => ({ es, en })

let data: Awaited<ReturnType<typeof makeDataFolder>>
let server: ServerProcess
let centre: SmallCentre
let browser: Browser
let ana: HeadlessAgent

beforeAll(async () => {
  data = await makeDataFolder()
  const voice = { ATIENDE_VOICE_HOST: '127.0.0.1', ATIENDE_VOICE_PORTS: '41300-41399' }
  ;[server, browser] = await Promise.all([
    startServer({ dataDir: data.path, env: voice }),
    launchChromium('--use-fake-device-for-media-stream', '--autoplay-policy=no-user-gesture-required'),
  ])
  centre = await setUpCentre({
    url: server.url,
    setupCode: server.setupCode,
    agentNames: ['Ana Prieto'],
    queue: { channels: ['web-chat', 'voice'], dispositionPolicy: 'hidden' },
    agent: {
      channels: ['web-chat', 'voice'],
      capacity: { maximum: { 'web-chat': 2, voice: 1 }, interruptedBy: {} },
    },
  })
  const { owner, queueId, accountId } = centre
  const { id: voiceAccountId } = await owner.must<{ id: string }>('POST', '/api/v1/channel-accounts', {
    name: 'Llamadas',
    channel: 'voice',
    queueId,
    settings: {
      allowedOrigins: ['*'],
      title: label('Luz y Barro', 'Luz y Barro'),
      recordingNotice: label('La llamada puede grabarse.', 'The call may be recorded.'),
      form: [
        { key: 'name', label: label('Nombre', 'Name'), type: 'text', target: 'contact.name' },
        {
          key: 'order',
          label: label('Pedido', 'Order'),
          type: 'text',
          required: false,
          target: 'case.order',
        },
      ],
    },
  })
  const account = await owner.must<{ settings: object; version: number }>(
    'GET',
    `/api/v1/channel-accounts/${accountId}`,
  )
  await owner.must('PATCH', `/api/v1/channel-accounts/${accountId}`, {
    version: account.version,
    settings: { ...account.settings, callAccountId: voiceAccountId },
  })
  const music = new FormData()
  music.append('file', new Blob([new Uint8Array(toneFile(tone.music, 4))]), 'espera.wav')
  const brought = await fetch(`${server.url}/api/v1/queues/${queueId}/music`, {
    method: 'POST',
    headers: { cookie: owner.cookie },
    body: music,
  })
  if (!brought.ok) throw new Error(await brought.text())
  await putDemoShop(data.path, accountId)
  const [session] = centre.agents
  if (!session) throw new Error('There is no agent.')
  ana = await openAgent(server.url, session)
  await until('Ana is at her desk', () => ana.desk.live.get().connection === 'live')
})
afterAll(async () => {
  ana.desk.close()
  await browser.close()
  await server.end()
  await data.remove()
})

async function until(what: string, holds: () => Promise<boolean> | boolean): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    if (await holds()) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`Waited in vain until ${what}.`)
}

async function hears(page: Page, wanted: readonly number[]): Promise<void> {
  const wish = wanted.toSorted((a, b) => a - b).join()
  await until(`the page hears ${wish}`, async () => (await heardBy(page, all)).join() === wish)
}

async function phoneHears(phone: Phone, wanted: readonly number[]): Promise<void> {
  await until(
    `the agent hears ${wanted.join()}`,
    async () => (await phone.hears(all)).join() === wanted.join(),
  )
}

/** The shop's page of somebody new, whose microphone is a tone. */
async function visit(hasVoice = true): Promise<Page> {
  const context = await browser.newContext({ locale: 'es-ES' })
  onTestFinished(async () => await context.close())
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  if (hasVoice) await giveVoice(page, tone.customer)
  await page.goto(`${server.url}/demo`)
  return page
}

async function ring(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Abrir el chat' }).click()
  await page.getByRole('button', { name: 'Llamar', exact: true }).click()
  await page.locator('.call').getByLabel('Nombre').fill(name)
  await page.locator('.call').getByRole('button', { name: 'Llamar', exact: true }).click()
}

const state = async (wish: object): Promise<unknown> =>
  await ana.session.must('POST', '/api/v1/me/state', wish)

/** Ana accepts what she is offered and opens her leg. */
async function answer(): Promise<{ readonly phone: Phone; readonly interactionId: string }> {
  const phone = await openPhone(browser, tone.ana)
  onTestFinished(async () => await phone.page.context().close())
  await state({ state: 'ready' })
  const offered = () =>
    [...ana.desk.live.get().interactions.values()].find(({ kept }) => kept.state.name === 'offered')?.kept
  await until('Ana is offered the call', () => offered() !== undefined)
  const interaction = offered()
  if (interaction?.state.name !== 'offered') throw new Error('It is not offered any more.')
  const { id } = interaction
  await ana.session.must('POST', `/api/v1/interactions/${id}/accept`, {
    offerId: interaction.state.offers[0]?.id,
  })
  const call = () =>
    [...ana.desk.live.get().calls.values()].find(({ view }) => view.interactionId === id)?.view
  await until('Ana has the call', () => call() !== undefined)
  const leg = await ana.session.must<{ answer: string }>('POST', `/api/v1/calls/${call()?.id}/leg`, {
    offer: await phone.offer(),
  })
  await phone.accept(leg.answer)
  return { phone, interactionId: id }
}

async function stateOf(interactionId: string): Promise<{ name: string; by?: string }> {
  const { interaction } = await centre.owner.must<{ interaction: { state: { name: string; by?: string } } }>(
    'GET',
    `/api/v1/interactions/${interactionId}`,
  )
  return interaction.state
}

describe('a customer', () => {
  it('calls, waits with music, is answered, survives a reload, and hangs up', async () => {
    const page = await visit()
    await page.getByRole('button', { name: 'Abrir el chat' }).click()
    await page.getByRole('button', { name: 'Llamar', exact: true }).click()
    const panel = page.locator('.call')
    await panel.getByText('La llamada puede grabarse.').waitFor()
    await until('the first question has the focus', () =>
      panel
        .getByLabel('Nombre')
        .evaluate((field) => (field.getRootNode() as ShadowRoot).activeElement === field),
    )
    await panel.getByText('el navegador pide permiso para usar el micrófono').waitFor()
    // Nobody is called without a name.
    await panel.getByRole('button', { name: 'Llamar', exact: true }).click()
    await panel.getByText('Falta rellenar este dato.').waitFor()
    await panel.getByLabel('Nombre').fill('Marta Ortega')
    const { violations } = await new AxeBuilder({ page }).include('atiende-chat').analyze()
    expect(violations).toEqual([])
    await panel.getByRole('button', { name: 'Llamar', exact: true }).click()

    await panel.getByRole('heading', { name: 'En espera' }).waitFor()
    await hears(page, [tone.music])
    const { phone, interactionId } = await answer()
    await panel.getByRole('heading', { name: 'Ana' }).waitFor()
    await hears(page, [tone.ana])
    await phoneHears(phone, [tone.customer])
    await panel.getByRole('timer').waitFor()

    await panel.getByRole('button', { name: 'Silenciar' }).click()
    await phoneHears(phone, [])
    await page.reload()
    await page.getByRole('button', { name: 'Llamada en curso. Abrir el chat' }).click()
    await hears(page, [tone.ana])
    await panel.getByRole('button', { name: 'Activar el micrófono' }).click()
    await phoneHears(phone, [tone.customer])
    expect((await new AxeBuilder({ page }).include('atiende-chat').analyze()).violations).toEqual([])

    await panel.getByRole('button', { name: 'Colgar' }).click()
    await panel.getByRole('heading', { name: 'Llamada terminada' }).waitFor()
    await until('the conversation is ended', async () => (await stateOf(interactionId)).name !== 'active')
    await phoneHears(phone, [])
    await panel.getByRole('button', { name: 'Volver al chat' }).click()
    await page.getByRole('button', { name: 'Empezar a conversar' }).waitFor()
    await state({ state: 'dnd' })
  })

  it('has one call in two tabs: the sound is where it was asked for last', async () => {
    const page = await visit()
    await ring(page, 'Iván Soto')
    await hears(page, [tone.music])
    const other = await page.context().newPage()
    await giveVoice(other, tone.customer)
    await other.goto(`${server.url}/demo`)
    await other.getByRole('button', { name: 'Llamada en curso. Abrir el chat' }).click()
    await other.getByText('La llamada se oye en otra pestaña.').waitFor()
    expect(await heardBy(other, all)).toEqual([])
    await other.getByRole('button', { name: 'Oír aquí' }).click()
    await hears(other, [tone.music])
    await page.getByText('La llamada se oye en otra pestaña.').waitFor()
    await hears(page, [])
    await other.getByRole('button', { name: 'Colgar' }).click()
    await page.getByRole('heading', { name: 'Llamada terminada' }).waitFor()
  })

  it('whose microphone is blocked is told so and can go on in writing', async () => {
    const page = await visit(false)
    await ring(page, 'Nuria Gil')
    await page.getByRole('heading', { name: 'El micrófono está bloqueado' }).waitFor()
    await page.getByRole('button', { name: 'Reintentar' }).click()
    await page.getByRole('heading', { name: 'El micrófono está bloqueado' }).waitFor()
    await page.getByRole('button', { name: 'Volver al chat' }).click()
    await page.getByRole('button', { name: 'Empezar a conversar' }).waitFor()
    expect(await page.locator('.call').isVisible()).toBe(false)
  })
})
