import type { InteractionId } from '#core/id.ts'
import { channelAccount } from '#protocol/config/channel-account.ts'
import type { ConversationHit } from '#protocol/conversation-search.ts'
import { queue } from '#protocol/config/queue.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { receiveFromCustomer } from '../act/customer-acts.ts'
import { takeInteraction } from '../act/interaction-acts.ts'
import { agentConnected } from '../act/presence-acts.ts'
import { createSayBatch, type SayBatch } from '../act/say-batch.ts'
import { say } from '../act/say.ts'
import { insertConfigurationRow } from '../configuration/configuration-row.ts'
import { dynamicStatement } from '../store/statement.ts'
import { mustBe } from '../test/centre.ts'
import { openTestDoor, type Person, type TestDoor } from '../test/door.ts'
import { conversationRoutes } from './conversation-routes.ts'

let door: TestDoor
let sayBatch: SayBatch
let ana: Person
let luis: Person
let marta: Person
let id: InteractionId

beforeAll(async () => {
  door = await openTestDoor((context) => ({ routes: conversationRoutes(context) }))
  const { context } = door
  const { database } = context
  await insertConfigurationRow(
    database,
    'queue',
    'que_shop',
    queue.parse({ name: 'Tienda', channels: ['web-chat'] }),
    0,
  )
  const account = channelAccount.parse({ name: 'Widget', channel: 'web-chat', queueId: 'que_shop' })
  await insertConfigurationRow(database, 'channel-account', 'acc_shop', account, 0)
  await context.configuration.refresh()
  sayBatch = createSayBatch(context)
  ana = await door.addAgent({ name: 'Ana Pérez', queues: [{ queueId: 'que_shop' }] })
  luis = await door.addAgent({ name: 'Luis Mora', queues: [{ queueId: 'que_shop' }] })
  marta = await door.addAgent({ name: 'Marta Gil', role: 'supervisor' })
  for (const text of [
    'Hola, buenos días',
    '¿Cuándo llega el ENVÍO?',
    'El envio de ayer, el 100 % pagado',
    'C:\\archivo_1',
  ])
    id = await hear(text)
  mustBe(await agentConnected(context, ana.id))
  const actor = { agentId: ana.id, role: ana.role, queueIds: ['que_shop'] as const }
  mustBe(await takeInteraction(context, actor, id))
  mustBe(
    await say(context, sayBatch, actor, id, {
      clientId: 'client-1',
      text: 'Su envío llega mañana a Logroño.',
    }),
  )
})
afterAll(async () => {
  await sayBatch.settle()
  await door.close()
})

let things = 0
async function hear(text: string): Promise<InteractionId> {
  things += 1
  const accepted = await receiveFromCustomer({ context: door.context, sayBatch }, 'acc_shop', {
    type: 'message',
    user: 'vis_lucia',
    externalId: `thing-${things}`,
    at: 0,
    text,
    fileIds: [],
    person: { name: 'Lucía Gómez' },
  })
  if (!accepted.kept) throw new Error(accepted.refused)
  return accepted.conversation as InteractionId
}

const address = (query: string): string => `/api/v1/interactions/${id}/search?q=${encodeURIComponent(query)}`
async function found(query: string, more = ''): Promise<ConversationHit[]> {
  const { status, body } = await door.ask(ana, 'GET', address(query) + more)
  expect(status).toBe(200)
  return body.hits
}
const excerpts = async (query: string): Promise<string[]> =>
  (await found(query)).map(({ excerpt }) => excerpt)

describe('searching in a conversation', () => {
  it('finds what both sides said, newest first, whatever the accents and capitals', async () => {
    const hits = await found('Énvio')
    expect(hits.map(({ excerpt }) => excerpt)).toEqual([
      'Su envío llega mañana a Logroño.',
      'El envio de ayer, el 100 % pagado',
      '¿Cuándo llega el ENVÍO?',
    ])
    expect(hits.map(({ name, direction }) => [name, direction])).toEqual([
      ['Ana Pérez', 'out'],
      ['Lucía Gómez', 'in'],
      ['Lucía Gómez', 'in'],
    ])
    expect(hits.map(({ position }) => position)).toEqual(
      hits.map(({ position }) => position).toSorted((a, b) => b - a),
    )
  })

  it('wants every word, in any order, and takes signs for what they are', async () => {
    expect(await excerpts('manana logrono')).toHaveLength(1)
    expect(await excerpts('envío hola')).toEqual([])
    expect(await excerpts('100 %')).toEqual(['El envio de ayer, el 100 % pagado'])
    expect(await excerpts('_')).toEqual(['C:\\archivo_1'])
    expect(await excerpts('\\')).toEqual(['C:\\archivo_1'])
  })

  it('finds nothing of the system’s own lines', async () => {
    expect(await excerpts('accepted')).toEqual([])
  })

  it('finds files by their names', async () => {
    await door.context.database.query(
      dynamicStatement(
        `update message set files = '[{"name":"Factura «Núm. 7».pdf"}]' where text like 'Hola%'`,
      ),
    )
    expect(await excerpts('num. 7')).toEqual(['Hola, buenos días · Factura «Núm. 7».pdf'])
  })

  it('says how many there are and gives the rest when asked', async () => {
    const first = await door.ask(ana, 'GET', `${address('envio')}&limit=2`)
    expect(first.body).toMatchObject({ total: 3, hasMore: true })
    const before = first.body.hits[1].position
    const rest = await door.ask(ana, 'GET', `${address('envio')}&before=${before}`)
    expect(rest.body).toMatchObject({ total: 1, hasMore: false })
    expect((await door.ask(ana, 'GET', address('jamás'))).body).toEqual({
      hits: [],
      total: 0,
      hasMore: false,
    })
  })

  it('wants something to look for', async () => {
    expect((await door.ask(ana, 'GET', address(' '))).status).toBe(400)
    expect((await door.ask(ana, 'GET', address('x'.repeat(201)))).status).toBe(400)
  })

  it('is for those who may read it: a colleague, a stranger and nobody are refused', async () => {
    expect((await door.ask(luis, 'GET', address('envio'))).body.error.code).toBe('not-found')
    expect((await door.ask(null, 'GET', address('envio'))).status).toBe(401)
    expect((await door.ask(ana, 'GET', '/api/v1/interactions/int_nowhere/search?q=x')).status).toBe(404)
    expect((await door.ask(marta, 'GET', address('envio'))).body.total).toBe(3)
  })
})
