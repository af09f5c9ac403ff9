/** A call from the agent's side: by mouse and by keyboard, in both languages, and never in anybody's way. */
import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import type { Call } from '#core/call/call.ts'
import type { AgentId, CallId, InteractionId } from '#core/id.ts'
import { callsOf, giveVoice, type Calls } from './double/call.ts'
import { bruno, lucia, marta, sales, support } from './double/configuration.ts'
import { playScene, type Scene } from './double/scene.ts'
import { inTheWay, phone, setStage, type OpenOptions } from './stage.ts'

const stage = setStage()
const headset = { label: 'Auriculares', hertz: 440 }

type Set = {
  readonly page: Page
  readonly calls: Calls
  readonly id: CallId
  readonly interactionId: InteractionId
  readonly scene: Scene
  readonly bar: Locator
  readonly call: () => Call
}

/** Lucía talks to Rosa; her page shows this conversation, or `at`. */
async function talking({ at, ...options }: OpenOptions = {}): Promise<Set> {
  const { centre } = stage.now.double
  giveVoice(centre)
  const scene = playScene(centre)
  const calls = callsOf(centre)
  const id = calls.arrives('Rosa Quintana', sales, lucia)
  const { interactionId } = calls.must(id).call
  if (!interactionId) throw new Error('There is no interaction.')
  const page = await stage.now.open({
    at: at ?? `#/active/${interactionId}`,
    microphones: [headset],
    ...options,
  })
  const bar = page.getByRole('region', { name: /^(Llamada con|Call with) Rosa Quintana/ })
  await bar.getByText(/^(Hablando|Talking)$/).waitFor({ timeout: 12_000 })
  return { page, calls, id, interactionId, scene, bar, call: () => calls.must(id).call }
}

const roleOf = (call: Call, agentId: AgentId): string | undefined =>
  call.parties.find(({ who }) => who.kind === 'agent' && who.agentId === agentId)?.role
const isMuted = (call: Call): boolean | undefined =>
  call.parties.find(({ who }) => who.kind === 'agent' && who.agentId === lucia)?.isMuted

/** Bruno is asked by Lucía, and answers. */
async function answered({ calls, id, call }: Set): Promise<void> {
  await expect.poll(() => roleOf(call(), bruno)).toBeDefined()
  const party = call().parties.find(({ leg }) => leg.name === 'ringing')
  if (party) calls.step(id, { type: 'invitation-accepted', partyId: party.id, untilAt: Date.now() + 9_000 })
}

describe('hold and microphone', () => {
  it('are two keys, two buttons, two colours and two sentences, both at once', async () => {
    const { page, bar, call } = await talking()
    await page.keyboard.press('Shift+H')
    await bar.getByText('En espera: el cliente oye música').waitFor()
    await page.keyboard.press('Shift+M')
    await bar.getByText('Micrófono apagado: el cliente no le oye').waitFor()
    await expect.poll(() => [call().isHeld, isMuted(call())]).toEqual([true, true])
    expect(await inTheWay(page)).toEqual([])
    await bar.getByRole('button', { name: 'Retomar: hablar con el cliente' }).click()
    await expect.poll(() => [call().isHeld, isMuted(call())]).toEqual([false, true])
    await bar.getByRole('button', { name: 'Micrófono: encender' }).click()
    await expect.poll(() => isMuted(call())).toBe(false)
    expect(await bar.getByText(/Micrófono apagado|En espera/).count()).toBe(0)
  })

  it('are shown at once and undone with the reason when the server says no', async () => {
    const { page, bar, call } = await talking()
    let release = (): void => {}
    const held = new Promise<void>((done) => (release = done))
    await page.route('**/acts', async (route) => {
      await held
      await route.fulfill({
        status: 409,
        contentType: 'application/json',
        body: JSON.stringify({ error: { code: 'call-over', message: '' } }),
      })
    })
    await page.keyboard.press('Shift+H')
    await bar.getByText('En espera: el cliente oye música').waitFor()
    release()
    await page.getByText('La llamada ha terminado.').waitFor()
    await bar.getByText('En espera: el cliente oye música').waitFor({ state: 'detached' })
    expect(call().isHeld).toBe(false)
  })
})

