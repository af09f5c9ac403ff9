/**
 * What a newcomer does first: `npm run demo`, the links it prints, the shop it names. Two browsers and the shop play the main job among the
 * conversations that are there already.
 */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { inTheWay, openPeople, type People } from './people.ts'
import { makeDataFolder, startServer, type ServerProcess } from './server-process.ts'

const visitorName = 'Ximena Quiroga'
const question = '¿La lámpara LB-2043 viene con bombilla?'

let data: Awaited<ReturnType<typeof makeDataFolder>>
let server: ServerProcess
let people: People

beforeAll(async () => {
  data = await makeDataFolder()
  const demo = startServer({ dataDir: data.path, program: ['scripts/demo.ts'] })
  ;[server, people] = await Promise.all([demo, openPeople()])
})
afterAll(async () => {
  await people.close()
  await server.end()
  await data.remove()
})

async function linkOf(name: string): Promise<string> {
  const line = new RegExp(`${name}.*?(http\\S+)`)
  await expect.poll(() => server.output(), { timeout: 20_000 }).toMatch(line)
  return line.exec(server.output())?.[1] ?? ''
}

const log = (page: Page) => page.getByRole('log', { name: /^Conversación/ })
const row = (page: Page) => page.getByRole('option').filter({ hasText: visitorName })

it('shows the sign-in page, and plays the main job from there', async () => {
  const stranger = await people.meet({ expects: /status of 401/ })
  await stranger.goto(server.url)
  await stranger.getByRole('heading', { name: 'Iniciar sesión' }).waitFor()
  expect(await inTheWay(stranger)).toEqual([])

  const [lucia, andres, shop] = [await people.meet(), await people.meet(), await people.meet()]
  await lucia.goto(await linkOf('Lucía Navarro'))
  await andres.goto(await linkOf('Andrés Molina'))
  for (const page of [lucia, andres]) {
    await page.getByRole('button', { name: /^Estado:/ }).waitFor()
    await page.keyboard.press('2')
    await page.getByRole('option').first().waitFor()
    expect(await inTheWay(page)).toEqual([])
  }

  await shop.goto(`${server.url}/demo`)
  const chat = shop.locator('atiende-chat')
  await chat.getByRole('button', { name: /^Abrir el chat/ }).click()
  await chat.getByLabel('Tu nombre').fill(visitorName)
  await chat.getByLabel('¿En qué te ayudamos?').selectOption({ index: 1 })
  expect(await inTheWay(shop)).toEqual([])
  await chat.getByRole('button', { name: 'Empezar a conversar' }).click()
  await chat.getByLabel('Escribir un mensaje').fill(question)
  await shop.keyboard.press('Enter')

  // Both see who waits; one takes it, and the other sees that too.
  await row(andres).getByText(question).waitFor()
  await row(lucia).click()
  await log(lucia).getByText(question).waitFor()
  await lucia.getByRole('button', { name: 'Tomar', exact: true }).click()
  await row(andres).waitFor({ state: 'detached' })
  await shop.getByText('Lucía se une a la conversación').waitFor()
  await lucia.locator('textarea[data-composer]').fill('Sí, con una de 4 W.')
  await lucia.keyboard.press('Enter')
  await log(shop).getByText('Sí, con una de 4 W.').waitFor()
  await chat.getByLabel('Escribir un mensaje').fill('Perfecto, gracias')
  await shop.keyboard.press('Enter')
  await log(lucia).getByText('Perfecto, gracias').waitFor()
  expect(await inTheWay(lucia)).toEqual([])

  await lucia.getByRole('button', { name: 'Terminar', exact: true }).click()
  await shop.getByText('Lucía ha terminado la conversación').waitFor()
  await lucia.getByRole('button', { name: /Marcar como terminado/ }).click()
  await lucia.getByText(`Hecho: ${visitorName}.`).waitFor()

  // Somebody was waiting before: the first offer comes at once.
  await lucia.getByText('Recibir nuevas').first().click()
  const accept = lucia.getByRole('button', { name: 'Aceptar' }).first()
  await accept.waitFor()
  expect(await inTheWay(lucia)).toEqual([])
  await accept.click()
  await lucia.getByRole('button', { name: /^Estado: En servicio/ }).waitFor()
  expect(people.complaints).toEqual([])
})
