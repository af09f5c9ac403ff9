import type { AgentId, InteractionId } from '#core/id.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noFilter, readList, type ListFilter, type ListPlace, type ListReader } from './interaction-list.ts'
import type { Queryable } from './query.ts'
import { dynamicStatement, type Statement, type Value } from './statement.ts'
import { createTestDatabase, type TestDatabase } from './test/test-database.ts'

/** Ten thousand wait in four queues, a thousand are in fifty hands, two hundred are stored, and forty thousand are over. */
const rows = `
  insert into configuration (id, kind, body, created_at, updated_at)
    select id, 'queue', '{}', 0, 0 from unnest(array['que_0', 'que_1', 'que_2', 'que_3', 'acc_1']) as id;
  insert into contact (id, name, created_at) values ('con_1', 'Lucía', 0);
  insert into contact_case (id, contact_id, created_at) values ('cas_1', 'con_1', 0);
  insert into interaction (id, case_id, contact_id, account_id, queue_id, channel, direction, external_user, priority, place_at, state,
    started_at, tag_ids)
  select 'int_' || lpad(n::text, 6, '0'), 'cas_1', 'con_1', 'acc_1', 'que_' || (n % 4), 'web-chat', 'inbound', 'vis_' || n, 0, n,
    case when n <= 40000 then jsonb_build_object('name', 'closed', 'since', n, 'agentId', null, 'outcome', 'handled')
      when n <= 50000 then jsonb_build_object('name', 'waiting', 'since', n, 'why', 'arrived')
      when n <= 51000 then jsonb_build_object('name', 'active', 'since', n, 'agentId', 'agt_' || (n % 50))
      else jsonb_build_object('name', 'stored', 'since', n, 'workbinId', 'bin_1', 'dueAt', null) end,
    n, case when n % 100 = 0 then array['tag_rare'] else '{}' end
  from generate_series(1, 51200) as n;`

type Plan = {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  Plans?: Plan[]
}

const agentId: AgentId = 'agt_7'
const member: ListReader = { agentId, queueIds: ['que_1', 'que_2'], seesAll: false }
const supervisor: ListReader = { agentId: 'agt_boss', queueIds: [], seesAll: true }

let test: TestDatabase
beforeAll(async () => {
  test = await createTestDatabase()
  await test.database.transaction(async (transaction) => {
    await transaction.script('alter table interaction disable trigger all')
    await transaction.script(rows)
    await transaction.script('alter table interaction enable trigger all')
  })
  await test.database.execute(dynamicStatement<never, []>('analyze'))
})
afterAll(async () => await test.drop())

type Reading = Parameters<typeof readList> extends [unknown, ...infer Rest] ? Rest : never

/** The same statement with the same parameters, explained as it is carried out. */
async function explain(...reading: Reading): Promise<Plan> {
  let plan: Plan | undefined
  const explained: Queryable = {
    async query<Row extends object, Params extends readonly Value[]>(
      asked: Statement<Row, Params>,
      ...params: [params?: Params]
    ): Promise<Row[]> {
      const [answer] = await test.database.query(
        dynamicStatement<{ 'QUERY PLAN': [{ Plan: Plan }] }>(`explain (analyze, format json) ${asked.text}`),
        params[0] ?? [],
      )
      plan = answer?.['QUERY PLAN'][0].Plan
      return []
    },
    execute: () => Promise.reject(new Error('Lists only read.')),
  }
  await readList(explained, ...reading)
  if (!plan) throw new Error('Nothing was asked.')
  return plan
}

const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)]
const ofInteractions = (plan: Plan): Plan[] =>
  nodesOf(plan).filter(
    (node) => node['Relation Name'] === 'interaction' || node['Index Name']?.startsWith('interaction'),
  )
const rowsRead = (plan: Plan): number =>
  ofInteractions(plan).reduce(
    (sum, node) => sum + (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'],
    0,
  )

const middle: ListPlace = { placeAt: 45_000, id: 'int_045000' }

describe('on a volume', () => {
  it.each<[name: string, most: number, list: Reading[0], reader: ListReader, filter: ListFilter]>([
    // Rows of an index count and those of the table, so a row may count twice. Of each queue a page is looked at, not its 2,500.
    ['what waits, for a member', 2_200, 'pending', member, noFilter],
    ['what waits, for a supervisor', 210, 'pending', supervisor, noFilter],
    ['what waits in one of the queues', 1_500, 'pending', supervisor, { ...noFilter, queueIds: ['que_3'] }],
    ['what an agent holds', 1_200, 'active', member, noFilter],
    ['what an agent has to close', 60, 'ended', member, noFilter],
    ['what colleagues hold', 3_200, 'team', supervisor, noFilter],
    ['what one colleague holds', 3_200, 'team', supervisor, { ...noFilter, agentIds: ['agt_3'] }],
    ['the workbin of a member', 500, 'workbin', member, noFilter],
    ['the workbin of a supervisor', 500, 'workbin', supervisor, noFilter],
    ['everything, for a supervisor', 210, 'all', supervisor, noFilter],
  ])('%s is read without looking at the rest', async (_, most, list, reader, filter) => {
    // Ten thousand wait, and forty thousand are over.
    for (const after of list === 'pending' ? [null, middle] : [null]) {
      const plan = await explain(list, reader, filter, after, 200)
      expect(
        nodesOf(plan).filter(
          (node) => node['Node Type'] === 'Seq Scan' && node['Relation Name'] === 'interaction',
        ),
      ).toEqual([])
      expect(rowsRead(plan)).toBeLessThanOrEqual(most)
    }
  })

  it('a rare tag is found among all that waits, and the closed are not looked at for it', async () => {
    const filter = { ...noFilter, tagIds: ['tag_rare'] }
    const found = await readList(test.database, 'pending', member, filter, null, 200)
    expect(found).toHaveLength(0)
    const all = await readList(test.database, 'pending', supervisor, filter, null, 200)
    expect(all).toHaveLength(100)
    expect(rowsRead(await explain('pending', supervisor, filter, null, 200))).toBeLessThan(25_000)
  })

  it('pages make up the whole, once', async () => {
    const seen: InteractionId[] = []
    let after: ListPlace | null = null
    do {
      const page = await readList(test.database, 'pending', member, noFilter, after, 500)
      seen.push(...page.map(({ interaction }) => interaction.id))
      after = page.at(-1)?.interaction ?? null
    } while (after !== null)
    expect(seen).toHaveLength(5_000)
    expect(new Set(seen).size).toBe(5_000)
    expect(seen).toEqual(seen.toSorted())
  })
})
