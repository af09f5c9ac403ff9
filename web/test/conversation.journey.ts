import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { playScene } from './double/scene.ts'
import { setStage } from './stage.ts'

const stage = setStage()

async function withConversation(who: 'carmen' | 'diego' = 'diego') {
  const { centre } = stage.now.double
  const scene = playScene(centre)
  const page = await stage.now.open({ at: `#/active/${scene[who]}` })
  const log = page.getByRole('log')
  await log.waitFor()
  return { centre, scene, page, log, id: scene[who] }
}
const last = (page: Page) => page.getByRole('log').getByText('Qué rapidez, gracias. Lo miro ahora mismo.')
const distanceFromEnd = (page: Page): Promise<number> =>
  page.getByRole('log').evaluate((log) => log.scrollHeight - log.clientHeight - log.scrollTop)

describe('a long conversation', () => {
  it('opens at its end and stays there when something is said', async () => {
    const { page, centre, id, log } = await withConversation('carmen')
    await last(page).waitFor()
    await expect.poll(() => distanceFromEnd(page)).toBeLessThan(4)
    centre.customerSays(id, 'Y una cosa más.')
    await log.getByText('Y una cosa más.').waitFor()
    await expect.poll(() => distanceFromEnd(page)).toBeLessThan(4)
  })

  it('fetches older parts while what is read keeps its place', async () => {
    const { page, log } = await withConversation('carmen')
    await last(page).waitFor()
    const pages = (): number =>
      stage.now.double.session.asked.filter((one) => (one as { path?: string }).path?.endsWith('/messages'))
        .length
    await expect.poll(pages).toBe(1)
    // Up to the top of what is there, as a reader does it: turn by turn.
    for (let turn = 0; turn < 60 && pages() === 1; turn++) {
      await log.hover()
      await page.mouse.wheel(0, -400)
      await page.waitForTimeout(40)
    }
    expect(pages()).toBe(2)
    const top = await log.evaluate((element) => {
      const line = [...element.querySelectorAll('[data-index]')].find(
        (one) => one.getBoundingClientRect().top > element.getBoundingClientRect().top,
      )
      return { text: line?.textContent ?? '', y: line?.getBoundingClientRect().top ?? 0 }
    })
    await page.waitForTimeout(300)
    const after = await log.evaluate(
      (element, text) =>
        [...element.querySelectorAll('[data-index]')]
          .filter((one) => one.textContent === text)
          .map((one) => one.getBoundingClientRect().top),
      top.text,
    )
    expect(after.some((y) => Math.abs(y - top.y) < 3)).toBe(true)
  })

  it('is not moved away from what is being read, and offers the way to the end', async () => {
    const { page, centre, id, log } = await withConversation('carmen')
    await last(page).waitFor()
    await log.hover()
    await page.mouse.wheel(0, -900)
    await page.getByRole('button', { name: 'Ir al final' }).waitFor()
    const before = await distanceFromEnd(page)
    centre.customerSays(id, 'Algo nuevo abajo.')
    await page.waitForTimeout(200)
    expect(await distanceFromEnd(page)).toBeGreaterThanOrEqual(before)
    expect(centre.must(id).summary.unread).toBeGreaterThan(0)
    await page.getByRole('button', { name: 'Ir al final' }).click()
    await log.getByText('Algo nuevo abajo.').waitFor()
    await expect.poll(() => centre.must(id).summary.unread).toBe(0)
  })

  it('jumps to a date by keyboard, reads on from there, and comes back', async () => {
    const { page, log } = await withConversation('carmen')
    await last(page).waitFor()
    await page.keyboard.press('h')
    await page.getByRole('grid').waitFor()
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('Enter')
    await log.getByText('Comienza la conversación').waitFor()
    await expect.poll(() => last(page).count()).toBe(0)
    for (let turn = 0; turn < 40 && (await last(page).count()) === 0; turn++) {
      await log.hover()
      await page.mouse.wheel(0, 900)
      await page.waitForTimeout(60)
    }
    await last(page).waitFor()
  })
})

