import { afterAll, beforeAll, expect, it } from 'vitest'
import type { InteractionId } from '#core/id.ts'
import { caseField } from '#protocol/config/case-field.ts'
import type { z } from 'zod'
import { beginInteraction } from '../act/begin-interaction.ts'
import { act } from '../act/unit.ts'
import { archiveConfigured, createConfigured } from '../configuration/save.ts'
import { saveCase } from '../store/case-row.ts'
import { dynamicStatement } from '../store/statement.ts'
import { addLine, begin, beginWith, happen, type Line } from '../test/begun.ts'
import { mustBe } from '../test/centre.ts'
import { openTestDoor, type Answer, type Person, type TestDoor } from '../test/door.ts'
import { caseRoutes } from './case-routes.ts'
import { interactionRoutes } from './interaction-route.ts'
import { createSayBatch } from '../act/say-batch.ts'

let door: TestDoor
let line: Line
let ana: Person
let luis: Person
let boss: Person
let users = 0

const field = async (key: string, more: Partial<z.input<typeof caseField>> = {}) =>
  mustBe(
    await createConfigured(
      door.context,
      null,
      'case-field',
      caseField.parse({ key, label: { es: key, en: key }, type: 'text', ...more }),
    ),
  )

beforeAll(async () => {
  door = await openTestDoor((context) => ({
    routes: [...caseRoutes(context), ...interactionRoutes(context, createSayBatch(context))],
  }))
  line = await addLine(door, { dispositionPolicy: 'optional' })
  const queues = [{ queueId: line.queueId, order: 1 }]
  ana = await door.addAgent({ name: 'Ana Pérez', queues })
  luis = await door.addAgent({ name: 'Luis Ortega', queues })
  boss = await door.addAgent({ name: 'Sofía Jefa', role: 'supervisor' })
  await field('order')
  await field('amount', { type: 'number' })
  await field('due', { type: 'date-time' })
  await field('colour', { type: 'choice', choices: [{ value: 'red', label: { es: 'Rojo', en: 'Red' } }] })
  await field('vip', { type: 'boolean' })
  await field('page', { type: 'link' })
  await field('title', { type: 'heading' })
  await field('fixed', { editable: false })
  await field('hidden', { show: 'never' })
})
afterAll(async () => await door.close())

const ofAna = async (): Promise<InteractionId> =>
  await beginWith(door.context, line, `vis_${++users}`, ana.id)
const change = async (who: Person | null, id: InteractionId, ...changes: object[]): Promise<Answer> =>
  await door.ask(who, 'PATCH', `/api/v1/interactions/${id}/case`, { changes })
const history = async (who: Person | null, id: InteractionId, query = ''): Promise<Answer> =>
  await door.ask(who, 'GET', `/api/v1/interactions/${id}/case/history${query}`)
const order = (from: unknown, to: unknown): object => ({ key: 'order', from, to })
const changesTold = async (id: InteractionId): Promise<{ data: object; version: number }[]> =>
  await door.context.database.query(
    dynamicStatement<{ data: object; version: number }, [string]>(
      `select body -> 'interaction' -> 'caseData' as data, (body -> 'interaction' ->> 'version')::int as version
       from event where interaction_id = $1 and type = 'interaction-changed' order by seq`,
    ),
    [id],
  )

it('is changed by the owner and by supervisors, and by nobody else', async () => {
  const id = await ofAna()
  const done = await change(ana, id, order(null, 'A-1'), { key: 'amount', from: null, to: 12.5 })
  expect(done.status).toBe(200)
  expect(done.body.interaction.caseData).toEqual({ order: 'A-1', amount: 12.5 })
  expect((await change(boss, id, order('A-1', 'A-2'))).body.interaction.caseData.order).toBe('A-2')
  expect((await change(null, id, order('A-2', 'x'))).status).toBe(401)
  // Somebody who does not see it is not told that it is there.
  expect((await change(luis, id, order('A-2', 'x'))).body.error.code).toBe('not-found')
  expect((await change(ana, 'int_nothing', order(null, 'x'))).status).toBe(404)
  // Who only sees it waiting in the own queue does not change it either.
  const waiting = await begin(door.context, line, `vis_${++users}`)
  expect((await change(ana, waiting, order(null, 'x'))).body.error.code).toBe('not-allowed')
  expect((await change(boss, id, order('A-2', 'A-2'))).body.interaction.caseData.order).toBe('A-2')
})

