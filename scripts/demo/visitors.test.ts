import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { InteractionId } from '#core/id.ts'
import { isRefusal } from '#core/step.ts'
import type { RunningServer } from '#server/server.ts'
import { readMessagesAfter } from '#server/store/message-row.ts'
import { readPresence } from '#server/store/presence-record.ts'
import { dynamicStatement } from '#server/store/statement.ts'
import { contradictions, readRows } from '#server/test/coherence.ts'
import { emailOf, type PersonKey } from './centre/people.ts'
import { customerLines, scripts } from './conversation/scripts.ts'
import { patternOf, readSlots } from './conversation/template.ts'
import { createDice } from './dice.ts'
import { startCrew, type Crew } from './robots/crew.ts'
import { openDesk } from './robots/desk.ts'
import { openDemoPlace, type DemoPlace } from './test/demo-server.ts'
import { shopOrigin } from './centre/accounts.ts'
import { openCrowd, type Crowd } from './visitors/crowd.ts'
import { beVisitor } from './visitors/visitor.ts'
import { openWayIn } from './visitors/way-in.ts'

type Row = { id: InteractionId; state_name: string; disposition_id: string | null }

const ofContact = dynamicStatement<Row, [name: string]>(
  `select i.id, i.state_name, i.disposition_id from interaction i join contact c on c.id = i.contact_id where c.name = $1`,
)
const countByState = dynamicStatement<{ what: string; count: number }>(
  'select state_name as what, count(*) as count from interaction group by 1',
)

/** People live fifty times as fast here. */
const pace = 0.02
const soon = { timeout: 30_000, interval: 50 }
const dice = createDice(7)

let place: DemoPlace
let server: RunningServer
let crew: Crew
let crowd: Crowd
let address: string
let broughtBack: number

beforeAll(async () => {
  place = await openDemoPlace()
  server = await place.start(0)
  address = `http://127.0.0.1:${server.port}`
  crowd = openCrowd({ server, address, config: place.config, size: 6, isPatient: false, dice, pace })
  broughtBack = await crowd.bringBack()
  crew = startCrew({ server, address, dice, pace })
})
afterAll(async () => {
  await crowd.close()
  await crew.close()
  await server.close()
  await place.close()
})

function agentOf(key: PersonKey) {
  const agent = server.context.configuration.agents().find(({ email }) => email === emailOf(key))
  if (!agent) throw new Error(`${key} is not there.`)
  return agent
}

async function closedOf(name: string): Promise<Row> {
  return await vi.waitFor(async () => {
    const [row] = await place.test.database.query(ofContact, [name])
    expect(row?.state_name).toBe('closed')
    if (!row) throw new Error(`There is nothing of ${name}.`)
    return row
  }, soon)
}

describe('a visitor', () => {
  it('fills in the form, is answered by a robot to the last line, with a picture, and the conversation is disposed of and closed', async () => {
    const script = scripts.find(({ id }) => id === 'rota')
    const account = server.context.configuration
      .channelAccounts()
      .find(({ name }) => name === 'Chat de devoluciones')
    if (!script || !account) throw new Error('The demo has changed.')
    const end = await beVisitor({
      wayIn: openWayIn(address, account.id, shopOrigin),
      account: account.id,
      person: { name: 'Olvido Quirós', email: 'olvido@correo.example', language: 'es' },
      script,
      dice: createDice(3),
      signal: new AbortController().signal,
      pace,
      isPatient: true,
    })
    expect(end).toBe('ended')
    const { id, disposition_id } = await closedOf('Olvido Quirós')
    expect(disposition_id).toBe('dsp_devolucion-rotura')
    const messages = await readMessagesAfter(place.test.database, id, 0, 200)
    const said = (direction: string) => messages.filter((message) => message.direction === direction)
    const isSaid = (text: string, direction: string): boolean =>
      said(direction).some((message) => readSlots(patternOf(text), message.text) !== null)
    for (const { text } of customerLines(script)) expect([text, isSaid(text, 'in')]).toEqual([text, true])
    for (const { text } of script.turns.flatMap(({ agent }) => agent))
      expect([text, isSaid(text, 'out')]).toEqual([text, true])
    expect(messages.flatMap(({ files }) => files)).toMatchObject([{ mime: 'image/jpeg' }])
  }, 60_000)
})

describe('the crowd', () => {
  it('begins with those who wait since before the start, goes on with others, and leaves when it is told to', async () => {
    const closedBefore = await closedCount()
    // Six who wait and eight who are being served.
    expect(broughtBack).toBe(14)
    crowd.open()
    await vi.waitFor(async () => expect(await closedCount()).toBeGreaterThan(closedBefore + 2), soon)
    await crowd.close()
    expect(contradictions(await readRows(place.test.database))).toEqual([])
  }, 60_000)

  async function closedCount(): Promise<number> {
    const rows = await place.test.database.query(countByState)
    return rows.find(({ what }) => what === 'closed')?.count ?? 0
  }
})

describe('a robot', () => {
  it('is ready as soon as it is there, also as somebody who has never been', async () => {
    const { id } = agentOf('tomas')
    await vi.waitFor(async () => {
      const record = await readPresence(place.test.database, id)
      expect(record?.presence.channels['web-chat']?.state).toBe('ready')
    }, soon)
  })

  it('steps aside when a person opens its agent’s page, and comes back when the person has gone', async () => {
    const { id } = agentOf('diego')
    await vi.waitFor(() => expect(server.pagesOf(id)).toBe(1), soon)
    const link = await server.signIn.createLink(id, 'http://localhost')
    if (isRefusal(link)) throw new Error(link.refused)
    let lost = 0
    const desk = await openDesk(address, link.url, {
      onSnapshot: () => undefined,
      onEvent: () => undefined,
      onLost: () => (lost += 1),
    })
    await vi.waitFor(() => expect(server.pagesOf(id)).toBe(2), soon)
    await vi.waitFor(() => expect(server.pagesOf(id)).toBe(1), soon)
    // The one that is left is the person's.
    expect(lost).toBe(0)
    await desk.close()
    await vi.waitFor(() => expect(server.pagesOf(id)).toBe(0), soon)
    await vi.waitFor(() => expect(server.pagesOf(id)).toBe(1), soon)
  }, 60_000)

  it('is nobody’s who is kept for people', () => {
    expect(crew.names).not.toContain(agentOf('lucia').name)
    expect(server.pagesOf(agentOf('lucia').id)).toBe(0)
  })
})
