/**
 * What a long day does to the agent's page. Run: npm run bench -- web-shift [interactions after which it is looked at first] [and last]
 *
 * A real Chromium with the built page handles one conversation after the other with its keys: accept, answer, end, mark done. The other side of the wire
 * is the double of the server, in this process: the page cannot tell, and 5,000 conversations take half an hour instead of weeks. After the first
 * and the last number, and every thousand between, the garbage is collected and the heap is weighed. Then fifty events a second arrive while somebody types, and each
 * key's way to the screen is measured; as a yardstick the same keys go into a bare text field of the same browser.
 */
import { chromium, type CDPSession, type Page } from 'playwright-core'
import type { InteractionId } from '#core/id.ts'
import { lucia, support } from '#web/test/double/configuration.ts'
import { startDouble, type Double } from '#web/test/double/server.ts'
import { machine } from './measure/machine.ts'
import { summarise, type Sample } from './measure/sample.ts'
import { printTable } from './measure/table.ts'

const [first = 500, last = 5_000] = process.argv.slice(2).map(Number)
const mostGrowth = 1.2
const lookedAtEvery = 1_000
/** The double keeps the last ones, which the page may still ask for; it looks through all that it has with each step. */
const remembered = 20
const eventsPerSecond = 50
const typedFor = 400
const everyKeyMs = 50

const pause = async (ms: number): Promise<void> => await new Promise((resolve) => setTimeout(resolve, ms))

async function until(isTrue: () => boolean): Promise<void> {
  const patience = Date.now() + 30_000
  while (!isTrue()) {
    if (Date.now() > patience) throw new Error(`Never: ${isTrue.toString()}`)
    await pause(2)
  }
}

async function handleOne({ centre }: Double, page: Page, number: number): Promise<InteractionId> {
  const id = centre.arrives({ name: `Cliente ${number}`, queueId: support, text: '¿Cuándo llega mi pedido?' })
  await until(() => centre.interactions.get(id)?.state.name === 'offered')
  await page.getByRole('article', { name: `Cliente ${number}` }).waitFor()
  await page.keyboard.press('a')
  await until(() => centre.interactions.get(id)?.state.name === 'active')
  const field = page.locator(`[data-composer="${id}"]`)
  await field.focus()
  await page.keyboard.insertText('Mañana por la mañana.')
  await page.keyboard.press('Enter')
  await until(() => centre.messages.get(id)?.some(({ direction }) => direction === 'out') ?? false)
  centre.customerSays(id, 'Gracias')
  centre.customerLeaves(id)
  await page.getByRole('button', { name: /^Marcar como terminado/ }).waitFor()
  await page.keyboard.press('f')
  await until(() => (centre.interactions.get(id)?.state.name ?? 'closed') === 'closed')
  return id
}

function forget({ centre }: Double, id: InteractionId): void {
  const contactId = centre.interactions.get(id)?.contactId
  if (contactId) centre.contacts.delete(contactId)
  centre.interactions.delete(id)
  centre.messages.delete(id)
}

async function heapMegabytes(
  devtools: CDPSession,
): Promise<{ heap: number; nodes: number; listeners: number }> {
  // Twice: what the first one frees may hold something else.
  for (let round = 0; round < 2; round += 1) {
    await devtools.send('HeapProfiler.collectGarbage')
    await pause(500)
  }
  const { usedSize } = await devtools.send('Runtime.getHeapUsage')
  const { nodes, jsEventListeners } = await devtools.send('Memory.getDOMCounters')
  return { heap: usedSize / 1e6, nodes, listeners: jsEventListeners }
}

