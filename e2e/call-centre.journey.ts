/**
 * Everything a call can go through, on the agents' own pages: held, muted, asked about, handed over, given away, shared, parked, looked on at, recorded,
 * and not to be got at by anybody else. Each person sounds with a tone, and who hears whom is told by frequency at every end.
 */
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { CallId, InteractionId } from '#core/id.ts'
import type { CallView, LegAnswer } from '#protocol/call.ts'
import type { RecordingView } from '#protocol/recording.ts'
import { openAgent, type HeadlessAgent } from './headless-agent.ts'
import type { Session } from './session.ts'
import { openCallCentre, type CallCentre } from './voice/call-centre.ts'
import { answer, callBar, give } from './voice/call-desk.ts'
import { heardBy, sayWith } from './voice/ears.ts'
import { hearingOf, type Ear } from './voice/hearing.ts'
import { listenTo } from './voice/listening.ts'
import { openPhone } from './voice/phone.ts'
import { callIn, newToken, openLine, until, type WebCaller } from './voice/web-caller.ts'

/** Who sounds how, in Hz. */
const tone = {
  customer: 1_000,
  ana: 440,
  bruno: 1_700,
  carla: 2_600,
  sofia: 3_300,
  diego: 1_300,
  music: 700,
} as const
/** What must be in no recording. */
const unheard = { muted: 2_100, consulting: 3_700, paused: 4_500, held: 5_300 } as const
const sounding = { ...tone, ...unheard }
type Name = keyof typeof sounding

const hearing = hearingOf<Name>(sounding)
const ears: Partial<Record<Name, Ear>> = {}
const sounds = async (wished: Partial<Record<Name, readonly Name[]>>): Promise<void> =>
  await hearing(ears, wished)

let here: CallCentre
let [ana, bruno, carla, sofia] = [] as unknown as [Page, Page, Page, Page]
let sessions: Readonly<Record<'ana' | 'bruno' | 'carla' | 'sofia' | 'diego', Session>>
let caller: WebCaller | null = null

beforeAll(async () => {
  here = await openCallCentre({
    agentNames: ['Ana Prieto', 'Bruno Salas', 'Carla Ibáñez', 'Sofía Luna', 'Diego Ríos'],
    supervisor: 'Sofía Luna',
    voicePorts: '41700-41799',
    music: tone.music,
    voice: { recording: 'always', ringMs: 5_000 },
  })
  const [first, second, third, fourth, fifth] = here.centre.agents
  if (!first || !second || !third || !fourth || !fifth) throw new Error('There are too few agents.')
  sessions = { ana: first, bruno: second, carla: third, sofia: fourth, diego: fifth }
  ana = await here.openDesk(first, tone.ana)
  bruno = await here.openDesk(second, tone.bruno)
  carla = await here.openDesk(third, tone.carla)
  sofia = await here.openDesk(fourth, tone.sofia, '#/team')
  for (const session of [second, third, fourth]) await here.askState(session, 'not-ready')
  await here.askState(first, 'ready')
  for (const [name, page] of Object.entries({ ana, bruno, carla, sofia }))
    ears[name as Name] = async (tones) => await heardBy(page, tones)
})
afterAll(async () => await here?.close())

afterEach(async () => {
  caller?.say({ type: 'hang-up' })
  caller?.close()
  await caller?.phone.page.context().close()
  caller = null
  await sounds({ ana: [], bruno: [], carla: [], sofia: [] })
})

type Talk = { readonly caller: WebCaller; readonly callId: CallId; readonly interactionId: InteractionId }

/** Marta calls, and Ana answers. */
async function talk(): Promise<Talk> {
  const marta = await callIn(here.browser, here.hook, { name: 'Marta Ortega', tone: tone.customer })
  caller = marta
  ears.customer = async (tones) => await marta.phone.hears(tones)
  await answer(ana)
  await callBar(ana).getByText('Hablando', { exact: true }).waitFor()
  await sounds({ customer: ['ana'], ana: ['customer'] })
  const interactionId = /int_\w+/.exec(ana.url())?.[0] as InteractionId
  return { caller: marta, callId: marta.call()?.id as CallId, interactionId }
}

