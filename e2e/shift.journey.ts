/**
 * A shift by keyboard alone, in Spanish: two agents and the owner, who looks on, before real browsers; their customers have none. What one does is
 * seen by the others; after each step the focus is somewhere a person can go on from. Written as it is lived, one story after the other.
 */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { go, isAt, isSomewhere } from './by-keyboard.ts'
import { inTheWay, openPeople, type People } from './people.ts'
import { makeDataFolder, startServer, type ServerProcess } from './server-process.ts'
import { setUpShift, type Customer, type ShiftCentre } from './shift-centre.ts'
import { card, chord, composer, find, heading, last, log, row, state, tags, writesTo } from './shift-steps.ts'
import { ownerPassword } from './small-centre.ts'

let data: Awaited<ReturnType<typeof makeDataFolder>>
let server: ServerProcess
let people: People
let centre: ShiftCentre
let ana: Page
let luis: Page
let olga: Page
let marta: Customer
let nuria: Customer
let pilar: Customer

beforeAll(async () => {
  data = await makeDataFolder()
  ;[server, people] = await Promise.all([startServer({ dataDir: data.path }), openPeople()])
  centre = await setUpShift(server)
})
afterAll(async () => {
  for (const customer of [marta, nuria, pilar]) customer?.leave()
  await people.close()
  await server.end()
  await data.remove()
})

