import { expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { bruno, lucia } from './double/configuration.ts'
import { playScene } from './double/scene.ts'
import { tagsOf } from './double/tags.ts'
import { inTheWay, setStage } from './stage.ts'

const stage = setStage()
const tags = (page: Page) => page.getByRole('region', { name: 'Etiquetas' })

it('tags are put on and taken off by keyboard alone, several in one go', async () => {
  const { centre } = stage.now.double
  const { diego } = playScene(centre)
  const page = await stage.now.open({ at: `#/active/${diego}` })
  await page.getByRole('log').waitFor()
  await page.keyboard.press('l')
  const window = page.getByRole('dialog', { name: 'Etiquetas' })
  await window.waitFor()
  await page.keyboard.type('envio')
  await page.getByRole('option', { name: /Envío/ }).last().waitFor()
  await page.keyboard.press('Enter')
  await expect.poll(() => centre.must(diego).tagIds).toEqual(['tag_urgent', 'tag_delivery'])
  await page.keyboard.type('fiel')
  await window.getByRole('option', { name: /Cliente fiel/ }).waitFor()
  await page.keyboard.press('Enter')
  await expect.poll(() => centre.must(diego).tagIds).toEqual(['tag_urgent', 'tag_delivery', 'tag_loyal'])
  expect(await inTheWay(page)).toEqual([])
  await page.keyboard.press('Escape')
  await window.waitFor({ state: 'detached' })
  await tags(page).getByRole('button', { name: 'Quitar la etiqueta Urgente' }).focus()
  await page.keyboard.press('Delete')
  await expect.poll(() => centre.must(diego).tagIds).toEqual(['tag_delivery', 'tag_loyal'])
  await page.getByRole('option', { name: /Diego.*Envío.*Cliente fiel/ }).waitFor()
})

it('Enter right behind the letters means the first one', async () => {
  const { centre } = stage.now.double
  const { diego } = playScene(centre)
  const page = await stage.now.open({ at: `#/active/${diego}` })
  await tags(page).getByRole('button', { name: 'Añadir etiqueta' }).press('Enter')
  await page.getByRole('dialog', { name: 'Etiquetas' }).waitFor()
  await page.keyboard.type('envio\n')
  await expect.poll(() => centre.must(diego).tagIds).toEqual(['tag_urgent', 'tag_delivery'])
  expect(await page.getByRole('searchbox').inputValue()).toBe('')
})

it('a new word becomes a tag, is seen at once, and is one with its other spellings', async () => {
  const { centre } = stage.now.double
  const { diego } = playScene(centre)
  const page = await stage.now.open({ at: `#/active/${diego}` })
  await tags(page).getByRole('button', { name: 'Añadir etiqueta' }).click()
  await page.getByRole('searchbox').fill('Avería')
  await page.getByRole('option', { name: 'Crear «Avería»' }).click()
  await tags(page).getByText('Avería').waitFor()
  await page.getByRole('searchbox').fill('AVERIA')
  await page.getByRole('option', { name: /Avería.*puesta/ }).waitFor()
  expect(await page.getByRole('option', { name: /Crear/ }).count()).toBe(0)
  expect(tagsOf(centre).filter(({ name }) => name === 'Avería')).toHaveLength(1)
})

it('what the server refuses is undone with a word why; who may not tag sees tags and no buttons', async () => {
  const { centre } = stage.now.double
  const { diego } = playScene(centre)
  const page = await stage.now.open({ at: `#/active/${diego}` })
  await tags(page).getByText('Urgente').waitFor()
  await page.route('**/tags', async (route) => {
    await route.fulfill({
      status: 409,
      contentType: 'application/json',
      body: JSON.stringify({ error: { code: 'tag-archived', message: '' } }),
    })
  })
  await tags(page).getByRole('button', { name: 'Quitar la etiqueta Urgente' }).click()
  await page.getByText('Esa etiqueta ya no se usa. Elegir otra.').waitFor()
  await tags(page).getByText('Urgente').waitFor()
  const other = await stage.now.open({ as: bruno, at: '#/pending' })
  await other.getByRole('option', { name: /Ainhoa/ }).click()
  await tags(other).getByText('Factura').waitFor()
  expect(await tags(other).getByRole('button').count()).toBe(0)
  expect(centre.must(diego).tagIds).toEqual(['tag_urgent'])
  expect(centre.presences.has(lucia)).toBe(true)
})