async function ownerOf(interactionId: InteractionId): Promise<string | undefined> {
  const { interaction } = await here.centre.owner.must<{
    interaction: { state: { name: string; agentId?: string } }
  }>('GET', `/api/v1/interactions/${interactionId}`)
  return interaction.state.name === 'active' ? interaction.state.agentId : undefined
}

const button = (page: Page, name: string | RegExp) => callBar(page).getByRole('button', { name })

describe('an agent and a customer', () => {
  it('talk; hold is music and mute is silence, each in words of its own', async () => {
    await talk()
    await ana.keyboard.press('Shift+H')
    await callBar(ana).getByText('En espera: el cliente oye música').waitFor()
    await sounds({ customer: ['music'], ana: [] })
    await ana.keyboard.press('Shift+M')
    await callBar(ana).getByText('Micrófono apagado: el cliente no le oye').waitFor()
    await button(ana, 'Retomar: hablar con el cliente').click()
    await sounds({ customer: [], ana: ['customer'] })
    expect(await callBar(ana).getByText('En espera: el cliente oye música').count()).toBe(0)
    await button(ana, 'Micrófono: encender').click()
    await sounds({ customer: ['ana'], ana: ['customer'] })
    expect(
      await callBar(ana)
        .getByText(/Micrófono apagado/)
        .count(),
    ).toBe(0)
  })

  it('wait for a colleague who refuses, then for one who takes the call over', async () => {
    const { interactionId } = await talk()
    await give(ana, 'Bruno Salas', 'Preguntar antes')
    const invitation = bruno.getByRole('article', { name: /Llamada de\s+Ana Prieto/ })
    await invitation.getByText('Consulta sobre la llamada de Marta Ortega').waitFor()
    await sounds({ customer: ['music'], ana: [], bruno: [] })
    await invitation.getByRole('button', { name: /Rechazar/ }).click()
    await ana
      .getByText('Bruno Salas ha rechazado la llamada. El cliente sigue en espera hasta retomar.')
      .first()
      .waitFor()
    await sounds({ customer: ['music'], ana: [], bruno: [] })
    await button(ana, 'Retomar: hablar con el cliente').click()
    await sounds({ customer: ['ana'], ana: ['customer'] })

    await give(ana, 'Bruno Salas', 'Preguntar antes')
    await answer(bruno)
    await sounds({ customer: ['music'], ana: ['bruno'], bruno: ['ana'] })
    await ana.keyboard.press('Shift+S')
    await sounds({ customer: ['ana'], ana: ['customer'], bruno: ['music'] })
    await ana.keyboard.press('Shift+S')
    await sounds({ customer: ['music'], ana: ['bruno'], bruno: ['ana'] })
    await button(ana, /Pasar la llamada/).click()
    await sounds({ customer: ['bruno'], bruno: ['customer'], ana: [] })
    expect(await ownerOf(interactionId)).toBe(sessions.bruno.id)
    await callBar(ana).waitFor({ state: 'detached' })
    await ana.getByRole('button', { name: /^Estado: Disponible/ }).waitFor()

    // And back, but for who wants to hear how it goes on.
    await give(bruno, 'Ana Prieto', 'Preguntar antes')
    await answer(ana)
    await sounds({ customer: ['music'], ana: ['bruno'], bruno: ['ana'] })
    await button(bruno, /Pasar y escuchar/).click()
    await sounds({ customer: ['ana'], ana: ['customer'], bruno: ['ana', 'customer'] })
    expect(await ownerOf(interactionId)).toBe(sessions.ana.id)
  })
})