it('tells who changed what and when, to who sees the interaction', async () => {
  const id = await ofAna()
  await change(ana, id, order(null, 'A-1'), { key: 'vip', from: null, to: true })
  await change(boss, id, order('A-1', null))
  const { body } = await history(ana, id)
  expect(body).toMatchObject({
    hasMore: false,
    changes: [
      { key: 'order', before: 'A-1', after: null, agentName: 'Sofía Jefa', interactionId: id },
      { key: 'vip', before: null, after: true, agentId: ana.id },
      { key: 'order', before: null, after: 'A-1', agentName: 'Ana Pérez' },
    ],
  })
  expect(body.changes[0].at).toBeGreaterThan(0)
  const first = await history(ana, id, '?limit=2')
  expect(first.body).toMatchObject({ hasMore: true, changes: [{}, {}] })
  const rest = await history(ana, id, `?before=${first.body.changes[1].id}`)
  expect(rest.body.changes).toEqual([body.changes[2]])
  expect((await history(boss, id)).status).toBe(200)
  expect((await history(luis, id)).status).toBe(404)
  expect((await history(null, id)).status).toBe(401)
})

it.each([
  ['amount', '12', 'case-value-not-number'],
  ['due', 'mañana', 'case-value-not-date'],
  ['due', '2026-02-30T10:00:00Z', 'case-value-not-date'],
  ['colour', 'green', 'case-value-not-choice'],
  ['vip', 'yes', 'case-value-not-boolean'],
  ['page', 'javascript:alert(1)', 'case-value-not-link'],
  ['order', 7, 'case-value-not-text'],
  ['order', 'a'.repeat(2_001), 'case-value-too-long'],
  ['title', 'x', 'case-field-fixed'],
  ['fixed', 'x', 'case-field-fixed'],
  ['hidden', 'x', 'case-field-fixed'],
  ['nothing', 'x', 'case-field-unknown'],
  ['__proto__', 'x', 'case-field-unknown'],
])('refuses for %s the value %j, and all that was to be changed with it', async (key, to, code) => {
  const id = await ofAna()
  const { body } = await change(
    ana,
    id,
    { key: 'order', from: null, to: 'A-1' },
    ...(key === 'order' ? [] : [{ key, from: null, to }]),
  )
  const answer = key === 'order' ? (await change(ana, id, { key, from: 'A-1', to })).body : body
  expect(answer.error).toMatchObject({ code, details: { key } })
  const { caseData } = (await door.ask(ana, 'GET', `/api/v1/interactions/${id}`)).body.interaction
  expect(caseData).toEqual(key === 'order' ? { order: 'A-1' } : {})
})

it('refuses what is no list of changes', async () => {
  const id = await ofAna()
  expect((await change(ana, id)).body.error.code).toBe('invalid-request')
  expect((await change(ana, id, { key: 'order', to: 'x' })).body.error.code).toBe('invalid-request')
  expect((await change(ana, id, order(null, ['x']))).body.error.code).toBe('invalid-request')
  expect((await change(ana, id, order(null, 'a'), order(null, 'b'))).body.error.code).toBe('invalid-request')
})

it('does not know a field that was archived', async () => {
  const old = await field('old')
  const id = await ofAna()
  await change(ana, id, { key: 'old', from: null, to: 'x' })
  mustBe(await archiveConfigured(door.context, null, 'case-field', old.id, 1))
  const { body } = await change(ana, id, { key: 'old', from: 'x', to: 'y' })
  expect(body.error.code).toBe('case-field-unknown')
  expect((await history(ana, id)).body.changes).toHaveLength(1)
})

it('loses nothing of two agents at once: the second is told the other’s value and name', async () => {
  const id = await ofAna()
  const both = await Promise.all([
    change(ana, id, order(null, 'De Ana')),
    change(boss, id, order(null, 'De Sofía')),
  ])
  const [done] = both.filter(({ status }) => status === 200)
  const [refused] = both.filter(({ status }) => status === 409)
  const [mine, winner] = done === both[0] ? ['De Ana', 'Ana Pérez'] : ['De Sofía', 'Sofía Jefa']
  expect(refused?.body.error).toMatchObject({
    code: 'case-changed-meanwhile',
    details: { key: 'order', agent: winner, value: JSON.stringify(mine) },
  })
  expect(refused?.body.error.message).toContain(winner)
  // Told of the other value, the second may still put theirs in its place.
  const loser = done === both[0] ? boss : ana
  expect((await change(loser, id, order(mine, 'Lo último'))).body.interaction.caseData.order).toBe(
    'Lo último',
  )
  expect((await history(ana, id)).body.changes).toHaveLength(2)
})

