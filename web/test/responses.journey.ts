import { describe, expect, it } from 'vitest'
import { lucia } from './double/configuration.ts'
import { playScene } from './double/scene.ts'
import { inTheWay, phone, setStage, type OpenOptions } from './stage.ts'

const stage = setStage()

async function withDiego(options: OpenOptions = {}) {
  const { centre, session } = stage.now.double
  const scene = playScene(centre)
  const page = await stage.now.open({ at: `#/active/${scene.diego}`, ...options })
  await page.getByRole('log').waitFor()
  const field = page.locator('[data-composer]')
  const list = page.getByRole('listbox', { name: 'Respuestas estándar' })
  const said = () => centre.messages.get(scene.diego)?.filter(({ direction }) => direction === 'out') ?? []
  return { centre, session, scene, page, field, list, said }
}

describe('the list at the caret', () => {
  it('opens with a stroke, is narrowed down by typing, and inserts with the values filled in', async () => {
    const { page, field, list } = await withDiego()
    await field.click()
    await page.keyboard.type('Buenas. /')
    await list.waitFor()
    expect(await list.getByRole('option').count()).toBe(5)
    // What is for another channel only is not there.
    expect(await list.getByText('Solo por correo').count()).toBe(0)
    await page.keyboard.type('hola')
    await list.getByRole('option', { name: /^Saludo/ }).waitFor()
    expect(await list.getByRole('option').count()).toBe(1)
    await page.keyboard.press('Enter')
    await expect.poll(() => field.inputValue()).toBe('Buenas. Hola, Diego. Soy Lucía, ¿en qué puedo ayudar?')
    expect(await list.count()).toBe(0)
    await page.keyboard.type(' Gracias.')
    expect(await field.inputValue()).toMatch(/ayudar\? Gracias\.$/)
  })

  it('is gone through with the arrows, and the field says which one is meant', async () => {
    const { page, field, list, session } = await withDiego()
    await field.click()
    await page.keyboard.type('/pe')
    await list.waitFor()
    const meant = async (): Promise<string> =>
      (await page.locator(`[id="${await field.getAttribute('aria-activedescendant')}"]`).innerText()).split(
        '\n',
      )[0] ?? ''
    expect(await field.getAttribute('aria-controls')).toBe(await list.getAttribute('id'))
    expect(await meant()).toBe('Estado del pedido')
    await page.keyboard.press('ArrowDown')
    await expect.poll(meant).toBe('Despedida')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('ArrowUp')
    await expect.poll(meant).toBe('Pedir disculpas por el retraso')
    await page.keyboard.press('Enter')
    await expect
      .poll(() => field.inputValue())
      .toBe('Sentimos el retraso del pedido A-20655. Un camión se averió.')
    await expect.poll(() => session.preferences.get(lucia)?.recentResponseIds).toEqual(['rsp_late'])
    expect(await field.getAttribute('aria-activedescendant')).toBeNull()
  })

  it('leaves what was typed when it is closed, and does not come again for the same stroke', async () => {
    const { page, field, list, said } = await withDiego()
    await field.click()
    await page.keyboard.type('/hol')
    await list.waitFor()
    await page.keyboard.press('Escape')
    await list.waitFor({ state: 'detached' })
    await page.keyboard.type('a')
    expect(await field.inputValue()).toBe('/hola')
    expect(await list.count()).toBe(0)
    expect(await field.evaluate((one) => one === document.activeElement)).toBe(true)
    await page.keyboard.press('Enter')
    await expect.poll(() => said().at(-1)?.text).toBe('/hola')
  })

  it('stays away from addresses and from what is just written', async () => {
    const { page, field, list } = await withDiego()
    await field.click()
    await page.keyboard.type('mañana y/o https://tienda.example/hola')
    expect(await list.count()).toBe(0)
    await page.keyboard.type(' /zzz no existe')
    expect(await page.getByRole('listbox', { name: 'Respuestas estándar' }).count()).toBe(0)
  })

  it('opens by its button too, and takes its stroke back when it is closed', async () => {
    const { page, field, list } = await withDiego()
    await field.fill('Hola')
    await page.getByRole('button', { name: 'Insertar una respuesta' }).click()
    await list.waitFor()
    expect(await field.inputValue()).toBe('Hola /')
    await page.keyboard.press('Escape')
    await list.waitFor({ state: 'detached' })
    expect(await field.inputValue()).toBe('Hola ')
    await page.getByRole('button', { name: 'Insertar una respuesta' }).click()
    await list.getByRole('option', { name: /Despedida/ }).click()
    await expect.poll(() => field.inputValue()).toBe('Hola Gracias por escribir, Diego. Buen día.')
  })

  it('brings a response’s files along, as the agent’s own', async () => {
    const { page, field, list, said } = await withDiego()
    await field.click()
    await page.keyboard.type('/devolucion')
    await list.getByRole('option', { name: /Condiciones/ }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByText('condiciones.pdf').waitFor()
    await page.keyboard.press('Enter')
    await expect.poll(() => said().at(-1)?.files[0]?.name).toBe('condiciones.pdf')
    expect(said().at(-1)?.files[0]?.id).not.toBe('fil_terms')
  })
})

describe('tokens in the text', () => {
  it('are shown as they will be sent, and sent so, when a raw text is pasted', async () => {
    const { page, field, said } = await withDiego()
    await field.click()
    await page.keyboard.insertText('Hola <$ contact.firstname $>, es el pedido <$Case.Order$>.')
    const look = page.getByRole('region', { name: 'Se enviará' })
    await look.getByText('Hola Diego, es el pedido A-20655.').waitFor()
    expect(await look.getByRole('alert').count()).toBe(0)
    await page.keyboard.press('Enter')
    await expect.poll(() => said().at(-1)?.text).toBe('Hola Diego, es el pedido A-20655.')
    expect(await look.count()).toBe(0)
  })

  it('without a value keep it from being sent, say why, and are written or taken out', async () => {
    const { page, field, said } = await withDiego()
    await field.fill('Llamamos al <$ Contact.Phone $> por <$ Case.product $>, <$ Contact.Shoe $>')
    const look = page.getByRole('region', { name: 'Se enviará' })
    await look.getByText('Faltan 3 datos. Escribirlos o quitarlos antes de enviar.').waitFor()
    await look.getByText('no existe').first().waitFor()
    const before = said().length
    await field.press('Enter')
    const phoneField = look.getByRole('textbox', { name: 'Valor de Teléfono del contacto' })
    await expect.poll(() => phoneField.evaluate((one) => one === document.activeElement)).toBe(true)
    expect(said()).toHaveLength(before)
    await page.keyboard.type('600 100 200')
    await page.keyboard.press('Enter')
    // On to what is missing next.
    const product = look.getByRole('textbox', { name: 'Valor de Producto' })
    await expect.poll(() => product.evaluate((one) => one === document.activeElement)).toBe(true)
    await look.getByRole('button', { name: 'Quitar Producto' }).click()
    await look.getByText('Falta un dato. Escribirlo o quitarlo antes de enviar.').waitFor()
    // In words, and small what stands in the text.
    await look.getByText('Contact.Shoe', { exact: true }).waitFor()
    await look.getByRole('button', { name: 'Quitar Dato: Contact Shoe' }).click()
    await expect.poll(() => field.inputValue()).toBe('Llamamos al 600 100 200 por, ')
    await expect.poll(() => field.evaluate((one) => one === document.activeElement)).toBe(true)
    await page.keyboard.press('Enter')
    await expect.poll(() => said().at(-1)?.text).toBe('Llamamos al 600 100 200 por,')
  })
})

describe('the library beside the conversation', () => {
  it('is gone through by keyboard: search, arrows, insert', async () => {
    const { page, field } = await withDiego()
    await page.getByRole('heading', { name: 'Diego Paniagua', level: 2 }).first().waitFor()
    await page.keyboard.press('y')
    const search = page.getByRole('searchbox', { name: 'Buscar respuestas' })
    await expect.poll(() => search.evaluate((one) => one === document.activeElement)).toBe(true)
    await page.keyboard.type('CAMION')
    await page.getByRole('option', { name: /Pedir disculpas/ }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page
      .getByRole('region', { name: 'Vista previa de Pedir disculpas por el retraso' })
      .getByText('A-20655')
      .waitFor()
    await page.keyboard.press('Enter')
    await expect
      .poll(() => field.inputValue())
      .toBe('Sentimos el retraso del pedido A-20655. Un camión se averió.')
  })

  it('is gone through by mouse: folders, wording, favourite, insert', async () => {
    const { page, field, session } = await withDiego()
    await page.getByRole('tab', { name: 'Respuestas' }).click()
    await page.getByRole('row', { name: 'Saludos' }).click()
    await page.getByRole('row', { name: 'Saludo', exact: true }).click()
    const preview = page.getByRole('region', { name: 'Vista previa de Saludo' })
    await preview.getByText('Hola, Diego. Soy Lucía').waitFor()
    await preview.getByRole('button', { name: /Idioma y canal/ }).click()
    await page.getByRole('menuitemradio', { name: 'Inglés' }).click()
    await preview.getByText('Hello Diego, this is Lucía').waitFor()
    await preview.getByRole('button', { name: 'Añadir a favoritas' }).click()
    await expect.poll(() => session.preferences.get(lucia)?.favouriteResponseIds).toEqual(['rsp_hello'])
    await page.getByRole('row', { name: 'Favoritas' }).waitFor()
    await preview.getByRole('button', { name: 'Insertar' }).click()
    await expect.poll(() => field.inputValue()).toBe('Hello Diego, this is Lucía. How can I help?')
    await page.getByRole('row', { name: 'Recientes' }).waitFor()
  })

  it('says that nothing was found, and what has no text for this channel', async () => {
    const { page } = await withDiego()
    await page.getByRole('tab', { name: 'Respuestas' }).click()
    const search = page.getByRole('searchbox', { name: 'Buscar respuestas' })
    await search.fill('zapato')
    await page.getByText('Ninguna respuesta con «zapato».').waitFor()
    await search.fill('correo')
    await page.getByRole('option', { name: /Solo por correo/ }).click()
    await page.getByText('Esta respuesta no tiene texto para este canal.').waitFor()
    expect(await page.getByRole('button', { name: 'Insertar', exact: true }).isDisabled()).toBe(true)
  })
})

describe('on a phone', () => {
  it('the library makes room for what it has inserted', async () => {
    const { page, field } = await withDiego({ viewport: phone })
    await page.getByRole('button', { name: 'Contacto y caso' }).click()
    await page.getByRole('tab', { name: 'Respuestas' }).click()
    await page.getByRole('row', { name: 'Saludos' }).click()
    await page.getByRole('row', { name: 'Despedida' }).click()
    await page.getByRole('button', { name: 'Insertar', exact: true }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await expect.poll(() => field.inputValue()).toBe('Gracias por escribir, Diego. Buen día.')
  })
})

describe('for everybody', () => {
  it('nothing axe knows of is in the way, wide and on a phone', async () => {
    const { page, field, list } = await withDiego()
    await page.getByRole('tab', { name: 'Respuestas' }).click()
    await page.getByRole('row', { name: 'Saludos' }).click()
    await page.getByRole('row', { name: 'Saludo', exact: true }).click()
    await page.getByRole('region', { name: 'Vista previa de Saludo' }).waitFor()
    await field.fill('<$ Contact.Shoe $> <$ Contact.FirstName $>')
    await page.getByRole('region', { name: 'Se enviará' }).waitFor()
    expect(await inTheWay(page)).toEqual([])
    await field.fill('')
    await field.click()
    await page.keyboard.type('/')
    await list.waitFor()
    expect(await inTheWay(page)).toEqual([])
    await page.setViewportSize(phone)
    await field.click()
    await page.keyboard.type('p')
    await list.waitFor()
    const box = await list.boundingBox()
    expect(box && box.x >= 0 && box.x + box.width <= phone.width && box.y >= 0).toBe(true)
    expect(await inTheWay(page)).toEqual([])
  })
})