describe('a call that goes on', () => {
  it('comes back from a colleague who does not answer, becomes a conference of four, and is parked', async () => {
    const { interactionId } = await talk()
    await here.askState(sessions.bruno, 'ready')
    await give(ana, 'Bruno Salas', 'Transferir ya')
    await bruno.getByRole('article', { name: /Marta Ortega/ }).waitFor()
    await sounds({ customer: ['music'], ana: [], bruno: [] })
    await answer(ana)
    await sounds({ customer: ['ana'], ana: ['customer'], bruno: [] })
    expect(await ownerOf(interactionId)).toBe(sessions.ana.id)
    await here.askState(sessions.bruno, 'not-ready')

    await give(ana, 'Bruno Salas', 'Añadir')
    await answer(bruno)
    await sounds({ customer: ['ana', 'bruno'], ana: ['bruno', 'customer'], bruno: ['ana', 'customer'] })
    await give(ana, 'Carla Ibáñez', 'Preguntar antes')
    await answer(carla)
    // The conversation goes on without her.
    await sounds({ customer: ['bruno'], bruno: ['customer'], ana: ['carla'], carla: ['ana'] })
    await button(ana, /Unir a todos/).click()
    await callBar(ana).getByText('Conferencia de 4').waitFor()
    await sounds({
      customer: ['ana', 'bruno', 'carla'],
      ana: ['bruno', 'carla', 'customer'],
      bruno: ['ana', 'carla', 'customer'],
      carla: ['ana', 'bruno', 'customer'],
    })
    await button(ana, 'Quitar de la llamada a Bruno Salas').click()
    await button(carla, 'Salir de la llamada').click()
    await sounds({ customer: ['ana'], ana: ['customer'], bruno: [], carla: [] })

    await button(ana, 'Aparcar la llamada').click()
    const parked = ana.getByRole('region', { name: /^Llamada aparcada en \d+$/ })
    await parked.waitFor()
    const slot = /\d+$/.exec((await parked.getAttribute('aria-label')) ?? '')?.[0] ?? ''
    await sounds({ customer: ['music'], ana: [], carla: [] })
    await carla.keyboard.press('Shift+L')
    const list = carla.getByRole('dialog', { name: 'Llamadas aparcadas' })
    await list.getByRole('option', { name: new RegExp(`${slot}.*Marta Ortega`) }).click()
    await sounds({ customer: ['carla'], carla: ['customer'], ana: [] })
    expect(await ownerOf(interactionId)).toBe(sessions.carla.id)
  })

  it('is looked on by a supervisor, who is heard by whom she wants to be, and takes it over', async () => {
    const { interactionId } = await talk()
    await sofia.getByRole('listitem').filter({ hasText: 'Ana Prieto' }).getByRole('button').first().click()
    await sofia.getByRole('dialog', { name: 'Ana Prieto' }).getByRole('button', { name: 'Escuchar' }).click()
    await sounds({ customer: ['ana'], ana: ['customer'], sofia: ['ana', 'customer'] })
    await sofia.keyboard.press('Escape')
    const strip = sofia.getByRole('region', { name: 'Supervisión de una llamada' })
    await strip.getByText('Escuchando: nadie le oye.').waitFor()
    await strip.getByRole('button', { name: 'Susurrar' }).click()
    await sounds({ customer: ['ana'], ana: ['customer', 'sofia'], sofia: ['ana', 'customer'] })
    await strip.getByRole('button', { name: 'Intervenir' }).click()
    await sounds({ customer: ['ana', 'sofia'], ana: ['customer', 'sofia'], sofia: ['ana', 'customer'] })
    await sofia.keyboard.press('Shift+G')
    await sofia.getByRole('button', { name: 'Tomarla ahora' }).click()
    await sounds({ customer: ['sofia'], sofia: ['customer'], ana: [] })
    expect(await ownerOf(interactionId)).toBe(sessions.sofia.id)
  })
})