it('of two agents with different fields keeps both', async () => {
  const id = await ofAna()
  await Promise.all([
    change(ana, id, order(null, 'A-1')),
    change(boss, id, { key: 'amount', from: null, to: 3 }),
    change(ana, id, { key: 'vip', from: null, to: true }),
  ])
  const told = await changesTold(id)
  expect(told.at(-1)?.data).toEqual({ order: 'A-1', amount: 3, vip: true })
  expect(told.map(({ version }) => version)).toEqual(told.map((_, index) => index + 1))
})

it('is shown as it is now by whoever had to wait for the change', async () => {
  const id = await ofAna()
  const { database } = door.context
  const [isLocked, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const held = act(door.context, async (unit) => {
    const record = await unit.interaction(id)
    isLocked.resolve()
    await goOn.promise
    const data = { order: 'A-1' }
    await saveCase(unit.transaction, record?.interaction.caseId ?? 'cas_none', data)
    await unit.amend(id, { caseData: data })
    return unit
  })
  await isLocked.promise
  const ended = door.ask(ana, 'POST', `/api/v1/interactions/${id}/end`)
  const waiters = dynamicStatement<{ n: number }, []>(
    `select count(*)::int as n from pg_locks where not granted and database = (select oid from pg_database where datname = current_database())
       or not granted and locktype = 'transactionid'`,
  )
  await expect.poll(async () => (await database.query(waiters))[0]?.n).toBeGreaterThan(0)
  goOn.resolve()
  mustBe(await held)
  expect((await ended).body.interaction).toMatchObject({
    state: { name: 'ended' },
    caseData: { order: 'A-1' },
  })
})

it('nobody is told when nothing changes', async () => {
  const id = await ofAna()
  await change(ana, id, order(null, 'A-1'))
  const before = (await changesTold(id)).length
  expect((await change(boss, id, order(null, ' A-1 '))).status).toBe(200)
  expect(await changesTold(id)).toHaveLength(before)
  expect((await history(ana, id)).body.changes).toHaveLength(1)
})

it('is one for all interactions of the case, also for one that is closed; what the customer says anew is in the history', async () => {
  const user = `vis_${++users}`
  const first = await beginWith(door.context, line, user, ana.id)
  await change(ana, first, order(null, 'A-1'))
  await happen(door.context, first, { type: 'ended', by: 'agent' })
  const again = mustBe(
    await act(door.context, async (unit) => ({
      id: await beginInteraction(door.context, unit, {
        accountId: line.accountId,
        user,
        person: { name: user },
        caseData: { order: 'B-2', vip: true },
      }),
    })),
  ).id
  expect(again).not.toBe(first)
  // The ended one, still open on Ana's screen, heard of it.
  expect((await changesTold(first)).at(-1)?.data).toEqual({ order: 'B-2', vip: true })
  await happen(door.context, again, { type: 'pulled', agentId: luis.id })
  expect((await change(luis, again, order('B-2', 'C-3'))).status).toBe(200)
  expect((await changesTold(first)).at(-1)?.data).toEqual({ order: 'C-3', vip: true })
  const late = await change(ana, first, order('B-2', 'D-4'))
  expect(late.body.error.details).toMatchObject({ agent: 'Luis Ortega', value: '"C-3"' })
  expect((await history(ana, first)).body.changes).toMatchObject([
    { key: 'order', before: 'B-2', after: 'C-3', agentName: 'Luis Ortega', interactionId: again },
    { key: 'vip', before: null, after: true, agentId: null, agentName: null },
    { key: 'order', before: 'A-1', after: 'B-2', agentId: null },
    { key: 'order', before: null, after: 'A-1', agentName: 'Ana Pérez' },
  ])
  await happen(door.context, first, { type: 'closed', policy: 'optional' })
  const told = (await changesTold(first)).length
  expect((await change(ana, first, order('C-3', 'x'))).body.error.code).toBe('not-allowed')
  expect((await change(boss, first, order('C-3', 'E-5'))).body.interaction.caseData.order).toBe('E-5')
  expect(await changesTold(first)).toHaveLength(told)
  expect((await changesTold(again)).at(-1)?.data).toMatchObject({ order: 'E-5' })
})