it('the space bar never hangs up; the key leads to the button, and Enter does it', async () => {
  const { page, bar, call, interactionId } = await talking()
  await page.keyboard.press('Shift+E')
  const button = bar.getByRole('button', { name: 'Colgar la llamada' })
  await expect.poll(() => button.evaluate((one) => one === document.activeElement)).toBe(true)
  await page.keyboard.press('Space')
  await page.keyboard.press('Space')
  expect(call().state.name).toBe('open')
  await page.keyboard.press('Enter')
  await expect.poll(() => call().state).toMatchObject({ name: 'over', by: 'agent' })
  await bar.waitFor({ state: 'detached' })
  expect(stage.now.double.centre.must(interactionId).state.name).toBe('ended')
  await page.getByText('Conversación terminada').waitFor()
})

it('digits are tones while the keypad is open, and letters and lists again when it is closed', async () => {
  const { page, bar } = await talking()
  const pressed = () =>
    stage.now.double.session.asked.flatMap((one) => {
      const { body } = one as { body?: { type?: string; digits?: string } }
      return body?.type === 'press' ? [body.digits] : []
    })
  await page.keyboard.press('Shift+K')
  const pad = bar.getByRole('group', { name: 'Teclado de tonos' })
  await pad.waitFor()
  await page.keyboard.press('4')
  await page.keyboard.press('#')
  await pad.getByRole('button', { name: '0', exact: true }).click()
  await expect.poll(pressed).toEqual(['4', '#', '0'])
  expect(await pad.getByRole('status', { name: 'Teclas pulsadas' }).innerText()).toBe('4#0')
  expect(await inTheWay(page)).toEqual([])
  await page.keyboard.press('Escape')
  await pad.waitFor({ state: 'detached' })
  await page.keyboard.press('2')
  await page.getByRole('tab', { name: /Pendientes/, selected: true }).waitFor()
  expect(pressed()).toHaveLength(3)
})

describe('asking first', () => {
  it('finds by typing, asks, turns from one to the other, and hands over by keyboard alone', async () => {
    const set = await talking()
    const { page, bar, call } = set
    await page.keyboard.press('Shift+T')
    const window = page.getByRole('dialog', { name: 'Transferir o consultar' })
    await window.getByRole('option', { name: /Bruno Salas/ }).waitFor()
    await window.getByRole('option', { name: /Soporte técnico.*libre.*en espera/ }).waitFor()
    expect(await inTheWay(page)).toEqual([])
    await page.keyboard.type('bru')
    await expect.poll(() => window.getByRole('option').count()).toBe(1)
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await bar.getByText('Llamando a Bruno Salas').waitFor()
    await bar.getByText('El cliente oye música mientras tanto').waitFor()
    await answered(set)
    const asked = bar.getByRole('region', { name: 'Consulta con Bruno Salas' })
    await asked.getByText('En consulta').waitFor()
    expect(await inTheWay(page)).toEqual([])
    await page.keyboard.press('Shift+S')
    await expect.poll(() => call().ownerIn).toBe('main')
    await asked.getByRole('button', { name: /Hablar con Bruno Salas/ }).click()
    await expect.poll(() => call().ownerIn).toBe('consult')
    await page.keyboard.press('Shift+O')
    await page.keyboard.press('Enter')
    await expect.poll(() => [roleOf(call(), bruno), roleOf(call(), lucia)]).toEqual(['owner', undefined])
  })

  it('who does not want to or does not answer is told, and the customer stays on hold', async () => {
    const { page, bar, calls, id, call } = await talking()
    calls.invite(id, { kind: 'agent', agentId: bruno }, 'consulted')
    const rung = call().parties.find(({ leg }) => leg.name === 'ringing')
    if (!rung) throw new Error('Nobody rings.')
    await bar.getByText('Llamando a Bruno Salas').waitFor()
    calls.step(id, { type: 'invitation-ended', partyId: rung.id, why: 'refused' })
    await page
      .getByText('Bruno Salas ha rechazado la llamada. El cliente sigue en espera hasta retomar.')
      .waitFor()
    await bar.getByRole('button', { name: /^Retomar/ }).waitFor()
    expect([call().isHeld, roleOf(call(), bruno)]).toEqual([true, undefined])
  })

  it('becomes a conference, in which everybody is seen and can be let go', async () => {
    const set = await talking({ locale: 'en-GB' })
    stage.now.double.session.preferences.set(lucia, { language: 'en' })
    await set.page.reload()
    const { page, bar, calls, id, call } = set
    calls.invite(id, { kind: 'agent', agentId: bruno }, 'consulted')
    await answered(set)
    await bar.getByRole('button', { name: /Join everybody/ }).click()
    await bar.getByText('Conference of 3').waitFor()
    const partyId = stage.now.double.centre.id('pty')
    calls.step(id, { type: 'monitored', partyId, agentId: marta, mode: 'barge', untilAt: Date.now() + 9_000 })
    const roster = bar.getByRole('list', { name: 'In the call' })
    await roster.getByText('Lucía Ferrer (me)').waitFor()
    await roster.getByText('Joining in').waitFor()
    calls.hears(id, { lossIn: 0.2, jitterInMs: 4, lossOut: 0, roundTripMs: 20 }, 'customer')
    await roster
      .getByRole('img', { name: 'Sound of Rosa Quintana: poor: 20 % of what they say is lost' })
      .waitFor()
    expect(await inTheWay(page)).toEqual([])
    await roster.getByRole('button', { name: 'Remove Bruno Salas from the call' }).click()
    await expect.poll(() => roleOf(call(), bruno)).toBeUndefined()
  })
})