describe('a recording', () => {
  it('has the customer left and the agents right, and nothing of what was not said to the other side', async () => {
    const { caller: marta, interactionId } = await talk()
    /** Something is said that must not be kept, and is over before anything else is done. */
    async function aside(
      what: keyof typeof unheard,
      who: 'ana' | 'customer',
      wished: Parameters<typeof sounds>[0],
    ): Promise<void> {
      const say = async (hertz: number): Promise<void> =>
        who === 'ana' ? await sayWith(ana, hertz) : await marta.phone.sayWith(hertz)
      await say(unheard[what])
      await sounds(wished)
      await say(tone[who])
    }
    await button(ana, 'Micrófono: apagar').click()
    await sounds({ customer: [], ana: ['customer'] })
    await aside('muted', 'ana', { customer: [], ana: ['customer'] })
    await button(ana, 'Micrófono: encender').click()
    await sounds({ customer: ['ana'], ana: ['customer'] })

    await button(ana, 'Espera: el cliente oye música').click()
    await sounds({ customer: ['music'], ana: [] })
    await aside('held', 'customer', { customer: ['music'], ana: [] })
    await give(ana, 'Bruno Salas', 'Preguntar antes')
    await answer(bruno)
    await sounds({ customer: ['music'], ana: ['bruno'], bruno: ['ana'] })
    await aside('consulting', 'ana', { customer: ['music'], bruno: ['consulting'] })
    await sounds({ bruno: ['ana'] })
    await button(ana, /Terminar consulta/).click()
    await sounds({ customer: ['music'], ana: [], bruno: [] })
    await button(ana, 'Retomar: hablar con el cliente').click()
    await sounds({ customer: ['ana'], ana: ['customer'] })

    await button(ana, 'Pausar la grabación').click()
    await callBar(ana).getByText('Grabación en pausa').waitFor()
    await until('nothing is recorded', () => marta.call()?.isRecorded === false)
    const pausedAt = performance.now()
    await aside('paused', 'ana', { customer: ['paused'], ana: ['customer'] })
    await sounds({ customer: ['ana'], ana: ['customer'] })
    const pausedMs = performance.now() - pausedAt
    await button(ana, 'Grabar de nuevo').click()
    await until('it is recorded', () => marta.call()?.isRecorded === true)
    await sounds({ customer: ['ana'], ana: ['customer'] })
    marta.say({ type: 'hang-up' })

    const listener = sessions.sofia
    const path = `/api/v1/interactions/${interactionId}/recordings`
    let recording: RecordingView | undefined
    await until('the recording is ready', async () => {
      ;[recording] = (await listener.must<{ recordings: RecordingView[] }>('GET', path)).recordings
      return recording?.state === 'ready'
    })
    const address = `${here.server.url}/api/v1/recordings/${recording?.id}/audio`
    const refused = await fetch(address, { headers: { cookie: sessions.carla.cookie } })
    expect(refused.status).toBe(404)
    const served = await fetch(address, { headers: { cookie: listener.cookie } })
    const file = Buffer.from(await served.arrayBuffer())
    const stepMs = 100
    const heard = await listenTo(here.browser, file, Object.values(sounding), stepMs)
    expect(Math.abs(heard.seconds * 1_000 - (recording?.durationMs ?? 0))).toBeLessThan(200)
    const [left = [], right = []] = heard.ears
    const all = (of: readonly (readonly number[])[]): number[] =>
      [...new Set(of.flat())].toSorted((a, b) => a - b)
    expect(all(left)).toEqual([tone.customer])
    expect(all(right)).toEqual([tone.ana])
    expect(recording?.marks.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['held', 'consulting', 'resumed', 'paused', 'recorded']),
    )
    // The pause takes as long in the file as it took.
    const paused = recording?.marks.find(({ what }) => what === 'paused')?.atMs ?? 0
    const from = Math.ceil(paused / stepMs) + 2
    const during = Math.floor(pausedMs / stepMs) - 4
    expect(during).toBeGreaterThan(0)
    expect(all(right.slice(from, from + during))).toEqual([])
    expect(all(left.slice(from, from + during))).toEqual([])
  })
})

