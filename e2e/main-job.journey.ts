/**
 * The main job on a server that has never run, in three browsers: the owner sets the centre up; a visitor of the shop writes; one agent is
 * offered the chat, accepts, answers and brings it to its end, while a colleague sees the lists change. Bad input and reloads come on the way.
 */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { putDemoShop } from './demo-account.ts'
import { inTheWay, openPeople, type People } from './people.ts'
import { makeDataFolder, startServer, type ServerProcess } from './server-process.ts'
import { openSession, type Session } from './session.ts'
import { setUpCentre, type SmallCentre } from './small-centre.ts'
import { samplePicture } from './widget/sample-picture.ts'

const visitorName = '<b onclick="alert(1)">Marta</b> Ortega'
const question = '<img src=x onerror="alert(2)"> ¿Dónde está mi pedido?'
const refusedFile = /status of 41[35]/

let data: Awaited<ReturnType<typeof makeDataFolder>>
let server: ServerProcess
let people: People
let centre: SmallCentre

beforeAll(async () => {
  data = await makeDataFolder()
  ;[server, people] = await Promise.all([startServer({ dataDir: data.path }), openPeople()])
})
afterAll(async () => {
  await people.close()
  await server.end()
  await data.remove()
})

async function sessionOf(page: Page): Promise<Session> {
  const cookies = await page.context().cookies()
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const { agent } = await openSession(server.url, 'agt_0000', cookie).must<{ agent: { id: Session['id'] } }>(
    'GET',
    '/api/v1/workspace',
  )
  return openSession(server.url, agent.id, cookie)
}

const state = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(`^Estado: ${name}`) })
const log = (page: Page) => page.getByRole('log', { name: /^Conversación/ })
const row = (page: Page, text: string) => page.getByRole('option').filter({ hasText: text })
const alert = (page: Page, text: string | RegExp) => page.getByRole('alert').filter({ hasText: text })

async function writeToVisitor(page: Page, text: string): Promise<void> {
  await page.locator('textarea[data-composer]').fill(text)
  await page.keyboard.press('Enter')
}

async function writeToAgent(page: Page, text: string): Promise<void> {
  await page.getByLabel('Escribir un mensaje').fill(text)
  await page.keyboard.press('Enter')
}

async function isUploaded(page: Page): Promise<void> {
  await page.getByRole('progressbar', { name: /^Subiendo/ }).waitFor({ state: 'detached' })
}

describe('the first visit', () => {
  it('makes the owner with the code of the console, and nobody with another one', async () => {
    // Who is not signed in yet is told so.
    const page = await people.meet({ expects: /status of 40[13]/ })
    await page.goto(server.url)
    await page.getByLabel('Código de la consola').fill('AAAA-BBBB-CCCC')
    expect(await inTheWay(page)).toEqual([])
    await page.getByLabel('Nombre del centro').fill('Luz y Barro')
    await page.getByLabel('Nombre y apellidos').fill('Olga Dueñas')
    await page.getByLabel('Correo electrónico').fill('olga@example.org')
    await page.getByLabel('Contraseña').fill('una contraseña larga')
    await page.getByRole('button', { name: 'Crear y entrar' }).click()
    await alert(page, 'El código no es el que muestra la consola').waitFor()
    await page.getByLabel('Código de la consola').fill(server.setupCode ?? '')
    await page.getByRole('button', { name: 'Crear y entrar' }).click()
    await state(page, 'No disponible').waitFor()
    expect(await inTheWay(page)).toEqual([])

    centre = await setUpCentre({
      url: server.url,
      owner: await sessionOf(page),
      agentNames: ['Ana Pérez', 'Luis Ortega'],
      queue: { offerMs: 120_000 },
    })
    await putDemoShop(data.path, centre.accountId)
    await page.context().close()
    expect(people.complaints).toEqual([])
  })
})

