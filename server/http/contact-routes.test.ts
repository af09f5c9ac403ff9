import type { ContactFound } from '#protocol/contact.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { beginInteraction } from '../act/begin-interaction.ts'
import { agentConnected } from '../act/presence-acts.ts'
import { act } from '../act/unit.ts'
import { wordsOf } from '../present/contact-search.ts'
import { dynamicStatement } from '../store/statement.ts'
import { addLine, happen, type Line } from '../test/begun.ts'
import { mustBe } from '../test/centre.ts'
import { openTestDoor, type Person, type TestDoor } from '../test/door.ts'
import { createSayBatch } from '../act/say-batch.ts'
import { contactRoutes } from './contact-routes.ts'
import { interactionRoutes } from './interaction-route.ts'

let door: TestDoor
let line: Line
let ana: Person
let luis: Person
let boss: Person
let users = 0

beforeAll(async () => {
  door = await openTestDoor((context) => ({
    routes: [...contactRoutes(context), ...interactionRoutes(context, createSayBatch(context))],
  }))
  line = await addLine(door)
  ana = await door.addAgent({ name: 'Ana Pérez', queues: [{ queueId: line.queueId, order: 1 }] })
  luis = await door.addAgent({ name: 'Luis Ortega' })
  boss = await door.addAgent({ name: 'Sofía Jefa', role: 'supervisor' })
})
afterAll(async () => await door.close())

async function begin(name: string, more: { email?: string; phone?: string } = {}) {
  const user = `vis_${++users}`
  const begun = await act(door.context, async (unit) => ({
    id: await beginInteraction(door.context, unit, {
      accountId: line.accountId,
      user,
      person: { name, ...more },
      caseData: {},
    }),
  }))
  return mustBe(begun).id
}

async function found(who: Person, asked: string): Promise<string[]> {
  const { body } = await door.ask(who, 'GET', `/api/v1/contacts?q=${encodeURIComponent(asked)}`)
  return body.contacts.map(({ name }: ContactFound) => name)
}

describe('contacts are found', () => {
  beforeAll(async () => {
    await begin('María José Núñez', { email: 'mj.nunez@example.org', phone: '+34612345678' })
    await begin('Martín Gárcia-Marqués', { email: 'martin@tienda.example' })
    await begin('Zoë O’Brien', { phone: '+14155550134' })
  })

  it.each([
    ['by the beginning of a word', 'mar', ['Martín Gárcia-Marqués', 'María José Núñez']],
    ['by any word', 'nuñ', ['María José Núñez']],
    ['without accents', 'garcia', ['Martín Gárcia-Marqués']],
    ['by a part after a hyphen', 'marqu', ['Martín Gárcia-Marqués']],
    ['by several beginnings, in any order', 'nun mar', ['María José Núñez']],
    ['with accents and capitals', 'MARÍA', ['María José Núñez']],
    ['by an address', 'mj.nunez@exa', ['María José Núñez']],
    ['by what stands behind the at sign', 'tienda', ['Martín Gárcia-Marqués']],
    ['by a whole number as people write it', '+34 612 34 56 78', ['María José Núñez']],
    ['by a number without its country', '612-345', ['María José Núñez']],
    ['by its last digits', '0134', ['Zoë O’Brien']],
    ['not by the middle of a word', 'rtín', []],
    ['not by a name that is not there', 'xavier', []],
  ])('%s', async (_, asked, names) => {
    expect(new Set(await found(boss, asked))).toEqual(new Set(names))
  })

  it('with the address by which they were found, and when they came last', async () => {
    const { body } = await door.ask(boss, 'GET', '/api/v1/contacts?q=612345')
    expect(body.contacts).toEqual([
      {
        id: expect.stringMatching(/^con_/),
        name: 'María José Núñez',
        address: { kind: 'phone', value: expect.stringContaining('612345678') },
        lastAt: expect.any(Number),
      },
    ])
  })

  it('not more than twenty, first those whose name begins so', async () => {
    for (let count = 0; count < 22; count += 1) await begin(`Otra Quiroga ${count}`)
    await begin('Quiroga Ana')
    const names = await found(boss, 'quiro')
    expect(names).toHaveLength(20)
    expect(names[0]).toBe('Quiroga Ana')
  })

  it.each([`a' | 'b`, String.raw`\'`, '&|!()', '**', 'a:b', "''"])(
    'whatever is written: %s',
    async (asked) => {
      const { status } = await door.ask(boss, 'GET', `/api/v1/contacts?q=${encodeURIComponent(asked)}`)
      expect(status).toBe(200)
    },
  )
})