describe('a shift by keyboard alone', () => {
  it('begins: signed in, ready', async () => {
    olga = await people.meet({ expects: /status of 401/ })
    await olga.goto(server.url)
    await isAt(olga, /^Correo electrónico/)
    expect(await inTheWay(olga)).toEqual([])
    await olga.keyboard.type('olga@example.org')
    await olga.keyboard.press('Tab')
    await olga.keyboard.type(ownerPassword)
    await olga.keyboard.press('Enter')
    await state(olga, 'No disponible').waitFor()
    await isSomewhere(olga)

    ;[ana, luis] = [
      await people.meet({ expects: /status of 401/ }),
      await people.meet({ expects: /status of 401/ }),
    ]
    await ana.goto(await centre.linkFor(centre.ana))
    await luis.goto(await centre.linkFor(centre.luis))
    await state(luis, 'No disponible').waitFor()
    await state(ana, 'No disponible').waitFor()
    await ana.keyboard.press('v')
    await state(ana, 'Disponible').waitFor()
  })

  it('two offers at once: one is accepted, one rejected, which a colleague then gets', async () => {
    marta = centre.comes('Marta Ortega', 'LB-2043', '¿Dónde está mi pedido?')
    await card(ana, 'Marta Ortega').getByText('LB-2043').waitFor()
    nuria = centre.comes('Nuria Casas', 'LB-1999', '¿Hacen envíos a Canarias?')
    await card(ana, 'Nuria Casas').waitFor()
    expect(await inTheWay(ana)).toEqual([])
    await ana.keyboard.press('a')
    await log(ana).getByText('¿Dónde está mi pedido?').waitFor()
    await isAt(ana, writesTo('Marta Ortega'))

    // Letters are letters while one writes; the chord rejects.
    await ana.keyboard.type('xa')
    await chord(ana, 'Control+Shift+Enter', 'Nuria Casas', 'otra vez para rechazar')
    await isAt(ana, writesTo('Marta Ortega'))
    expect(await composer(ana).inputValue()).toBe('xa')
    await ana.keyboard.press('Control+a')
    await ana.keyboard.press('Delete')

    await luis.keyboard.press('v')
    await state(luis, 'Disponible').waitFor()
    await card(luis, 'Nuria Casas').waitFor()
    await luis.keyboard.press('a')
    await isAt(luis, writesTo('Nuria Casas'))
    await luis.keyboard.type('Sí, en tres días.')
    await luis.keyboard.press('Enter')
    await expect.poll(() => last(nuria)?.text).toBe('Sí, en tres días.')
    // Nothing more for now, so that the next one comes to Ana.
    await luis.keyboard.press('Escape')
    await luis.keyboard.press('v')
    await luis.getByRole('switch', { name: 'Recibir nuevas', checked: false }).waitFor()
  })

  it('answers with standard responses; what is missing in one holds it back', async () => {
    await ana.keyboard.type('/hola')
    const preview = ana.getByRole('region', { name: 'Respuestas estándar' })
    await preview.getByText('Hola, Marta.').waitFor()
    await ana.keyboard.press('Enter')
    await expect.poll(() => composer(ana).inputValue()).toBe('Hola, Marta. Soy Ana.')
    await ana.keyboard.press('Enter')
    await expect.poll(() => last(marta)?.text).toBe('Hola, Marta. Soy Ana.')
    await isAt(ana, writesTo('Marta Ortega'))

    await ana.keyboard.type('/telefono')
    await preview.getByText('LB-2043').waitFor()
    await ana.keyboard.press('Enter')
    await ana
      .getByRole('region', { name: 'Se enviará' })
      .getByText('Falta un dato', { exact: false })
      .waitFor()
    await ana.keyboard.press('Enter')
    await isAt(ana, /^Valor de Teléfono del contacto/)
    expect(await inTheWay(ana)).toEqual([])
    expect(marta.read()).toHaveLength(1)
    await ana.keyboard.type('600 100 200')
    await ana.keyboard.press('Enter')
    await isAt(ana, writesTo('Marta Ortega'))
    await ana.keyboard.press('Enter')
    await expect
      .poll(() => last(marta)?.text)
      .toBe('Para el pedido LB-2043 llamamos al 600 100 200. ¿Es correcto?')
  })

  it('an emoji, an answer to one message, a search', async () => {
    marta.say('Sí, ese es')
    await log(ana).getByText('Sí, ese es').first().waitFor()
    await go(ana, 'Tab', /^Insertar un emoji/)
    await ana.keyboard.press('Enter')
    await isAt(ana, /^Buscar un emoji/)
    await ana.keyboard.type('pulgar hacia arriba')
    await ana.keyboard.press('Enter')
    await isAt(ana, writesTo('Marta Ortega'))
    await expect.poll(() => composer(ana).inputValue()).toContain('👍')

    await ana.keyboard.press('Escape')
    await ana.keyboard.press('q')
    await ana.getByLabel('Mensaje al que se responde').getByText('Sí, ese es').waitFor()
    await isAt(ana, writesTo('Marta Ortega'))
    await ana.keyboard.press('Enter')
    await expect
      .poll(() => last(marta))
      .toMatchObject({ text: expect.stringMatching(/^👍/u), answers: 'Sí, ese es' })

    await ana.keyboard.press('Escape')
    await ana.keyboard.press('b')
    await isAt(ana, /^Buscar en la conversación/)
    await ana.keyboard.type('PEDÍDO')
    await ana.getByText('1 de 2').waitFor()
    await ana.keyboard.press('Enter')
    await ana.getByText('2 de 2').waitFor()
    await isAt(ana, /^Buscar en la conversación/)
    await ana.keyboard.press('Escape')
    await isSomewhere(ana)
  })

  it('what is known of the case is changed, tagged and noted, and the supervisor sees it', async () => {
    await olga.keyboard.press('5')
    await row(olga, 'Marta Ortega').waitFor()
    await find(olga, 'marta', 'Conversaciones abiertas', /Marta Ortega/)
    await heading(olga, 'Marta Ortega').waitFor()
    await isSomewhere(olga)
    await olga.keyboard.press('o')
    await olga.getByRole('tabpanel', { name: 'Caso' }).getByText('LB-2043').waitFor()
    await isSomewhere(olga)

    await ana.keyboard.press('o')
    await ana.getByRole('tabpanel', { name: 'Caso' }).waitFor()
    await go(ana, 'Tab', /^Cambiar Producto/)
    await ana.keyboard.press('Enter')
    await isAt(ana, /^Producto/)
    await ana.keyboard.type('Lámpara de pie')
    await ana.keyboard.press('Enter')
    await isAt(ana, /^Cambiar Producto/)
    await olga.locator('[data-field=product]').getByText('Lámpara de pie').waitFor()

    await ana.keyboard.press('l')
    const window = ana.getByRole('dialog', { name: 'Etiquetas' })
    await window.waitFor()
    await ana.keyboard.type('envi')
    await window.getByRole('option', { name: /Envío/ }).waitFor()
    await ana.keyboard.press('Enter')
    await tags(olga).getByText('Envío').waitFor()
    await ana.keyboard.press('Escape')
    await window.waitFor({ state: 'detached' })
    await isSomewhere(ana)

    await ana.keyboard.press('n')
    await isAt(ana, /^Nota/)
    await ana.keyboard.type('Llamar por la tarde')
    await ana.getByText('Sin guardar').waitFor()
    await ana.keyboard.press('Control+Enter')
    await ana.getByText('Guardada por Ana Pérez', { exact: false }).waitFor()
    await isAt(ana, /^Nota/)
    await olga.keyboard.press('n')
    await expect
      .poll(() => olga.getByRole('textbox', { name: 'Nota' }).inputValue())
      .toBe('Llamar por la tarde')
    await isSomewhere(olga)
  })

  it('the page is loaded anew in the middle of a sentence', async () => {
    await ana.keyboard.press('Escape')
    await go(ana, 'Shift+Tab', writesTo('Marta Ortega'))
    await ana.keyboard.type('Le confirmo que el')
    await ana.reload()
    await log(ana).getByText('Sí, ese es').first().waitFor()
    await expect.poll(() => composer(ana).inputValue()).toBe('Le confirmo que el')
    await row(ana, 'Borrador').waitFor()
    await state(ana, 'En servicio').waitFor()
  })

  it('takes a second one by the chord while she writes', async () => {
    await go(ana, 'Tab', writesTo('Marta Ortega'))
    pilar = centre.comes('Pilar Soto', 'LB-3001', 'Quiero devolver una mesa')
    await card(ana, 'Pilar Soto').waitFor()
    await chord(ana, 'Control+Enter', 'Pilar Soto', 'otra vez para aceptar')
    await isAt(ana, writesTo('Pilar Soto'))
    await ana.keyboard.type('Sin problema.')
    await ana.keyboard.press('Enter')
    await expect.poll(() => last(pilar)?.text).toBe('Sin problema.')
    await ana.keyboard.press('Escape')
    await find(ana, 'marta', 'Conversaciones abiertas', /Marta Ortega/)
    await heading(ana, 'Marta Ortega').waitFor()
    await expect.poll(() => composer(ana).inputValue()).toBe('Le confirmo que el')
    await isSomewhere(ana)
  })

  it('gives it to a colleague by the palette, who goes on with the draft', async () => {
    await find(ana, 'asignar a luis', 'Acciones', /^Asignar a Luis Ortega/)
    await ana.getByText('Marta Ortega queda con Luis Ortega.').waitFor()
    await row(ana, 'Marta Ortega').waitFor({ state: 'detached' })
    await isSomewhere(ana)
    await row(luis, 'Marta Ortega').waitFor()
    await find(luis, 'marta', 'Conversaciones abiertas', /Marta Ortega/)
    const left = luis.getByRole('group', { name: 'Borrador de Ana Pérez' })
    await left.getByText('Le confirmo que el').waitFor()
    await go(luis, 'Tab', /^Usar$/)
    await luis.keyboard.press('Enter')
    await isAt(luis, writesTo('Marta Ortega'))
    await expect.poll(() => composer(luis).inputValue()).toBe('Le confirmo que el')
    await luis.keyboard.press('Control+End')
    await luis.keyboard.type(' pedido llega el jueves.')
    await luis.keyboard.press('Enter')
    await expect.poll(() => last(marta)?.text).toBe('Le confirmo que el pedido llega el jueves.')
    await left.waitFor({ state: 'detached' })
    // What Ana noted is there.
    await luis.keyboard.press('Escape')
    await luis.keyboard.press('n')
    await isAt(luis, /^Nota/)
    await expect
      .poll(() => luis.getByRole('textbox', { name: 'Nota' }).inputValue())
      .toBe('Llamar por la tarde')
    await luis.keyboard.press('Escape')
  })

  it('opens a contact by the palette, and gives an act another key', async () => {
    await find(ana, 'marta', 'Contactos', /Marta Ortega/)
    const contact = ana.getByRole('dialog', { name: 'Contacto' })
    await contact.getByText('Marta Ortega').first().waitFor()
    expect(await inTheWay(ana)).toEqual([])
    await isSomewhere(ana)
    await ana.keyboard.press('Escape')
    await contact.waitFor({ state: 'detached' })
    await isSomewhere(ana)

    await ana.keyboard.press('?')
    await ana.getByRole('dialog', { name: 'Teclas' }).waitFor()
    await go(ana, 'Tab', /^Cambiar teclas/)
    await ana.keyboard.press('Enter')
    await ana.getByRole('tabpanel', { name: 'Teclas' }).waitFor()
    await go(ana, 'Tab', /^Tipificar: D\. Cambiar/)
    await ana.keyboard.press('Enter')
    await ana.getByText('Pulsar…').waitFor()
    await ana.keyboard.press('7')
    await isAt(ana, /^Tipificar: 7\. Cambiar/)
    await ana.keyboard.press('Escape')
    await ana.getByRole('dialog').waitFor({ state: 'detached' })
    await isSomewhere(ana)
  })

  it('asks for a break after this one, ends it, disposes of it by the new key, and is done', async () => {
    await row(ana, 'Pilar Soto').waitFor()
    await find(ana, 'pilar', 'Conversaciones abiertas', /Pilar Soto/)
    await heading(ana, 'Pilar Soto').waitFor()
    await ana.keyboard.press('Escape')
    await ana.keyboard.press('s')
    await ana.getByRole('menuitem', { name: /^Descanso/ }).waitFor()
    await ana.keyboard.press('4')
    await ana.getByText('Descanso después de esta interacción').waitFor()
    await isSomewhere(ana)
    await ana.keyboard.press('e')
    await isAt(ana, /^Terminar/)
    await ana.keyboard.press('Enter')
    await ana.getByText('Conversación terminada').waitFor()
    await isSomewhere(ana)
    await state(ana, 'Tiempo posterior').waitFor()
    await ana.keyboard.press('7')
    await ana.getByRole('dialog', { name: 'Tipificación' }).waitFor()
    await ana.keyboard.type('devolucion')
    await ana.getByRole('option', { name: /Devolución/ }).waitFor()
    await ana.keyboard.press('Enter')
    await ana.getByText('Pedidos › Devolución').first().waitFor()
    await isSomewhere(ana)
    await ana.keyboard.press('f')
    await ana.getByText('Hecho: Pilar Soto.').waitFor()
    await isSomewhere(ana)
    // What waited holds now.
    await state(ana, 'Descanso').waitFor()
    expect(last(pilar)?.text).toBe('Sin problema.')
  })

  it('is seen by the colleagues, and does not want to be disturbed', async () => {
    await luis.keyboard.press('c')
    const colleagues = luis.getByRole('list', { name: 'Colegas' })
    const she = colleagues.getByRole('listitem').filter({ hasText: 'Ana Pérez' })
    await she.getByText('Descanso').waitFor()
    expect(await inTheWay(luis)).toEqual([])
    await ana.keyboard.press('9')
    const panel = ana.getByRole('dialog', { name: 'Mis canales' })
    await panel.getByRole('radiogroup', { name: 'Estado en Chat web' }).waitFor()
    await go(ana, 'Tab', /^(Disponible|No disponible)$/)
    await go(ana, 'ArrowRight', /^No molestar$/)
    await ana.keyboard.press('Enter')
    await panel.getByRole('radio', { name: 'No molestar', checked: true }).waitFor()
    await ana.keyboard.press('Escape')
    await panel.waitFor({ state: 'detached' })
    await state(ana, 'No molestar').waitFor()
    await isSomewhere(ana)
    await she.getByText('No molestar').waitFor()
    await luis.keyboard.press('c')
    await luis.getByRole('tab', { name: /Activas/ }).waitFor()
  })

  it('the colleague ends his two, finishes after-call work, and is as he was', async () => {
    nuria.end()
    await luis.getByRole('tab', { name: /^Por cerrar.*1/ }).waitFor()
    await luis.keyboard.press('3')
    await luis.getByRole('tab', { name: /^Por cerrar/, selected: true }).waitFor()
    await row(luis, 'Nuria Casas').waitFor()
    await luis.keyboard.press('j')
    await heading(luis, 'Nuria Casas').waitFor()
    await luis.getByText('El cliente ha terminado la conversación').first().waitFor()
    await luis.keyboard.press('d')
    await luis.getByRole('dialog', { name: 'Tipificación' }).waitFor()
    await luis.keyboard.type('estado')
    await luis.getByRole('option', { name: /Estado del pedido/ }).waitFor()
    await luis.keyboard.press('Enter')
    await luis.getByText('Pedidos › Estado del pedido').first().waitFor()
    await luis.keyboard.press('f')
    await luis.getByText('Hecho: Nuria Casas.').waitFor()
    await isSomewhere(luis)
    await heading(luis, 'Marta Ortega').waitFor()
    await luis.keyboard.press('Escape')
    await luis.keyboard.press('e')
    await isAt(luis, /^Terminar/)
    await luis.keyboard.press('Enter')
    await luis.getByText('Conversación terminada').waitFor()
    await state(luis, 'Tiempo posterior').waitFor()
    await luis.getByText(/^Quedan 0[45]:/).waitFor()
    await go(luis, 'Tab', /^Finalizar$/)
    await luis.keyboard.press('Enter')
    await luis.getByText(/^Quedan/).waitFor({ state: 'detached' })
    await isSomewhere(luis)
    await luis.keyboard.press('f')
    await luis.getByText('Esta cola exige una tipificación', { exact: false }).waitFor()
    await luis.keyboard.type('otro')
    await luis.getByRole('option', { name: /Otro/ }).waitFor()
    await luis.keyboard.press('Enter')
    await luis.getByText('Hecho: Marta Ortega.').waitFor()
    await isSomewhere(luis)
    await state(luis, 'No molestar').waitFor()
    expect(people.complaints).toEqual([])
  })

  it('ends: signed out, with nothing left behind', async () => {
    for (const page of [ana, luis]) {
      await find(page, 'cerrar sesion', 'Acciones', /^Cerrar sesión/)
      await isAt(page, /^Correo electrónico/)
    }
    await olga.keyboard.press('Escape')
    await olga.keyboard.press('c')
    for (const name of ['Ana Pérez', 'Luis Ortega'])
      await olga
        .getByRole('list', { name: 'Colegas' })
        .getByRole('listitem')
        .filter({ hasText: name })
        .getByText('Fuera de línea')
        .waitFor()
    const { interactions } = await centre.owner.must<{ interactions: unknown[] }>(
      'GET',
      '/api/v1/interactions',
    )
    expect(interactions).toEqual([])
    expect(people.complaints).toEqual([])
  })
})
