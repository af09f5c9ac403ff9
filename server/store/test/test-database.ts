import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { openDatabase, type Database } from '../database.ts'
import type { DatabaseParts } from '../database-address.ts'
import { silentLog, type StoreLog } from '../store-log.ts'

/** A database of a test file's own: migrated, empty, and gone after `drop`. */
export interface TestDatabase {
  readonly database: Database
  /** To open more connections to it. */
  readonly address: DatabaseParts
  /** The same as a `DATABASE_URL`, for a server that is started as a process. */
  readonly url: string
  /** Closes `database` and removes it, whoever is still connected. */
  drop(): Promise<void>
}

async function asSuperuser<T>(template: DatabaseParts, run: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ ...template, database: 'postgres' })
  try {
    await client.connect()
    return await run(client)
  } finally {
    await client.end()
  }
}

async function create(template: DatabaseParts, from: string, log: StoreLog): Promise<TestDatabase> {
  const address = { ...template, database: `test_${randomUUID().replaceAll('-', '')}` }
  await asSuperuser(template, (client) =>
    client.query(`create database ${address.database} template ${pg.escapeIdentifier(from)}`),
  )
  const database = await openDatabase({ address, log, poolSize: 8 })
  const { host, port, user } = address
  return {
    database,
    address,
    // The socket's folder comes after the name of a host, which it replaces: without one this would be no URL.
    url: `postgresql://${user}@localhost:${port}/${address.database}?host=${encodeURIComponent(host)}`,
    drop: async () => {
      await database.close()
      await asSuperuser(template, (client) => client.query(`drop database ${address.database} with (force)`))
    },
  }
}

/** A copy of the migrated database. */
export async function createTestDatabase(log: StoreLog = silentLog): Promise<TestDatabase> {
  const template = inject('templateDatabase')
  return await create(template, template.database, log)
}

/** A database with nothing in it, for tests of the migrations themselves. */
export async function createEmptyDatabase(log: StoreLog = silentLog): Promise<TestDatabase> {
  return await create(inject('templateDatabase'), 'template0', log)
}