describe('the main job', () => {
  it('goes from the visitor’s first word to done, seen by both sides and a colleague', async () => {
    const [ana, luis, shop] = [
      await people.meet({ expects: refusedFile }),
      await people.meet(),
      await people.meet({ expects: refusedFile }),
    ]

    // In by a link that opens once.
    for (const [page, session] of [
      [ana, centre.agents[0]],
      [luis, centre.agents[1]],
    ] as const) {
      await page.goto(await centre.linkFor(session?.id ?? 'agt_0000'))
      await state(page, 'No disponible').waitFor()
    }
    await ana.getByRole('button', { name: 'Recibir nuevas' }).click()
    await state(ana, 'Disponible').waitFor()
    await luis.keyboard.press('2')

    // The shop: the form, then the first message.
    await shop.goto(`${server.url}/demo`)
    await shop.getByRole('button', { name: /^Abrir el chat/ }).click()
    await shop.getByRole('button', { name: 'Empezar a conversar' }).click()
    await shop.getByText('Falta rellenar este dato.').waitFor()
    expect(await inTheWay(shop)).toEqual([])
    const form = shop.locator('atiende-chat')
    await form.getByLabel('Nombre').fill(visitorName)
    await form.getByLabel('Número de pedido').fill('LB-2043')
    await shop.getByRole('button', { name: 'Empezar a conversar' }).click()
    await writeToAgent(shop, question)
    await log(shop).getByText(question).waitFor()

    // Offered with what is known; the colleague sees who waits.
    const card = ana.getByRole('article', { name: visitorName })
    await card.getByText('LB-2043').waitFor()
    await card.getByText(question).waitFor()
    await row(luis, visitorName).waitFor()
    expect(await inTheWay(ana)).toEqual([])
    await card.getByRole('button', { name: 'Aceptar' }).click()
    await state(ana, 'En servicio').waitFor()
    await row(luis, visitorName).waitFor({ state: 'detached' })
    await shop.getByText('Ana se une a la conversación').waitFor()
    await log(ana).getByText(question).waitFor()

    // Both ways, with typing and marks.
    await shop.getByLabel('Escribir un mensaje').pressSequentially('Es el ')
    await ana.getByText('está escribiendo').waitFor()
    await writeToAgent(shop, 'Es el LB-2043')
    await log(ana).getByText('Es el LB-2043').waitFor()
    await shop.locator('.mark.is-read').first().waitFor()
    await ana.locator('textarea[data-composer]').pressSequentially('Un mom')
    await shop.getByText('Ana está escribiendo').waitFor()
    await writeToVisitor(ana, 'Un momento, lo miro. <script>alert(3)</script>')
    await log(shop).getByText('Un momento, lo miro. <script>alert(3)</script>').waitFor()
    await log(ana).getByText('Leído').waitFor()

    // Files, and one that is not what it says, from each side.
    const picture = { name: 'salón.png', mimeType: 'image/png', buffer: samplePicture(320, 200) }
    const forged = { name: 'factura.png', mimeType: 'image/png', buffer: Buffer.from('MZ no soy una foto') }
    await shop.locator('input[type=file]').setInputFiles([picture, forged])
    await alert(shop, /factura\.png/).waitFor()
    await shop.getByRole('button', { name: 'Quitar factura.png' }).click()
    await isUploaded(shop)
    await writeToAgent(shop, 'La lámpara')
    await log(ana)
      .getByRole('link', { name: /Descargar salón\.png/ })
      .waitFor()
    await ana
      .locator('input[type=file]')
      .setInputFiles([
        forged,
        { name: 'recibo.txt', mimeType: 'text/plain', buffer: Buffer.from('Recibo 7') },
      ])
    await alert(ana, /factura\.png/).waitFor()
    await ana.getByRole('button', { name: 'Quitar factura.png' }).click()
    await isUploaded(ana)
    await writeToVisitor(ana, 'El recibo')
    await shop.getByRole('link', { name: /recibo\.txt/ }).waitFor()

    // Far too much to say: neither side may send it, and it is not lost.
    const tooMuch = 'a'.repeat(100_000)
    for (const [page, field, words] of [
      [shop, shop.getByLabel('Escribir un mensaje'), 'Sobran 90000 caracteres'],
      [ana, ana.locator('textarea[data-composer]'), /100.000 de 10.000 caracteres/],
    ] as const) {
      await field.fill(tooMuch)
      await page.getByText(words).waitFor()
      await page.keyboard.press('Enter')
      expect((await field.inputValue()).length).toBe(100_000)
      await field.fill('a medio escribir')
    }
    expect(await inTheWay(shop)).toEqual([])
    expect(await inTheWay(ana)).toEqual([])

    // Both reload in the middle: everything is there, also what was being written.
    await ana.reload()
    await log(ana).getByText('Es el LB-2043').waitFor()
    expect(await ana.locator('textarea[data-composer]').inputValue()).toBe('a medio escribir')
    await shop.reload()
    await shop.getByRole('button', { name: /^Abrir el chat/ }).click()
    await log(shop).getByText('Un momento, lo miro.', { exact: false }).waitFor()
    expect(await shop.getByLabel('Escribir un mensaje').inputValue()).toBe('a medio escribir')
    await writeToAgent(shop, 'Después de recargar')
    await log(ana).getByText('Después de recargar').waitFor()
    await writeToVisitor(ana, 'Llega mañana')
    // Hers was begun before the customer's came, so the first Enter may be held back; in an empty field the second does nothing.
    await ana.keyboard.press('Enter')
    await log(shop).getByText('Llega mañana').waitFor()

    // The end, and done only with a disposition.
    await ana.getByRole('button', { name: 'Terminar', exact: true }).click()
    await ana.getByText('Conversación terminada').waitFor()
    await shop.getByText('Ana ha terminado la conversación').waitFor()
    await ana.getByRole('button', { name: /Marcar como terminado/ }).click()
    await ana.getByText('Esta cola exige una tipificación', { exact: false }).waitFor()
    const choosing = ana.getByRole('dialog', { name: 'Tipificación' })
    await choosing.waitFor()
    expect(await inTheWay(ana)).toEqual([])
    await choosing.getByRole('searchbox').fill('estado')
    await choosing.getByRole('option', { name: /Estado del pedido/ }).click()
    await ana.getByText(/^Hecho: /).waitFor()
    await row(ana, visitorName).waitFor({ state: 'detached' })
    expect(await inTheWay(ana)).toEqual([])
    expect(await inTheWay(shop)).toEqual([])

    const { interactions } = await centre.owner.must<{ interactions: unknown[] }>(
      'GET',
      '/api/v1/interactions',
    )
    expect(interactions).toEqual([])
    for (const page of [ana, luis, shop]) await page.context().close()
    expect(people.complaints).toEqual([])
  })
})