describe('giving away', () => {
  it('to a queue goes without asking; what cannot be done says why', async () => {
    const { page, interactionId } = await talking()
    await page.keyboard.press('Shift+T')
    const window = page.getByRole('dialog', { name: 'Transferir o consultar' })
    await window.getByRole('option', { name: /Bruno Salas/ }).waitFor()
    await page.keyboard.type('600 10 20 30')
    await window.getByText('Sin línea telefónica: solo se puede llamar a colegas.').first().waitFor()
    expect(await window.getByRole('button', { name: /^Preguntar antes/ }).isDisabled()).toBe(true)
    await window.getByRole('combobox').fill('soporte')
    await window.getByRole('option', { name: /Soporte técnico/ }).click()
    await window.getByRole('button', { name: 'Transferir ya: Soporte técnico' }).click()
    await expect.poll(() => stage.now.double.centre.must(interactionId).queueId).toBe(support)
  })

  it('parks under a number that is seen from afar, and anybody picks it up from the list', async () => {
    const { page, interactionId, call } = await talking()
    await page.keyboard.press('Shift+P')
    const parked = page.getByRole('region', { name: 'Llamada aparcada en 701' })
    await parked.getByText('Vuelve a la cola en', { exact: false }).waitFor()
    expect(await inTheWay(page)).toEqual([])
    const other = await stage.now.open({ as: bruno, microphones: [headset] })
    await other.keyboard.press('Shift+L')
    const list = other.getByRole('dialog', { name: 'Llamadas aparcadas' })
    await list.getByRole('option', { name: /701.*Rosa Quintana/ }).waitFor()
    expect(await inTheWay(other)).toEqual([])
    await other.keyboard.press('Enter')
    await other.getByRole('region', { name: 'Llamada con Rosa Quintana' }).waitFor()
    await expect.poll(() => roleOf(call(), bruno)).toBe('owner')
    expect(stage.now.double.centre.must(interactionId).state).toMatchObject({ agentId: bruno })
    await parked.waitFor({ state: 'detached' })
  })
})

describe('whoever looks at something else', () => {
  it('sees the call above everything, holds it, and is back with a key', async () => {
    const { page, bar, scene, interactionId, call } = await talking()
    await page.goto(`${stage.now.double.address}/#/active/${scene.carmen}`)
    await bar.getByRole('button', { name: 'Ver', exact: true }).waitFor()
    expect(await inTheWay(page)).toEqual([])
    await page.keyboard.press('Shift+H')
    await expect.poll(() => call().isHeld).toBe(true)
    await bar.getByText('En espera: el cliente oye música').waitFor()
    await page.keyboard.press('Shift+V')
    await expect.poll(() => page.url()).toContain(interactionId)
  })

  it('sees it on a phone, too', async () => {
    const { page, bar, interactionId } = await talking({ viewport: phone, at: '#/active' })
    expect(await inTheWay(page)).toEqual([])
    await bar.getByRole('button', { name: 'Ver', exact: true }).click()
    await expect.poll(() => page.url()).toContain(interactionId)
    await bar.getByRole('button', { name: 'Transferir o consultar' }).waitFor()
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(width).toBeLessThanOrEqual(phone.width)
    expect(await inTheWay(page)).toEqual([])
  })
})

