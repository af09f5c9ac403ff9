import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import type { DatabaseParts } from '../database-address.ts'
import { errorCode } from '../database-error.ts'
import type { StoreLog } from '../store-log.ts'
import type { PostgresProcess } from './postgres-process.ts'

const lookAgainMs = 10
const tellEveryMs = 10_000
const patienceMs = 60_000

/** No socket yet, a socket of which nobody listens yet, and PostgreSQL's own "starting up": it takes what it takes. */
const signsOfStarting = new Set(['ENOENT', 'ECONNREFUSED', '57P03'])
/** All connections in use: it is ready, and others knew it first. */
const tooManyConnections = '53300'

/** Undefined when it answers, otherwise the failure. */
async function tryConnection(connection: DatabaseParts): Promise<unknown> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 5_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return undefined
  } catch (error) {
    return error
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function createDatabase(connection: DatabaseParts): Promise<void> {
  const client = new pg.Client({ ...connection, database: 'postgres' })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query(`create database ${pg.escapeIdentifier(connection.database)}`)
  } finally {
    await client.end()
  }
}

/**
 * Waits until PostgreSQL answers, and makes our database in it if it is new. After a crash it reads its log
 * first, however long that takes: it says so, and ends when it cannot.
 *
 * @returns false when it has ended instead.
 */
export async function becomesReady(
  postgres: PostgresProcess,
  connection: DatabaseParts,
  log: StoreLog,
  signal: AbortSignal,
): Promise<boolean> {
  const startedAt = performance.now()
  let toldAt = startedAt
  while (!postgres.hasEnded()) {
    const failure = await tryConnection(connection)
    const code = errorCode(failure)
    if (failure === undefined || code === tooManyConnections) return true
    if (code === '3D000') {
      await createDatabase(connection)
      return true
    }
    const now = performance.now()
    if (!signsOfStarting.has(code ?? '') && now - startedAt > patienceMs) throw failure
    if (now - toldAt > tellEveryMs) {
      toldAt = now
      log.info({ code }, 'Waiting for the database, which is starting or recovering.')
    }
    await delay(lookAgainMs, undefined, { signal })
  }
  return false
}
