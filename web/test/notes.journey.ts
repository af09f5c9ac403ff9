import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { bruno, lucia, marta, sales } from './double/configuration.ts'
import { draftsOf } from './double/drafts.ts'
import { playScene } from './double/scene.ts'
import { inTheWay, setStage } from './stage.ts'

const stage = setStage()

async function onStage(who: 'diego' | 'elena' = 'diego') {
  const { centre } = stage.now.double
  const id = playScene(centre)[who]
  if (who === 'elena')
    centre.act(lucia, id, { type: 'disposed', dispositionId: 'dsp_sold', policy: 'mandatory' })
  const drafts = draftsOf(centre)
  const open = async (options: Parameters<typeof stage.now.open>[0] = {}): Promise<Page> => {
    const list = who === 'elena' ? 'ended' : 'active'
    const page = await stage.now.open({ at: `#/${list}/${id}`, ...options })
    await page.getByRole('log').waitFor()
    return page
  }
  const draft = (): string => drafts.of(lucia, id, 'note')?.text ?? ''
  const saveAs = (agentId: Parameters<typeof drafts.saveNote>[0], text: string): void => {
    const view = centre.must(id)
    drafts.saveNote(agentId, view, { text, baseVersion: drafts.note(id).version })
  }
  return { centre, id, drafts, open, draft, saveAs, note: () => drafts.note(id) }
}

const field = (page: Page) => page.getByRole('textbox', { name: 'Nota' })
async function goToNote(page: Page): Promise<void> {
  await page.getByRole('log').focus()
  await page.keyboard.press('n')
  await expect.poll(() => field(page).evaluate((element) => element === document.activeElement)).toBe(true)
}

