/** A centre that is called: a server with its voice engine, a line for callers, agents before their own pages, and a browser for all of them. */
import type { Browser, Page } from 'playwright-core'
import type { AgentId, ChannelAccountId } from '#core/id.ts'
import { launchChromium } from '../chromium.ts'
import { makeDataFolder, startServer, type ServerProcess } from '../server-process.ts'
import { browserCookie, type Session } from '../session.ts'
import { setUpCentre, type SmallCentre } from '../small-centre.ts'
import { giveVoice, toneFile } from './ears.ts'

export type CallCentre = {
  readonly server: ServerProcess
  readonly browser: Browser
  readonly centre: SmallCentre
  /** Where the callers' line is. */
  readonly hook: string
  /** A page of this agent, signed in, whose microphone has a tone. */
  readonly openDesk: (session: Session, tone: number, at?: string) => Promise<Page>
  readonly askState: (session: Session, state: 'ready' | 'not-ready') => Promise<void>
  readonly close: () => Promise<void>
}

const label = (text: string) => ({ es: text, en: text })

type Options = {
  readonly agentNames: readonly string[]
  /** Of them, who is a supervisor. */
  readonly supervisor?: string
  readonly voicePorts: string
  readonly music: number
  readonly voice?: { readonly recording?: 'always'; readonly ringMs?: number }
}

export async function openCallCentre(options: Options): Promise<CallCentre> {
  const data = await makeDataFolder()
  const [server, browser] = await Promise.all([
    startServer({
      dataDir: data.path,
      env: { ATIENDE_VOICE_HOST: '127.0.0.1', ATIENDE_VOICE_PORTS: options.voicePorts },
    }),
    launchChromium('--use-fake-device-for-media-stream', '--autoplay-policy=no-user-gesture-required'),
  ])
  const close = async (): Promise<void> => {
    await browser.close()
    await server.end()
    await data.remove()
  }
  try {
    return { ...(await setUp(options, server, browser)), close }
  } catch (error) {
    await close()
    throw error
  }
}

async function setUp(
  { agentNames, supervisor, music: musicTone, voice = {} }: Options,
  server: ServerProcess,
  browser: Browser,
): Promise<Omit<CallCentre, 'close'>> {
  const { url, setupCode } = server
  const centre = await setUpCentre({
    url,
    setupCode,
    agentNames,
    queue: { channels: ['web-chat', 'voice'], dispositionPolicy: 'hidden', voice },
    agent: { channels: ['voice'], capacity: { maximum: { voice: 1 }, interruptedBy: {} } },
  })
  const { owner, queueId, agents } = centre
  const { id: accountId } = await owner.must<{ id: ChannelAccountId }>('POST', '/api/v1/channel-accounts', {
    name: 'Llamadas',
    channel: 'voice',
    queueId,
    settings: {
      allowedOrigins: ['*'],
      title: label('Luz y Barro'),
      form: [{ key: 'name', label: label('Nombre'), type: 'text', target: 'contact.name' }],
    },
  })
  const music = new FormData()
  music.append('file', new Blob([new Uint8Array(toneFile(musicTone, 4))]), 'espera.wav')
  const brought = await fetch(`${url}/api/v1/queues/${queueId}/music`, {
    method: 'POST',
    headers: { cookie: owner.cookie },
    body: music,
  })
  if (!brought.ok) throw new Error(await brought.text())
  const promoted = agents[agentNames.indexOf(supervisor ?? '')]
  if (promoted) await promote(owner, promoted.id)

  return {
    server,
    browser,
    centre,
    hook: `${url}/hooks/${accountId}`,
    async openDesk(session, tone, at = '') {
      const context = await browser.newContext({ locale: 'es-ES', viewport: { width: 1440, height: 900 } })
      context.setDefaultTimeout(30_000)
      await context.addCookies([browserCookie(session, url)])
      const page = await context.newPage()
      await giveVoice(page, tone)
      await page.goto(`${url}/${at}`)
      await page.getByRole('button', { name: /^Estado:/ }).waitFor()
      return page
    },
    async askState(session, state) {
      await session.must(
        'POST',
        '/api/v1/me/state',
        state === 'ready' ? { state } : { state, reasonId: null },
      )
    },
  }
}

async function promote(owner: Session, id: AgentId): Promise<void> {
  const { version } = await owner.must<{ version: number }>('GET', `/api/v1/agents/${id}`)
  await owner.must('PATCH', `/api/v1/agents/${id}`, { version, role: 'supervisor' })
}
