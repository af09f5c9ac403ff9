/**
 * The whole main job without a mouse, on both sides: from setting the centre up to done. After each step the focus is somewhere a person can
 * go on from.
 */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { InteractionView } from '#protocol/interaction.ts'
import { go, isAt } from './by-keyboard.ts'
import { putDemoShop } from './demo-account.ts'
import { openPeople, type People } from './people.ts'
import { makeDataFolder, startServer, type ServerProcess } from './server-process.ts'
import { openSession } from './session.ts'
import { setUpCentre } from './small-centre.ts'

let data: Awaited<ReturnType<typeof makeDataFolder>>
let server: ServerProcess
let people: People

beforeAll(async () => {
  data = await makeDataFolder()
  ;[server, people] = await Promise.all([startServer({ dataDir: data.path }), openPeople()])
})
afterAll(async () => {
  await people.close()
  await server.end()
  await data.remove()
})

/** Goes to the button with this key, picks a file, and says something with it. */
async function attach(page: Page, key: string, name: string): Promise<void> {
  await go(page, key, /^Adjuntar archivos/)
  // Listened for before the key, for the browser has to know that nobody will see its window.
  const chosen = new Promise<void>((resolve, reject) => {
    page.once('filechooser', (chooser) => {
      const buffer = Buffer.from('Ochenta centímetros')
      chooser.setFiles({ name, mimeType: 'text/plain', buffer }).then(resolve, reject)
    })
  })
  await page.evaluate(() => undefined)
  await page.keyboard.press('Enter')
  await chosen
  await page.getByRole('button', { name: `Quitar ${name}` }).waitFor()
  await page.getByRole('progressbar', { name: /^Subiendo/ }).waitFor({ state: 'detached' })
  await go(page, 'Tab', /^(Mensaje para|Escribir un mensaje)/)
  await page.keyboard.type('Va aparte')
  await page.keyboard.press('Enter')
}

const state = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(`^Estado: ${name}`) })
const log = (page: Page) => page.getByRole('log', { name: /^Conversación/ })

it('sets a centre up, chats on both sides and brings it to done by keyboard alone', async () => {
  // The owner, who also answers chats.
  const owner = await people.meet({ expects: /status of 401/ })
  await owner.goto(server.url)
  await isAt(owner, /^Código de la consola/)
  for (const text of [
    server.setupCode ?? '',
    'Luz y Barro',
    'Olga Dueñas',
    'olga@example.org',
    'una contraseña larga',
  ]) {
    await owner.keyboard.type(text)
    await owner.keyboard.press('Tab')
  }
  await owner.keyboard.press('Enter')
  await state(owner, 'No disponible').waitFor()

  const cookies = await owner.context().cookies()
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const session = openSession(server.url, 'agt_0000', cookie)
  const centre = await setUpCentre({
    url: server.url,
    owner: session,
    agentNames: [],
    queue: { offerMs: 120_000 },
  })
  const { items } = await session.must<{ items: { id: string; version: number }[] }>('GET', '/api/v1/agents')
  const [me] = items
  await session.must('PATCH', `/api/v1/agents/${me?.id}`, {
    version: me?.version,
    queues: [{ queueId: centre.queueId }],
  })
  await putDemoShop(data.path, centre.accountId)

  await owner.getByRole('button', { name: 'Recibir nuevas' }).waitFor()
  await owner.keyboard.press('v')
  await state(owner, 'Disponible').waitFor()

  // The visitor: the chat is the last thing on the shop's page.
  const shop = await people.meet()
  await shop.goto(`${server.url}/demo`)
  await shop.getByRole('button', { name: /^Abrir el chat/ }).waitFor()
  await go(shop, 'Shift+Tab', /^Abrir el chat/)
  await shop.keyboard.press('Enter')
  await isAt(shop, /^Nombre/)
  await go(shop, 'Tab', /^Empezar a conversar/)
  await shop.keyboard.press('Enter')
  // What is missing has the focus.
  await isAt(shop, /^Nombre/)
  await shop.keyboard.type('Marta Ortega')
  await go(shop, 'Tab', /^Número de pedido/)
  await shop.keyboard.type('LB-2043')
  await shop.keyboard.press('Enter')
  await isAt(shop, /^Escribir un mensaje/)
  await shop.keyboard.type('¿Dónde está mi pedido?')
  await shop.keyboard.press('Enter')

  // Accepted by key, answered; the focus is where one writes.
  await owner.getByRole('article', { name: 'Marta Ortega' }).getByText('¿Dónde está mi pedido?').waitFor()
  await owner.keyboard.press('a')
  await log(owner).getByText('¿Dónde está mi pedido?').waitFor()
  await isAt(owner, /^Mensaje para Marta Ortega/)
  await owner.keyboard.type('Un momento,')
  await owner.keyboard.press('Shift+Enter')
  await owner.keyboard.type('lo miro.')
  await owner.keyboard.press('Enter')
  await log(shop).getByText('lo miro.', { exact: false }).waitFor()
  await isAt(owner, /^Mensaje para Marta Ortega/)
  await shop.keyboard.type('Gracias')
  await shop.keyboard.press('Enter')
  await log(owner).getByText('Gracias').waitFor()

  // A file, picked by key on both sides.
  await attach(owner, 'Tab', 'recibo.txt')
  await shop.getByRole('link', { name: /recibo\.txt/ }).waitFor()
  await attach(shop, 'Shift+Tab', 'medidas.txt')
  await owner.getByRole('link', { name: /medidas\.txt/ }).waitFor()

  // The end is asked for once more, then disposed of and done.
  await owner.keyboard.press('Escape')
  await owner.keyboard.press('e')
  await owner.keyboard.press('Enter')
  await owner.getByText('Conversación terminada').waitFor()
  await shop.getByText('Olga ha terminado la conversación').waitFor()
  await isAt(owner, /./)
  await owner.keyboard.press('f')
  await owner.getByText('Esta cola exige una tipificación', { exact: false }).waitFor()
  await owner.getByRole('dialog', { name: 'Tipificación' }).waitFor()
  await owner.keyboard.type('devol')
  await owner.getByRole('option', { name: /Devolución/ }).waitFor()
  await owner.keyboard.press('Enter')
  await owner.getByText('Hecho: Marta Ortega.').waitFor()
  await isAt(owner, /./)

  // The visitor goes on to another one, and thinks better of it.
  await go(shop, 'Tab', /^Nueva conversación/)
  await shop.keyboard.press('Enter')
  await isAt(shop, /^(Nombre|Número de pedido)/)
  await shop.keyboard.press('Escape')
  await isAt(shop, /^Abrir el chat/)

  const { interactions } = await session.must<{ interactions: InteractionView[] }>(
    'GET',
    '/api/v1/interactions',
  )
  expect(interactions).toEqual([])
  expect(people.complaints).toEqual([])
})
