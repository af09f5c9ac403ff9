/**
 * The agent's own page has the call: accepted by a key, heard both ways, there again after a reload, and after its tab was torn away. The customer is a
 * connection without a page, the sound a tone on each side, and what is heard is told by its frequency.
 */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { WebCallFrameInput, WebCallServerFrame } from '#protocol/web-call.ts'
import { launchChromium } from './chromium.ts'
import { makeDataFolder, startServer, type ServerProcess } from './server-process.ts'
import { setUpCentre } from './small-centre.ts'
import { giveVoice, heardBy } from './voice/ears.ts'
import { openPhone, type Phone } from './voice/phone.ts'

/** Who sounds how, in Hz. */
const tone = { customer: 1_000, ana: 440 } as const
const label = (text: string) => ({ es: text, en: text })
/** What the issue asks for, and what a machine that is busy with other things gets. */
const backMs = 3_000
const patience = { timeout: 20_000, interval: 20 }

let data: Awaited<ReturnType<typeof makeDataFolder>>
let server: ServerProcess
let browser: Browser
let desk: BrowserContext
let voiceAccountId: string

beforeAll(async () => {
  data = await makeDataFolder()
  ;[server, browser] = await Promise.all([
    startServer({
      dataDir: data.path,
      env: { ATIENDE_VOICE_HOST: '127.0.0.1', ATIENDE_VOICE_PORTS: '41400-41499' },
    }),
    launchChromium('--use-fake-device-for-media-stream', '--autoplay-policy=no-user-gesture-required'),
  ])
  const centre = await setUpCentre({
    url: server.url,
    setupCode: server.setupCode,
    agentNames: ['Ana Prieto'],
    queue: { channels: ['web-chat', 'voice'], dispositionPolicy: 'hidden' },
    agent: { channels: ['voice'], capacity: { maximum: { voice: 1 }, interruptedBy: {} } },
  })
  const account = await centre.owner.must<{ id: string }>('POST', '/api/v1/channel-accounts', {
    name: 'Llamadas',
    channel: 'voice',
    queueId: centre.queueId,
    settings: { allowedOrigins: ['*'], title: label('Luz y Barro'), form: [] },
  })
  voiceAccountId = account.id
  desk = await browser.newContext({ locale: 'es-ES', viewport: { width: 1440, height: 900 } })
  const page = await desk.newPage()
  const [ana] = centre.agents
  if (!ana) throw new Error('There is no agent.')
  await page.goto(await centre.linkFor(ana.id))
  await page.close()
})
afterAll(async () => {
  await browser.close()
  await server.end()
  await data.remove()
})

async function openDesk(): Promise<Page> {
  const page = await desk.newPage()
  page.setDefaultTimeout(20_000)
  await giveVoice(page, tone.ana)
  await page.goto(server.url)
  await page.getByRole('button', { name: /^Estado:/ }).waitFor()
  return page
}

/** A customer who calls and is heard, as the widget does it. */
async function customerCalls(): Promise<Phone> {
  const phone = await openPhone(browser, tone.customer)
  const offer = await phone.offer()
  const hook = `${server.url}/hooks/${voiceAccountId}`
  const session = await fetch(`${hook}/session`, { method: 'POST', body: '{}' })
  const { token } = (await session.json()) as { token: string }
  const socket = new WebSocket(`${hook.replace('http', 'ws')}/live`)
  const say = (frame: WebCallFrameInput): void => socket.send(JSON.stringify(frame))
  let isOffered = false
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('error', () => reject(new Error('The line broke.')))
    socket.addEventListener('open', () => say({ type: 'hello', token, language: 'es' }))
    socket.addEventListener('message', ({ data: text }) => {
      const frame = JSON.parse(String(text)) as WebCallServerFrame
      if (frame.type === 'welcome') say({ type: 'call', answers: {} })
      if (frame.type === 'call' && frame.call.leg === 'joining' && !isOffered) {
        isOffered = true
        say({ type: 'offer', sdp: offer })
      }
      if (frame.type === 'ping') say({ type: 'pong' })
      if (frame.type === 'refused') reject(new Error(frame.text))
      if (frame.type === 'answer') void phone.accept(frame.sdp).then(resolve)
    })
  })
  return phone
}

const tones = Object.values(tone)
async function expectBothHear(page: Page, phone: Phone): Promise<void> {
  await expect.poll(() => heardBy(page, tones), patience).toEqual([tone.customer])
  await expect.poll(() => phone.hears(tones), patience).toEqual([tone.ana])
}

describe('an agent', () => {
  it('answers by a key, is heard, and has the call again after a reload and after the tab was torn away', async () => {
    const page = await openDesk()
    await page.getByRole('button', { name: 'Recibir nuevas' }).first().click()
    const phone = await customerCalls()
    await page.getByRole('article').first().waitFor()
    const acceptedAt = performance.now()
    await page.keyboard.press('a')
    await expectBothHear(page, phone)
    const answeredMs = performance.now() - acceptedAt

    const reloadedAt = performance.now()
    await page.reload({ waitUntil: 'commit' })
    await expect.poll(() => heardBy(page, tones).catch(() => []), patience).toEqual([tone.customer])
    await expect.poll(() => phone.hears(tones), patience).toEqual([tone.ana])
    const backAfterMs = performance.now() - reloadedAt
    process.stdout.write(
      `sound ${Math.round(answeredMs)} ms after the key, ${Math.round(backAfterMs)} ms after a reload\n`,
    )
    expect(backAfterMs).toBeLessThan(backMs)

    // Nobody says goodbye: the server finds out by the silence, and a new tab takes the call.
    const tornAt = performance.now()
    await tear(page)
    const other = await openDesk()
    await expectBothHear(other, phone)
    process.stdout.write(
      `in a new tab ${Math.round(performance.now() - tornAt)} ms after the old one was torn away\n`,
    )
  })
})

async function tear(page: Page): Promise<void> {
  const devtools = await desk.newCDPSession(page)
  const isGone = page.waitForEvent('crash')
  void devtools.send('Page.crash').catch(() => undefined)
  await isGone
}