describe('nobody else', () => {
  let diego: HeadlessAgent
  beforeAll(async () => {
    diego = await openAgent(here.server.url, sessions.diego)
    await until('Diego is there', () => diego.desk.live.get().connection === 'live')
    await here.askState(sessions.diego, 'not-ready')
  })
  afterAll(() => diego?.desk.close())

  it('gets at a call’s sound: not by its id, not by another’s token, not after having left, not when it is over', async () => {
    const { caller: marta, callId } = await talk()
    const phone = await openPhone(here.browser, tone.diego)
    ears.diego = async (tones) => await phone.hears(tones)
    const offer = await phone.offer()
    const leg = async (session: Session, id: string) =>
      await session.ask<LegAnswer>('POST', `/api/v1/calls/${id}/leg`, { offer })
    const notFound = { ok: false, problem: { code: 'not-found' } }
    const guessed = callId.replace(/.$/, (last) => (last === '0' ? '1' : '0'))
    expect(await leg(sessions.diego, callId)).toMatchObject(notFound)
    expect(await leg(sessions.ana, guessed)).toMatchObject(notFound)
    expect(await leg(sessions.sofia, callId)).toMatchObject({ ok: false, problem: { code: 'not-allowed' } })
    const unknown = await fetch(`${here.server.url}/api/v1/calls/${callId}/leg`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ offer }),
    })
    expect(unknown.status).toBe(401)
    await expect(
      sessions.diego.ask('POST', `/api/v1/calls/${callId}/acts`, { type: 'monitor', mode: 'listen' }),
    ).resolves.toMatchObject(notFound)

    const stranger = await openLine(here.hook, await newToken(here.hook))
    stranger.say({ type: 'offer', sdp: offer })
    await until('the stranger is refused', () => stranger.refused()?.to === 'offer')
    expect([stranger.call(), stranger.answer()]).toEqual([null, null])
    stranger.close()
    await expect(openLine(here.hook, `${marta.token}0`)).rejects.toThrow('bad-token')
    await sounds({ customer: ['ana'], ana: ['customer'], diego: [] })

    // Called in, but not there yet: ringing is not taking part.
    const act = async (session: Session, body: object) =>
      (await session.must<{ call: CallView }>('POST', `/api/v1/calls/${callId}/acts`, body)).call
    await act(sessions.ana, { type: 'invite', target: { agentId: sessions.diego.id }, as: 'member' })
    expect(await leg(sessions.diego, callId)).toMatchObject({ ok: false })
    await act(sessions.diego, { type: 'answer' })
    const opened = await sessions.diego.must<LegAnswer>('POST', `/api/v1/calls/${callId}/leg`, { offer })
    await phone.accept(opened.answer)
    await sounds({ customer: ['ana', 'diego'], ana: ['customer', 'diego'], diego: ['ana', 'customer'] })
    await act(sessions.diego, { type: 'leave' })
    // His phone goes on sending and listening, in vain.
    await sounds({ customer: ['ana'], ana: ['customer'], diego: [] })
    expect(await leg(sessions.diego, callId)).toMatchObject(notFound)

    // So does the customer's, when the call is over, while Ana talks to the next one.
    await button(ana, 'Colgar la llamada').press('Enter')
    await sounds({ customer: [], ana: [], diego: [] })
    await until('the customer is told', () => marta.call()?.state === 'over')
    expect(await leg(sessions.ana, callId)).toMatchObject({ ok: false })
    marta.say({ type: 'offer', sdp: await phone.offer() })
    await until('nothing is answered', () => marta.refused()?.to === 'offer')
    ears.diego = undefined
    await phone.page.context().close()
    const next = await callIn(here.browser, here.hook, { name: 'Pablo Iturbe', tone: tone.diego })
    ears.diego = async (tones) => await next.phone.hears(tones)
    await answer(ana)
    await sounds({ diego: ['ana'], ana: ['diego'], customer: [] })
    next.say({ type: 'hang-up' })
    next.close()
    await next.phone.page.context().close()
  })
})