/** From the key to the frame that shows it, for each of these letters. */
async function typed(page: Page, letters: number): Promise<Sample> {
  await page.evaluate(() => {
    const times: number[] = []
    Object.assign(globalThis, { times })
    addEventListener(
      'keydown',
      (event) => {
        const pressedAt = event.timeStamp
        requestAnimationFrame(() => {
          const channel = new MessageChannel()
          channel.port1.onmessage = () => times.push(performance.now() - pressedAt)
          channel.port2.postMessage(null)
        })
      },
      true,
    )
  })
  for (let letter = 0; letter < letters; letter += 1) {
    await page.keyboard.press(letter % 6 === 5 ? 'Space' : 'a')
    await pause(everyKeyMs)
  }
  return summarise(await page.evaluate(() => (globalThis as unknown as { times: number[] }).times))
}

const double = await startDouble()
const { centre } = double
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--enable-precise-memory-info'],
})
let failed = false
try {
  process.stdout.write(`${machine()}\n\n`)
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'es-ES' })
  await context.addCookies([{ name: 'double', value: lucia, url: double.address }])
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  await page.goto(double.address)
  await page.getByRole('button', { name: 'Recibir nuevas' }).waitFor()
  await page.keyboard.press('v')
  await page.getByRole('button', { name: /^Estado: Disponible/ }).waitFor()

  const weighed: (readonly [string, number, number, number])[] = []
  const heaps: number[] = []
  const past: InteractionId[] = []
  for (let number = 1; number <= last; number += 1) {
    past.push(await handleOne(double, page, number))
    const oldest = past.length > remembered ? past.shift() : undefined
    if (oldest) forget(double, oldest)
    if (number !== first && number !== last && number % lookedAtEvery !== 0) continue
    const { heap, nodes, listeners } = await heapMegabytes(devtools)
    if (number === first || number === last) heaps.push(heap)
    weighed.push([`after ${number}`, heap, nodes, listeners])
    process.stderr.write(`${number} of ${last}: ${heap.toFixed(1)} MB\n`)
  }
  printTable(['interactions handled', 'heap MB', 'DOM nodes', 'listeners'], weighed)
  const growth = (heaps.at(-1) ?? 0) / (heaps[0] ?? 1)
  const isTooMuch = growth > mostGrowth
  failed ||= isTooMuch
  process.stdout.write(
    `heap ${((growth - 1) * 100).toFixed(1)} % more, at most ${((mostGrowth - 1) * 100).toFixed(0)} %: ${isTooMuch ? 'TOO MUCH' : 'ok'}\n\n`,
  )

  const open = Array.from({ length: 4 }, (_, n) =>
    centre.arrives({ name: `Abierta ${n}`, queueId: support, text: 'Hola' }),
  )
  for (const id of open) {
    await until(() => centre.interactions.get(id)?.state.name === 'offered')
    const state = centre.must(id).state
    const offer = state.name === 'offered' ? state.offers[0] : undefined
    if (offer) centre.act(lucia, id, { type: 'accepted', offerId: offer.id, agentId: lucia })
    await until(() => centre.interactions.get(id)?.state.name === 'active')
  }
  await page.keyboard.press('1')
  await page.getByRole('option').filter({ hasText: 'Abierta 0' }).click()
  await page.locator('[data-composer]').focus()
  const calm = await typed(page, typedFor)
  let said = 0
  const chatter = setInterval(() => {
    said += 1
    const id = open[said % open.length]
    if (id) centre.customerSays(id, `Otra cosa: ${said}`)
  }, 1000 / eventsPerSecond)
  const busy = await typed(page, typedFor)
  clearInterval(chatter)
  const bare = await context.newPage()
  await bare.setContent('<textarea autofocus></textarea>')
  await bare.locator('textarea').focus()
  const yardstick = await typed(bare, typedFor)
  const row = (name: string, { p50, p99, worst }: Sample) => [name, p50, p99, worst] as const
  printTable(
    ['key → painted, ms', 'p50', 'p99', 'worst'],
    [
      row('a bare text field', yardstick),
      row('the composer, nothing arrives', calm),
      row(`the composer, ${eventsPerSecond} events a second`, busy),
    ],
  )
} finally {
  await browser.close()
  await double.close()
}
process.exitCode = failed ? 1 : 0