describe('somebody calls', () => {
  it('a customer: the offer says so, and the call one is in waits with music', async () => {
    const { page, calls, call } = await talking()
    const second = calls.arrives('Pablo Iturbe', support, null)
    const { interactionId } = calls.must(second).call
    if (!interactionId) throw new Error('There is no interaction.')
    stage.now.double.centre.offer(interactionId, [lucia])
    const card = page.getByRole('article', { name: 'Llamada de Pablo Iturbe' })
    await card.getByText('La llamada actual queda en espera al contestar.').waitFor()
    expect(await inTheWay(page)).toEqual([])
    await card.getByRole('button', { name: 'Contestar' }).click()
    await expect.poll(() => call().isHeld).toBe(true)
    await page.getByRole('region', { name: 'Llamada con Pablo Iturbe' }).getByText('Hablando').waitFor()
    const first = page.getByRole('region', { name: 'Llamada con Rosa Quintana' })
    await first.getByRole('button', { name: /^Hablar con Rosa Quintana/ }).click()
    await expect.poll(() => [call().isHeld, calls.must(second).call.isHeld]).toEqual([false, true])
  })

  it('nobody asks: a call that was given to one is heard alone, too', async () => {
    const { calls, call } = await talking()
    const second = calls.arrives('Pablo Iturbe', support, lucia)
    await expect.poll(() => [call().isHeld, calls.must(second).call.isHeld]).toEqual([true, false])
  })

  it('a colleague: who, why and about whom; A answers, X refuses', async () => {
    const { page, calls, call } = await talking()
    const theirs = calls.arrives('Pablo Iturbe', support, bruno)
    calls.invite(theirs, { kind: 'agent', agentId: lucia }, 'consulted')
    const card = page.getByRole('article', { name: 'Llamada de Bruno Salas' })
    await card.getByText('Consulta sobre la llamada de Pablo Iturbe').waitFor()
    expect(await inTheWay(page)).toEqual([])
    await page.keyboard.press('x')
    await card.waitFor({ state: 'detached' })
    await expect.poll(() => roleOf(calls.must(theirs).call, lucia)).toBeUndefined()
    calls.step(theirs, { type: 'resumed' })
    calls.invite(theirs, { kind: 'agent', agentId: lucia }, 'consulted')
    await card.waitFor()
    await page.keyboard.press('a')
    await expect
      .poll(() => [roleOf(calls.must(theirs).call, lucia), call().isHeld])
      .toEqual(['consulted', true])
    await page
      .getByRole('region', { name: 'Llamada con Pablo Iturbe' })
      .getByText('Bruno Salas consulta')
      .waitFor({ timeout: 12_000 })
  })
})

describe('without a call', () => {
  it('a colleague is called from the palette, from the list and again; own calls can go elsewhere', async () => {
    const { centre } = stage.now.double
    giveVoice(centre)
    playScene(centre)
    const page = await stage.now.open({ microphones: [headset] })
    await page.getByRole('button', { name: 'Teléfono' }).waitFor()
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.type('llamar a bruno')
    await page.getByRole('option', { name: /Llamar a Bruno Salas/ }).waitFor()
    await page.keyboard.press('Enter')
    const bar = page.getByRole('region', { name: 'Llamada con Bruno Salas' })
    await bar.getByText('Llamando a Bruno Salas').waitFor({ timeout: 12_000 })
    expect(await inTheWay(page)).toEqual([])
    await bar.getByRole('button', { name: 'Colgar la llamada' }).click()
    await bar.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Teléfono' }).click()
    await page.getByRole('menuitem', { name: /Llamar de nuevo/ }).click()
    await bar.getByRole('button', { name: 'Colgar la llamada' }).click()
    await bar.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Teléfono' }).click()
    await page.getByRole('menuitem', { name: /Desvío de llamadas/ }).click()
    await page.getByRole('radio', { name: 'Si no contesta' }).click()
    await page.getByRole('option', { name: /Marta/ }).click()
    expect(await inTheWay(page)).toEqual([])
    await page.getByRole('button', { name: 'Desviar' }).click()
    await page.getByRole('button', { name: /Las llamadas se desvían a Marta Ibáñez/ }).waitFor()
    expect(stage.now.double.session.preferences.get(lucia)?.forwarding).toEqual({
      to: { agentId: marta },
      when: 'no-answer',
    })
  })
})

it('stands in nobody’s way with more contrast', async () => {
  const { page, bar } = await talking({ contrast: 'more' })
  await page.keyboard.press('Shift+H')
  await page.keyboard.press('Shift+M')
  await bar.getByText('Micrófono apagado: el cliente no le oye').waitFor()
  expect(await inTheWay(page)).toEqual([])
})
