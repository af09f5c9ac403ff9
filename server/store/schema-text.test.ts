import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Database } from './database.ts'
import { schemaText } from './schema-text.ts'
import { createEmptyDatabase, createTestDatabase } from './test/test-database.ts'

async function databaseWith(script: string): Promise<Database> {
  const test = await createEmptyDatabase()
  onTestFinished(async () => await test.drop())
  await test.database.transaction(async (transaction) => await transaction.script(script))
  return test.database
}

const everything = `
  create type mood as enum ('good', 'bad');
  create sequence ticket;
  create table b (id bigint generated always as identity primary key, mood mood not null default 'good', twice int generated always as (1 + 1) stored);
  create table a (id text primary key, b_id bigint references b (id), size int check (size > 0), unique (b_id, size)) with (fillfactor = 70);
  create table log (at bigint not null) partition by range (at);
  create table log_1 partition of log for values from (0) to (10);
  create index a_size on a (size) where size > 5;
  create index log_at on log (at);
  create view large as select id from a where size > 10;
  create function sizes() returns bigint language sql stable as 'select count(*) from a';
  create function ring() returns trigger language plpgsql as $$ begin return null; end $$;
  create trigger ring after insert on a for each statement execute function ring();
`

describe('the text of a schema', () => {
  it('makes the same schema again', async () => {
    const text = await schemaText(await databaseWith(everything))
    expect(await schemaText(await databaseWith(text))).toBe(text)
    for (const part of [
      'mood',
      'ticket',
      'b_id',
      'partition of log',
      'a_size',
      'large',
      'ring',
      'fillfactor=70',
      'stored',
    ]) {
      expect(text).toContain(part)
    }
  })

  it('does not depend on the order in which things were made', async () => {
    const [one, other] = ['a', 'b'].map(
      (name) => `create table ${name} (id int); create index ${name}_id on ${name} (id);`,
    )
    expect(await schemaText(await databaseWith(`${one}${other}`))).toBe(
      await schemaText(await databaseWith(`${other}${one}`)),
    )
  })

  it('of our migrations is the one in schema.sql (if not: node scripts/schema-dump.ts)', async () => {
    const test = await createTestDatabase()
    onTestFinished(async () => await test.drop())
    expect(await schemaText(test.database)).toBe(
      await readFile(path.join(import.meta.dirname, 'schema.sql'), 'utf8'),
    )
  })
})