describe('a note', () => {
  it('is written and saved by keyboard alone; unsaved it is a draft on the server and says so', async () => {
    const { open, draft, note } = await onStage()
    const page = await open()
    await goToNote(page)
    await page.keyboard.type('Prefiere que le llamen por la tarde')
    await page.getByText('Sin guardar').waitFor()
    await page.getByText('Queda como borrador en el servidor.').waitFor()
    expect(draft()).toBe('Prefiere que le llamen por la tarde')
    expect(note().version).toBe(0)
    expect(await inTheWay(page)).toEqual([])
    await page.keyboard.press('Control+Enter')
    await page.getByText('Guardada por Lucía Ferrer', { exact: false }).waitFor()
    expect(note()).toMatchObject({ version: 1, text: 'Prefiere que le llamen por la tarde' })
    await expect.poll(draft).toBe('')
    await page.getByText('1 versión').click()
    await page.getByText('Actual').click()
    expect(await inTheWay(page)).toEqual([])
  })

  it('is saved by its chord while something is offered; saved, the chord is the offer’s again', async () => {
    const { centre, open, note } = await onStage()
    const page = await open()
    const id = centre.arrives({ name: 'Nuria Casas', queueId: sales, text: 'Hola' })
    centre.offer(id, [lucia])
    await goToNote(page)
    await page.keyboard.type('Devolver la llamada')
    await page.keyboard.press('Control+Enter')
    await page.getByText('Guardada por Lucía Ferrer', { exact: false }).waitFor()
    expect(note().text).toBe('Devolver la llamada')
    expect(centre.must(id).state.name).toBe('offered')
    await page.keyboard.press('Control+Enter')
    await page.keyboard.press('Control+Enter')
    await expect.poll(() => centre.must(id).state.name).toBe('active')
  })

  it('is left with Escape: then letters are keys again', async () => {
    const { open } = await onStage()
    const page = await open()
    await goToNote(page)
    await page.keyboard.type('Algo')
    await page.keyboard.press('Escape')
    await page.keyboard.press('c')
    await page.getByRole('list', { name: 'Colegas' }).waitFor()
    await page.keyboard.press('c')
    await goToNote(page)
    expect(await field(page).inputValue()).toBe('Algo')
  })

  it('begun on one device is gone on with on another', async () => {
    const { open } = await onStage()
    const here = await open()
    await goToNote(here)
    await here.keyboard.type('Empezada aquí')
    await here.getByText('Queda como borrador en el servidor.').waitFor()
    await here.reload()
    await here.getByRole('log').waitFor()
    await goToNote(here)
    expect(await field(here).inputValue()).toBe('Empezada aquí')
    const there = await open()
    await goToNote(there)
    await expect.poll(() => field(there).inputValue()).toBe('Empezada aquí')
  })

  it('that somebody else saved meanwhile: both texts are there, and the person chooses', async () => {
    const { open, saveAs, note } = await onStage()
    const page = await open()
    await goToNote(page)
    await page.keyboard.type('Lo mío')
    saveAs(marta, 'Lo de Marta')
    const theirs = page.getByRole('alert').filter({ hasText: 'Marta Ibáñez ha guardado otra versión' })
    await theirs.getByText('Lo de Marta').waitFor()
    expect(await field(page).inputValue()).toBe('Lo mío')
    expect(await inTheWay(page)).toEqual([])
    await field(page).press('Control+Enter')
    expect(note().version).toBe(1)
    await theirs.getByRole('button', { name: 'Quedarse con la mía' }).click()
    await field(page).press('Control+Enter')
    await expect.poll(() => note().version).toBe(2)
    expect(note().versions.map(({ text }) => text)).toEqual(['Lo mío', 'Lo de Marta'])
    await expect.poll(() => theirs.count()).toBe(0)
  })

  it('is not lost when the server is away while it is saved', async () => {
    const { open, note } = await onStage()
    const page = await open()
    await goToNote(page)
    await page.keyboard.type('Importante')
    stage.now.double.setDown(true)
    await page.keyboard.press('Control+Enter')
    await page.getByText('La nota no se ha guardado', { exact: false }).waitFor()
    expect(await field(page).inputValue()).toBe('Importante')
    stage.now.double.setDown(false)
    await page.getByRole('button', { name: 'Guardar la nota' }).click()
    await expect.poll(() => note().text).toBe('Importante')
  })

  it('unsaved is asked about before the interaction is marked done', async () => {
    const { open, note, centre, id } = await onStage('elena')
    const page = await open()
    await goToNote(page)
    await page.keyboard.type('No olvidar')
    await page.keyboard.press('Escape')
    const isOpen = (): boolean => centre.interactions.has(id) && centre.must(id).state.name !== 'closed'
    const done = page.getByRole('button', { name: /Marcar como terminado/ })
    await done.click()
    const dialog = page.getByRole('dialog', { name: 'Hay una nota sin guardar' })
    await dialog.getByText('No olvidar').waitFor()
    expect(await inTheWay(page)).toEqual([])
    await page.keyboard.press('Escape')
    await expect.poll(() => dialog.count()).toBe(0)
    expect(isOpen()).toBe(true)
    await done.click()
    await dialog.getByRole('button', { name: 'Guardar y terminar' }).click()
    await expect.poll(isOpen).toBe(false)
    expect(note().text).toBe('No olvidar')
  })

  it('kept as a draft of what is done is not forgotten', async () => {
    const { open, note, id } = await onStage('elena')
    const page = await open()
    await goToNote(page)
    await page.keyboard.type('Para luego')
    await page.getByRole('button', { name: /Marcar como terminado/ }).click()
    await page.getByRole('button', { name: 'Terminar y dejarla como borrador' }).click()
    await page.getByRole('button', { name: '1 nota sin guardar' }).click()
    const dialog = page.getByRole('dialog', { name: '1 nota sin guardar' })
    await dialog.getByText('Para luego').waitFor()
    expect(await inTheWay(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Guardar la nota' }).click()
    await expect.poll(() => note().text).toBe('Para luego')
    expect(id).not.toBe('')
  })

  it('is seen by the next owner', async () => {
    const { open, saveAs, centre, id } = await onStage()
    saveAs(lucia, 'Ya se le explicó la garantía')
    centre.act(lucia, id, { type: 'assigned', agentId: bruno })
    const page = await open({ as: bruno })
    await goToNote(page)
    expect(await field(page).inputValue()).toBe('Ya se le explicó la garantía')
  })

  it('unsaved is asked about before signing out, and is there again afterwards', async () => {
    const { open, draft } = await onStage()
    const page = await open()
    await goToNote(page)
    await page.keyboard.type('A medias')
    await page.getByRole('button', { name: /^Cuenta y preferencias/ }).click()
    await page.getByRole('menuitem', { name: 'Cerrar sesión' }).click()
    // What is in hand is asked about first.
    await page.getByRole('button', { name: 'Cerrar sesión' }).click()
    const note = page.getByRole('dialog', { name: 'Hay una nota sin guardar' })
    await note.getByRole('button', { name: 'Salir y dejar los borradores' }).click()
    await page.getByLabel('Correo electrónico').waitFor()
    expect(draft()).toBe('A medias')
  })
})
