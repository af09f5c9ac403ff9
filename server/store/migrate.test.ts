import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { migrate } from './migrate.ts'
import { readMigrationFiles, type MigrationFile } from './migration-file.ts'
import { StartProblem } from './start-problem.ts'
import { dynamicStatement } from './statement.ts'
import { silentLog } from './store-log.ts'
import { createEmptyDatabase, type TestDatabase } from './test/test-database.ts'
import { startServerProcess } from './test/server-process.ts'
import { temporaryFolder } from './test/temporary-folder.ts'

const applied = dynamicStatement<{ number: number; name: string }>(
  'select number, name from migration order by number',
)

async function emptyDatabase(): Promise<TestDatabase> {
  const test = await createEmptyDatabase()
  onTestFinished(async () => await test.drop())
  return test
}

async function files(texts: Readonly<Record<string, string>>): Promise<MigrationFile[]> {
  const folder = await temporaryFolder()
  for (const [name, text] of Object.entries(texts)) await writeFile(path.join(folder, name), text)
  return await readMigrationFiles(folder)
}

const two = {
  '0001-first.sql': 'create table a (id int); create table b (id int);',
  '0002-second.sql': 'insert into a values (1);',
}

describe('migrations', () => {
  it('are applied in their order, once, and each is noted', async () => {
    const { database } = await emptyDatabase()
    await migrate(database, silentLog, await files({ '0001-first.sql': two['0001-first.sql'] }))
    await migrate(database, silentLog, await files(two))
    await migrate(database, silentLog, await files(two))
    expect(await database.query(dynamicStatement('select id from a'))).toEqual([{ id: 1 }])
    expect(await database.query(applied)).toEqual([
      { number: 1, name: 'first' },
      { number: 2, name: 'second' },
    ])
  })

  it('are undone as a whole when one statement fails, and what came before them stays', async () => {
    const { database } = await emptyDatabase()
    const broken = await files({ ...two, '0002-second.sql': 'create table c (id int); select nonsense;' })
    await expect(migrate(database, silentLog, broken)).rejects.toThrow(
      /Migration 2 \(second\) failed and was undone: .*nonsense/,
    )
    expect(await database.query(applied)).toEqual([{ number: 1, name: 'first' }])
    expect(await database.query(dynamicStatement("select to_regclass('c') as c"))).toEqual([{ c: null }])
    await migrate(database, silentLog, await files(two))
    expect(await database.query(applied)).toHaveLength(2)
  })

  it('refuse a database that is newer than the code, and leave it alone', async () => {
    const { database } = await emptyDatabase()
    await migrate(database, silentLog, await files(two))
    const problem: unknown = await migrate(
      database,
      silentLog,
      await files({ '0001-first.sql': two['0001-first.sql'] }),
    ).catch((error: unknown) => error)
    expect(problem).toBeInstanceOf(StartProblem)
    expect(problem).toMatchObject({
      message: expect.stringMatching(/newer than this version of Atiende: it has migration 2 \(second\)/),
    })
    expect(await database.query(applied)).toHaveLength(2)
  })

  it('refuse a database whose past is another one', async () => {
    const { database } = await emptyDatabase()
    await migrate(database, silentLog, await files(two))
    const changed = await files({
      ...two,
      '0001-first.sql': 'create table a (id int8);',
      '0003-third.sql': 'select 1;',
    })
    await expect(migrate(database, silentLog, changed)).rejects.toThrow(
      /Migration 1 \(first\) was applied .* with another text/,
    )
    expect(await database.query(applied)).toHaveLength(2)
  })

  it('have the same text whatever line ends a checkout has', async () => {
    const [unix, windows] = [
      await files({ '0001-a.sql': 'select 1;\nselect 2;\n' }),
      await files({ '0001-a.sql': 'select 1;\r\nselect 2;\r\n' }),
    ]
    expect(unix).toEqual(windows)
  })

  it.each([
    ['a gap', ['0001-a.sql', '0003-b.sql'], /0003-b\.sql should have the number 2/],
    ['a number used twice', ['0001-a.sql', '0001-b.sql'], /0001-b\.sql should have the number 2/],
    ['another form', ['1_first.sql'], /"1_first\.sql" is no name of a migration/],
  ])('are not numbered with %s', async (_, names, message) => {
    await expect(files(Object.fromEntries(names.map((name) => [name, ''])))).rejects.toThrow(message)
  })

  it('count what was unread before they came', async () => {
    const { database } = await emptyDatabase()
    const known = await readMigrationFiles()
    await migrate(database, silentLog, known.slice(0, 3))
    await database.transaction(async (transaction) => {
      await transaction.script(`
        insert into configuration (id, kind, body, created_at, updated_at)
        select id, kind, '{}', 1, 1 from (values ('agt_1', 'agent'), ('que_1', 'queue'), ('acc_1', 'channel-account')) as x (id, kind);
        insert into contact (id, name, created_at) values ('con_1', 'Eva', 1);
        insert into contact_case (id, contact_id, data, created_at) values ('cas_1', 'con_1', '{}', 1);
        insert into interaction (id, case_id, contact_id, account_id, queue_id, channel, direction, external_user, priority, required_skills,
          seq_offset, place_at, state, declines, started_at, message_count, unread, last_owner_id)
        select id, 'cas_1', 'con_1', 'acc_1', 'que_1', 'web-chat', 'inbound', id, 0, '[]', 0, 1, state::jsonb, '[]', 1, 5, unread, owner
        from (values ('int_open', '{"name":"active","agentId":"agt_1"}', 2, 'agt_1'), ('int_read', '{"name":"waiting"}', 0, null)) as x (id, state, unread, owner);
        insert into message (id, interaction_id, position, direction, text, files, state, state_at, account_id, external_user, at)
        select i.id || p, i.id, p, case when p = 4 then 'out' else 'in' end, 'x', '[]', 'sent', 1, 'acc_1', i.id, p
        from interaction i, generate_series(1, 5) p`)
    })
    await migrate(database, silentLog, known)
    expect(
      await database.query(
        dynamicStatement('select id, unread_from, past_owner_ids from interaction order by id'),
      ),
    ).toEqual([
      { id: 'int_open', unread_from: 3, past_owner_ids: ['agt_1'] },
      { id: 'int_read', unread_from: null, past_owner_ids: [] },
    ])
  })

  it('are applied once when twenty servers start at the same time', async () => {
    const { address, database } = await emptyDatabase()
    const args = [JSON.stringify(address), '5']
    const failures = await Promise.all(
      Array.from({ length: 4 }, async () => (await startServerProcess('migrating-server.ts', args)).said),
    )
    expect(failures).toEqual([[], [], [], []])
    const known = await readMigrationFiles()
    expect(await database.query(applied)).toEqual(known.map(({ number, name }) => ({ number, name })))
  })
})
