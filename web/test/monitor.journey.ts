import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { withRole } from '#core/call/call.ts'
import type { CallId } from '#core/id.ts'
import { callsOf, giveVoice } from './double/call.ts'
import { bruno, lucia, marta, sales } from './double/configuration.ts'
import { inTheWay, phone, setStage, type OpenOptions } from './stage.ts'

const stage = setStage()

async function atTeam(options: OpenOptions = {}): Promise<{ readonly page: Page; readonly callId: CallId }> {
  const { centre } = stage.now.double
  giveVoice(centre)
  const callId = callsOf(centre).arrives('Rosa Landa', sales, bruno, { at: Date.now() - 130_000 })
  const page = await stage.now.open({ as: marta, at: '#/team', ...options })
  page.setDefaultTimeout(20_000)
  return { page, callId }
}

const call = (id: CallId) => callsOf(stage.now.double.centre).must(id).call
const modeOn = (id: CallId) => withRole(call(id), 'supervisor')?.mode ?? null
const row = (page: Page) =>
  page
    .getByRole('list', { name: /^(Colegas|Colleagues)$/ })
    .getByRole('listitem')
    .filter({ hasText: 'Bruno Salas' })
const card = (page: Page) => page.getByRole('dialog', { name: 'Bruno Salas' })
const strip = (page: Page) => page.getByRole('region', { name: 'Supervisión de una llamada' })
const patience = { timeout: 20_000 }

describe('a supervisor and a colleague’s call', () => {
  it('sees it in the list, listens, whispers, joins in and leaves, and is told who hears what', async () => {
    const { page, callId } = await atTeam()
    await row(page).getByText('En conversación').waitFor()
    await row(page)
      .getByText(/^0\d:\d\d$/)
      .first()
      .waitFor()
    await row(page).getByRole('button').first().click()
    await card(page).getByText('Rosa Landa').waitFor()
    await card(page).getByText('En conversación · Ventas').waitFor()
    expect(await inTheWay(page)).toEqual([])
    await card(page).getByRole('button', { name: 'Escuchar' }).click()
    await expect.poll(() => modeOn(callId), patience).toBe('listen')
    await card(page).getByRole('button', { name: 'Dejar la llamada' }).waitFor()
    expect(await inTheWay(page)).toEqual([])
    await card(page).getByRole('button', { name: 'Susurrar' }).click()
    await expect.poll(() => modeOn(callId), patience).toBe('whisper')
    await page.keyboard.press('Escape')
    await strip(page).getByText('Susurrando: solo le oye Bruno Salas, el cliente no.').waitFor()
    await strip(page)
      .getByText(/Llamada de Bruno Salas con Rosa Landa/)
      .waitFor()
    await row(page).getByText('Susurrando').waitFor()
    await strip(page).getByRole('button', { name: 'Intervenir' }).click()
    await strip(page).getByText('Interviniendo: le oyen todos, también el cliente.').waitFor()
    expect(modeOn(callId)).toBe('barge')
    expect(await inTheWay(page)).toEqual([])
    await strip(page).getByRole('button', { name: 'Dejar la llamada' }).click()
    await expect.poll(() => strip(page).count(), patience).toBe(0)
    expect(modeOn(callId)).toBeNull()
    expect(withRole(call(callId), 'owner')).not.toBeNull()
  })

  it('does all of it by keys, and takes the call over after being asked', async () => {
    const { page, callId } = await atTeam()
    await row(page).getByRole('button').first().focus()
    await page.keyboard.press('Enter')
    await card(page).getByRole('button', { name: 'Escuchar' }).press('Enter')
    await expect.poll(() => modeOn(callId), patience).toBe('listen')
    await page.keyboard.press('Escape')
    await strip(page).getByText('Escuchando: nadie le oye.').waitFor()
    for (const [key, mode] of [
      ['Shift+W', 'whisper'],
      ['Shift+J', 'barge'],
      ['Shift+I', 'listen'],
    ] as const) {
      await page.keyboard.press(key)
      await expect.poll(() => modeOn(callId), patience).toBe(mode)
    }
    await page.keyboard.press('Shift+G')
    await page
      .getByText('La llamada pasa ahora mismo a quien supervisa y Bruno Salas sale de ella.')
      .waitFor()
    expect(await inTheWay(page)).toEqual([])
    await page.keyboard.press('Enter')
    await expect.poll(() => page.url(), patience).toContain(`#/active/${call(callId).interactionId}`)
    const owner = withRole(call(callId), 'owner')
    expect(owner?.who).toEqual({ kind: 'agent', agentId: marta })
    await expect.poll(() => strip(page).count(), patience).toBe(0)
  })

  it('goes to the way out by the key that hangs up', async () => {
    const { page, callId } = await atTeam()
    await row(page).getByRole('button').first().click()
    await card(page).getByRole('button', { name: 'Escuchar' }).click()
    await page.keyboard.press('Escape')
    await strip(page).getByText('Escuchando: nadie le oye.').waitFor()
    await page.keyboard.press('Shift+E')
    await page.keyboard.press('Enter')
    await expect.poll(() => modeOn(callId), patience).toBeNull()
  })

  it('sees that the customer waits, and who else looks on', async () => {
    const { page, callId } = await atTeam()
    const { centre } = stage.now.double
    callsOf(centre).step(callId, { type: 'held' })
    await row(page).getByText('Cliente en espera').waitFor()
    const untilAt = Date.now() + 20_000
    const partyId = centre.id('pty')
    callsOf(centre).step(callId, { type: 'monitored', partyId, agentId: lucia, mode: 'listen', untilAt })
    await row(page).getByRole('button').first().click()
    await card(page)
      .getByText('La supervisa Lucía Ferrer: solo puede hacerlo una persona a la vez.')
      .waitFor()
    expect(await card(page).getByRole('button', { name: 'Escuchar' }).count()).toBe(0)
  })

  it('is the only one who sees it', async () => {
    const { page } = await atTeam({ as: lucia })
    await row(page).getByRole('button').first().click()
    await card(page).getByText('Canales').waitFor()
    expect(await card(page).getByText('Rosa Landa').count()).toBe(0)
    expect(await page.getByText('En conversación').count()).toBe(0)
  })

  it('has it on a phone, in English and in high contrast', async () => {
    stage.now.double.session.preferences.set(marta, { language: 'en', contrast: 'high' })
    const { page } = await atTeam({ viewport: phone })
    await row(page).getByText('Talking').waitFor()
    await row(page).getByRole('button').first().click()
    await card(page).getByRole('button', { name: 'Join in' }).click()
    await card(page).getByRole('button', { name: 'Leave the call' }).waitFor()
    expect(await inTheWay(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByText('Joined in: everybody hears you, the customer too.').waitFor()
    expect(await inTheWay(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  })
})
