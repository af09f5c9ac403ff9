import { describe, expect, it } from 'vitest'
import { bruno, lucia, sales } from './double/configuration.ts'
import { playScene } from './double/scene.ts'
import { setStage } from './stage.ts'

const stage = setStage()

async function withOffer(agents = [lucia], autoAnswer = false) {
  const { centre } = stage.now.double
  const scene = playScene(centre)
  const page = await stage.now.open({ at: `#/active/${scene.diego}` })
  await page.getByRole('log').waitFor()
  const id = centre.arrives({ name: 'Nuria Casas', queueId: sales, text: 'Hola' })
  const offer = (): void => centre.offer(id, agents, autoAnswer)
  return { centre, scene, page, id, offer, card: page.getByRole('article', { name: 'Nuria Casas' }) }
}

describe('an offer', () => {
  it('shows the time left, is rejected by its key, and goes without a word', async () => {
    const { page, centre, id, offer, card } = await withOffer()
    offer()
    await card.getByText(/^(20|19|18)$/).waitFor()
    await page.keyboard.press('x')
    await card.waitFor({ state: 'detached' })
    await expect.poll(() => centre.must(id).declines.at(-1)?.why).toBe('rejected')
  })

  it('says who took it when somebody was quicker', async () => {
    const { centre, id, offer, card } = await withOffer([lucia, bruno])
    offer()
    await card.waitFor()
    const state = centre.must(id).state
    const theirs =
      state.name === 'offered' ? state.offers.find(({ agentId }) => agentId === bruno) : undefined
    centre.act(bruno, id, { type: 'accepted', offerId: theirs?.id ?? 'off_none', agentId: bruno })
    await card.getByText('La ha tomado Bruno Salas.').waitFor()
    await expect.poll(() => card.count(), { timeout: 9_000 }).toBe(0)
  })

  it('says so when its time runs out', async () => {
    const { centre, offer, card } = await withOffer()
    centre.offerMs = 900
    offer()
    await expect.poll(() => card.textContent()).toContain('Se acabó el tiempo')
  })

  it('is accepted by the page where the queue answers by itself, with a word', async () => {
    const { page, centre, id, offer } = await withOffer([lucia], true)
    offer()
    await page.getByText('Esta cola responde automáticamente', { exact: false }).waitFor()
    await expect.poll(() => centre.must(id).state.name).toBe('active')
  })

  it('leaves letters alone while somebody writes, and is accepted by a chord pressed twice', async () => {
    const { page, centre, id, offer, card } = await withOffer()
    const field = page.getByRole('textbox')
    await field.focus()
    offer()
    await card.waitFor()
    await page.keyboard.type('axa')
    expect(await field.inputValue()).toBe('axa')
    expect(centre.must(id).state.name).toBe('offered')
    await page.keyboard.press('Control+Enter')
    await card.getByText('Ctrl + Intro otra vez', { exact: false }).waitFor()
    expect(centre.must(id).state.name).toBe('offered')
    await page.keyboard.press('Control+Enter')
    await expect.poll(() => centre.must(id).state.name).toBe('active')
  })

  it('is answered while a window is open, by mouse and by key', async () => {
    const { page, centre, id, offer, card } = await withOffer()
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Teclas' }).waitFor()
    offer()
    await card.getByRole('button', { name: 'Aceptar' }).click()
    await expect.poll(() => centre.must(id).state.name).toBe('active')
  })

  it('does not lie over the composer', async () => {
    const { page, offer, card } = await withOffer()
    await page.setViewportSize({ width: 1024, height: 700 })
    offer()
    await card.waitFor()
    const box = await card.boundingBox()
    const field = await page.getByRole('textbox').boundingBox()
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(field?.y ?? 0)
  })
})