describe('contacts are found by nobody who may not see them', () => {
  it('no session, no answer; a single letter is no question', async () => {
    expect((await door.ask(null, 'GET', '/api/v1/contacts?q=mar')).status).toBe(401)
    expect((await door.ask(ana, 'GET', '/api/v1/contacts?q=m')).status).toBe(400)
    expect((await door.ask(ana, 'GET', '/api/v1/contacts')).status).toBe(400)
  })

  it('[R2] by who is a member of the queue while it waits, then by who owns or owned it, and never by a stranger', async () => {
    const id = await begin('Wenceslao Único', { email: 'wences@example.org', phone: '+34699000111' })
    expect(await found(ana, 'wences')).toEqual(['Wenceslao Único'])
    expect(await found(luis, 'wences')).toEqual([])
    expect(await found(luis, '699000')).toEqual([])
    expect(await found(luis, 'wences@exam')).toEqual([])

    mustBe(await agentConnected(door.context, luis.id))
    await happen(door.context, id, { type: 'assigned', agentId: luis.id })
    expect(await found(luis, 'wences')).toEqual(['Wenceslao Único'])
    expect(await found(ana, 'wences')).toEqual([])

    mustBe(await agentConnected(door.context, ana.id))
    await happen(door.context, id, { type: 'assigned', agentId: ana.id })
    expect(await found(luis, 'wences')).toEqual(['Wenceslao Único'])
    expect(await found(boss, 'wences')).toEqual(['Wenceslao Único'])
  })
})

it('[R2] whom somebody finds, that person may open, also who owned a conversation before, or one of long ago', async () => {
  const id = await begin('Ximena Quiroga')
  const open = async (who: Person): Promise<number> => {
    const { body } = await door.ask(boss, 'GET', '/api/v1/contacts?q=ximena')
    return (await door.ask(who, 'GET', `/api/v1/contacts/${body.contacts[0].id}`)).status
  }
  expect([await open(boss), await open(ana), await open(luis)]).toEqual([200, 200, 404])
  for (const { id: agentId } of [luis, boss]) {
    mustBe(await agentConnected(door.context, agentId))
    await happen(door.context, id, { type: 'assigned', agentId })
  }
  expect(await found(luis, 'ximena')).toEqual(['Ximena Quiroga'])
  expect([await open(ana), await open(luis)]).toEqual([404, 200])
  await door.context.database.transaction(async (transaction) => {
    await transaction.script(`
      insert into interaction (id, case_id, contact_id, account_id, queue_id, channel, direction, external_user, priority, required_skills,
        seq_offset, place_at, state, declines, started_at)
      select 'int_later' || n, case_id, contact_id, account_id, queue_id, channel, direction, external_user, priority, required_skills,
        seq_offset, place_at, '{"name":"closed","reason":"abandoned","agentId":null}', declines, started_at + n
      from interaction, generate_series(1, 60) n where id = '${id}'`)
  })
  expect(await open(luis)).toBe(200)
})

describe('what was written', () => {
  it('becomes beginnings, quoted', () => {
    expect(wordsOf(`O'Brien Zoë`)).toEqual({
      name: `'o':* & 'brien':* & 'zoe':*`,
      address: '',
      beginning: `o'brien zoe%`,
    })
    expect(wordsOf('612 34')).toMatchObject({ address: `'61234':*` })
    expect(wordsOf(`x'y@z`)).toMatchObject({ address: `'x''y@z':*` })
  })
})

it('a search among many reads the indexes', async () => {
  const plan = async (where: string): Promise<string> => {
    const rows = await door.context.database.transaction(async (transaction) => {
      await transaction.script('set local enable_seqscan = off')
      return await transaction.query(
        dynamicStatement<{ 'QUERY PLAN': string }>(`explain select 1 from ${where}`),
      )
    })
    return rows.map((row) => row['QUERY PLAN']).join('\n')
  }
  expect(await plan(`contact where name_words(name) @@ '''mar'':*'::tsquery`)).toContain('contact_words')
  expect(
    await plan(
      `address where kind <> 'web-chat' and address_words(kind, normalised) @@ '''612'':*'::tsquery`,
    ),
  ).toContain('address_words')
})
