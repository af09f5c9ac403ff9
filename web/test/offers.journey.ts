import { describe, expect, it } from 'vitest'
import { bruno, lucia, sales } from './double/configuration.ts'
import { playScene } from './double/scene.ts'
import { inTheWay, phone, setStage } from './stage.ts'

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

  it('is rejected by a chord with Shift while somebody writes', async () => {
    const { page, centre, id, offer, card } = await withOffer()
    await page.getByRole('textbox', { name: /^Mensaje para/ }).focus()
    offer()
    await card.waitFor()
    await page.keyboard.press('Control+Shift+Enter')
    await card.getByText('otra vez para rechazar', { exact: false }).waitFor()
    await page.keyboard.press('Control+Shift+Enter')
    await expect.poll(() => centre.must(id).declines.at(-1)?.why).toBe('rejected')
  })

  it('that is answered by itself takes nobody’s caret: whoever writes goes on writing', async () => {
    const { page, centre, id, offer } = await withOffer([lucia], true)
    const field = page.getByRole('textbox', { name: /^Mensaje para/ })
    await field.fill('A medias')
    const place = page.url()
    offer()
    await page.getByText('ya está en Activas', { exact: false }).waitFor()
    await expect.poll(() => centre.must(id).state.name).toBe('active')
    await page.keyboard.type(' y sigo')
    expect(await field.inputValue()).toBe('A medias y sigo')
    expect(page.url()).toBe(place)
  })

  it('with a name and a queue of any length keeps its shape', async () => {
    const { centre } = stage.now.double
    playScene(centre)
    const page = await stage.now.open()
    const name =
      'Maximiliano Bartolomé de la Santísima Trinidad Fernández-Villaverde y Goicoechea del Campo Largo'
    centre.offer(centre.arrives({ name, queueId: sales, text: 'x'.repeat(300) }), [lucia])
    const card = page.getByRole('article', { name })
    await card.waitFor()
    const [box, time] = await Promise.all([
      card.boundingBox(),
      card.getByText('espera', { exact: false }).boundingBox(),
    ])
    expect((time?.x ?? 0) + (time?.width ?? 0)).toBeLessThanOrEqual((box?.x ?? 0) + (box?.width ?? 0))
    expect(time?.height).toBeLessThan(30)
    expect(await card.evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0)
  })

  it('stays where it is when others come, and a press right after a move is not taken for another one', async () => {
    const { centre } = stage.now.double
    playScene(centre)
    const page = await stage.now.open()
    const come = (name: string) => {
      const id = centre.arrives({ name, queueId: sales, text: 'Hola' })
      centre.offer(id, [lucia, bruno])
      return id
    }
    const first = come('Primera')
    const card = page.getByRole('article', { name: 'Primera' })
    await card.waitFor()
    const before = await card.boundingBox()
    const second = come('Segunda')
    await page.getByRole('article', { name: 'Segunda' }).waitFor()
    expect(await card.boundingBox()).toEqual(before)
    // Somebody takes the lower one; the upper one comes down, and the key that was meant for the lower one falls on it.
    await page.evaluate(() => {
      const region = document.querySelector('section[aria-label=Ofertas]') as HTMLElement
      new MutationObserver((_, observer) => {
        if (!region.textContent?.includes('La ha tomado')) return
        observer.disconnect()
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'a', code: 'KeyA', bubbles: true }))
      }).observe(region, { childList: true, subtree: true, characterData: true })
    })
    centre.act(bruno, first, { type: 'pulled', agentId: bruno })
    await page.getByText('Las ofertas se acaban de mover', { exact: false }).waitFor()
    expect(centre.must(second).state.name).toBe('offered')
    await expect
      .poll(async () => {
        await page.keyboard.press('a')
        return centre.must(second).state.name
      })
      .toBe('active')
  })

  it('of which there are many waits behind a button, and is reached from there', async () => {
    const { centre } = stage.now.double
    playScene(centre)
    const page = await stage.now.open()
    for (const name of ['Uno', 'Dos', 'Tres', 'Cuatro', 'Cinco'])
      centre.offer(centre.arrives({ name, queueId: sales, text: 'Hola' }), [lucia])
    const region = page.getByRole('region', { name: 'Ofertas' })
    await region.getByRole('button', { name: '2 más' }).click()
    await expect.poll(() => region.getByRole('article').count()).toBe(5)
    await page.setViewportSize(phone)
    await region.getByRole('button', { name: 'Ver menos' }).click()
    await expect.poll(() => region.getByRole('article').count()).toBe(1)
    expect(await inTheWay(page)).toEqual([])
  })
})
