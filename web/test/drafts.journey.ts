import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { bruno, lucia } from './double/configuration.ts'
import { draftsOf } from './double/drafts.ts'
import { playScene } from './double/scene.ts'
import { inTheWay, phone, setStage } from './stage.ts'

const stage = setStage()

async function onStage() {
  const { centre } = stage.now.double
  const scene = playScene(centre)
  const id = scene.diego
  const open = async (options: Parameters<typeof stage.now.open>[0] = {}): Promise<Page> => {
    const page = await stage.now.open({ at: `#/active/${id}`, ...options })
    await page.getByRole('log').waitFor()
    return page
  }
  const server = (): string => draftsOf(centre).of(lucia, id)?.text ?? ''
  const said = (): string[] =>
    (centre.messages.get(id) ?? []).filter(({ direction }) => direction === 'out').map(({ text }) => text)
  return { centre, id, open, server, said }
}

const field = (page: Page) => page.locator('[data-composer]')

describe('what is being written', () => {
  it('is on the server within a second, on another device, and in the list', async () => {
    const { open, server } = await onStage()
    const here = await open()
    await field(here).fill('Le llega el jueves')
    const typedAt = Date.now()
    await expect.poll(server, { interval: 20 }).toBe('Le llega el jueves')
    expect(Date.now() - typedAt).toBeLessThan(1_500)
    await here.getByRole('listbox').getByText('Borrador').waitFor()
    const there = await open({ viewport: phone })
    await expect.poll(() => field(there).inputValue()).toBe('Le llega el jueves')
    await field(there).fill('Le llega el viernes')
    await expect.poll(() => field(here).inputValue()).toBe('Le llega el viernes')
    await field(there).fill('')
    await expect.poll(() => field(here).inputValue()).toBe('')
  })

  it('survives a reload at any instant', async () => {
    const { open } = await onStage()
    const page = await open()
    let text = ''
    for (const part of ['Hola', ', Diego.', ' Lo', ' miro', ' ahora.']) {
      text += part
      await field(page).pressSequentially(part)
      // Anything from at once to after it was saved.
      await page.waitForTimeout(text.length * 25 - 100)
      await page.reload()
      await expect.poll(() => field(page).inputValue()).toBe(text)
      await field(page).focus()
      await page.keyboard.press('Control+End')
    }
  })

  it('is not lost when the server goes away while it is typed, and is sent once when it is back', async () => {
    const { open, server, said } = await onStage()
    const page = await open()
    await field(page).fill('Antes del corte')
    await expect.poll(server).toBe('Antes del corte')
    stage.now.double.setDown(true)
    await field(page).fill('Escrito sin conexión')
    await page.getByText('Sin conexión', { exact: false }).first().waitFor()
    await field(page).press('Enter')
    expect(await field(page).inputValue()).toBe('')
    await page.getByRole('log').getByText('Escrito sin conexión').waitFor()
    await page.getByText('1 mensaje', { exact: false }).first().waitFor()
    await field(page).fill('Y lo siguiente')
    await page.waitForTimeout(1_200)
    expect(said()).not.toContain('Escrito sin conexión')
    stage.now.double.setDown(false)
    await page.getByRole('button', { name: 'Conectar ahora' }).click()
    await expect.poll(said, { timeout: 10_000 }).toContain('Escrito sin conexión')
    await expect.poll(server, { timeout: 20_000 }).toBe('Y lo siguiente')
    expect(await field(page).inputValue()).toBe('Y lo siguiente')
    expect(said().filter((text) => text === 'Escrito sin conexión')).toHaveLength(1)
  })

  it('is in the message that was sent, and nowhere else afterwards', async () => {
    const { open, server, said } = await onStage()
    const [here, there] = [await open(), await open()]
    await field(here).fill('Ya está en camino')
    await expect.poll(() => field(there).inputValue()).toBe('Ya está en camino')
    await field(here).press('Enter')
    await expect.poll(said).toContain('Ya está en camino')
    await expect.poll(server).toBe('')
    await expect.poll(() => field(there).inputValue()).toBe('')
    await here.reload()
    await here.getByRole('log').waitFor()
    expect(await field(here).inputValue()).toBe('')
  })

  it('keeps both texts when two devices wrote, and the person chooses', async () => {
    const { open, server } = await onStage()
    const [here, there] = [await open(), await open()]
    await there.context().setOffline(true)
    await field(there).fill('Desde el portátil')
    await field(here).fill('Desde la oficina')
    await expect.poll(server).toBe('Desde la oficina')
    await there.context().setOffline(false)
    const line = there.getByRole('group', { name: 'También escrito en otro dispositivo' })
    await line.getByText('Desde la oficina').waitFor({ timeout: 20_000 })
    expect(await field(there).inputValue()).toBe('Desde el portátil')
    expect(await inTheWay(there)).toEqual([])
    await line.getByRole('button', { name: 'Usar' }).click()
    await expect.poll(() => field(there).inputValue()).toBe('Desde el portátil\nDesde la oficina')
    await expect.poll(server).toBe('Desde el portátil\nDesde la oficina')
  })

  it('goes with the conversation to its next owner, and stays its author’s', async () => {
    const { open, centre, id, server } = await onStage()
    const page = await open()
    await field(page).fill('Le cuento')
    await expect.poll(server).toBe('Le cuento')
    centre.act(lucia, id, { type: 'assigned', agentId: bruno })
    const theirs = await open({ as: bruno })
    const line = theirs.getByRole('group', { name: 'Borrador de Lucía Ferrer' })
    await line.getByText('Le cuento').waitFor()
    expect(await inTheWay(theirs)).toEqual([])
    await line.getByRole('button', { name: 'Usar' }).click()
    await expect.poll(() => field(theirs).inputValue()).toBe('Le cuento')
    await expect.poll(() => line.count()).toBe(0)
    expect(await theirs.evaluate(() => document.activeElement?.hasAttribute('data-composer'))).toBe(true)
    expect(server()).toBe('Le cuento')
  })
})