describe('what is written', () => {
  it('is kept over a reload and over a look elsewhere', async () => {
    const { page } = await withConversation()
    await page.getByRole('textbox').fill('A medio escribir')
    await page.getByRole('option', { name: /Carmen/ }).click()
    await page.getByRole('heading', { name: 'Carmen Ortega', level: 2 }).first().waitFor()
    expect(await page.getByRole('textbox').inputValue()).toBe('')
    await page.getByRole('option', { name: /Diego/ }).click()
    await expect.poll(() => page.getByRole('textbox').inputValue()).toBe('A medio escribir')
    await page.reload()
    await expect.poll(() => page.getByRole('textbox').inputValue()).toBe('A medio escribir')
  })

  it('is shown as queued while the line is down, survives a reload, and goes once when it is back', async () => {
    const { page, centre, id } = await withConversation()
    stage.now.double.setDown(true)
    await page.getByRole('textbox').fill('Hasta mañana')
    await page.keyboard.press('Enter')
    await page.getByText('En cola: sin conexión').waitFor()
    await page.getByText('1 mensaje en cola', { exact: false }).waitFor()
    stage.now.double.setDown(false)
    await page.getByText('En cola: sin conexión').waitFor({ state: 'detached', timeout: 20_000 })
    await expect
      .poll(() => centre.messages.get(id)?.filter(({ text }) => text === 'Hasta mañana').length)
      .toBe(1)
    await page.reload()
    await page.getByRole('log').getByText('Hasta mañana').waitFor()
    expect(centre.messages.get(id)?.filter(({ text }) => text === 'Hasta mañana')).toHaveLength(1)
  })

  it('that was refused says why and is not lost', async () => {
    const { page, centre, id } = await withConversation()
    stage.now.double.setDown(true)
    await page.getByRole('textbox').fill('Demasiado tarde')
    await page.keyboard.press('Enter')
    await page.getByText('En cola: sin conexión').waitFor()
    centre.customerLeaves(id)
    stage.now.double.setDown(false)
    await page
      .getByText('La conversación ha terminado; ya no se puede escribir en ella.')
      .waitFor({ timeout: 15_000 })
    await page.getByRole('button', { name: 'Descartar', exact: true }).click()
    await expect.poll(() => page.getByText('Demasiado tarde').count()).toBe(0)
  })

  it('that the channel could not deliver says why, and can be written again', async () => {
    const { page, centre, id } = await withConversation()
    await page.getByRole('textbox').fill('Adiós')
    await page.keyboard.press('Enter')
    await expect.poll(() => centre.messages.get(id)?.at(-1)?.text).toBe('Adiós')
    centre.mark(id, centre.messages.get(id)?.at(-1)?.position ?? 0, 'failed', 'El cliente ya no está')
    await page.getByText('El cliente ya no está').waitFor()
    await page.getByRole('button', { name: 'Volver a escribir' }).click()
    expect(await page.getByRole('textbox').inputValue()).toBe('Adiós')
  })

  it('tells the customer that somebody writes, and takes it back', async () => {
    const { page, id } = await withConversation()
    const said = (): unknown[] =>
      stage.now.double.session.asked.filter((one) => (one as { type?: string }).type === 'typing')
    await page.getByRole('textbox').pressSequentially('Hola')
    await expect.poll(said).toEqual([{ type: 'typing', interactionId: id, on: true }])
    await page.keyboard.press('Enter')
    await expect.poll(said).toEqual([
      { type: 'typing', interactionId: id, on: true },
      { type: 'typing', interactionId: id, on: false },
    ])
  })
})

describe('files', () => {
  const photo = {
    name: 'guía cajón.png',
    mimeType: 'image/png',
    buffer: Buffer.from('89504e470d0a1a0a', 'hex'),
  }

  it('go with a message, and come back as something to download', async () => {
    const { page, centre, id } = await withConversation()
    await page
      .locator('input[type=file]')
      .setInputFiles([photo, { name: 'nota.txt', mimeType: 'text/plain', buffer: Buffer.from('hola') }])
    const tray = page.getByRole('list', { name: 'Archivos adjuntos' })
    await tray.getByText('guía cajón.png').waitFor()
    await page.getByRole('button', { name: 'Quitar nota.txt' }).click()
    await page.getByRole('button', { name: 'Enviar' }).click()
    await expect
      .poll(() =>
        centre.messages
          .get(id)
          ?.at(-1)
          ?.files.map(({ name }) => name),
      )
      .toEqual(['guía cajón.png'])
    await page.getByRole('link', { name: /Descargar guía cajón\.png/ }).waitFor()
    await tray.waitFor({ state: 'detached' })
  })

  it('that are refused say why and do not hold up the text', async () => {
    const { page, centre, id } = await withConversation()
    await page
      .locator('input[type=file]')
      .setInputFiles([{ name: 'virus.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ') }])
    await page.getByText('Este tipo de archivo no se admite (exe).').waitFor()
    await page.getByRole('textbox').fill('Sigo aquí')
    await page.keyboard.press('Enter')
    await expect.poll(() => centre.messages.get(id)?.at(-1)?.text).toBe('Sigo aquí')
  })
})

describe('what a stranger sends', () => {
  it('is text and nothing else', async () => {
    const { centre, id, log } = await withConversation()
    centre.customerSays(id, '<img src=x onerror=alert(1)> javascript:alert(1) https://example.org/ok')
    await log.getByText('<img src=x onerror=alert(1)>', { exact: false }).waitFor()
    expect(
      await log.getByRole('link').evaluateAll((links) => links.map((link) => link.getAttribute('href'))),
    ).toEqual(['https://example.org/ok'])
  })
})
