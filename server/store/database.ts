import pg from 'pg'
import { connectProblem, placeOf, unfitServer, type ServerKind } from './connect-problem.ts'
import { connectionSettings, type DatabaseAddress } from './database-address.ts'
import { errorCode, isStalePreparation } from './database-error.ts'
import { openListener } from './listener.ts'
import { affectedRows, resultRows, type Queryable } from './query.ts'
import type { StoreLog } from './store-log.ts'
import { runTransaction, type Transaction, type TransactionOptions } from './transaction.ts'

/**
 * The database as the product sees it: named statements, transactions, notifications. A lost connection fails
 * the queries that were on it and nothing else; the next query opens a new one, so a restart of the database
 * needs no restart of ours.
 */
export interface Database extends Queryable {
  readonly address: DatabaseAddress
  /** Commits when the work resolves, rolls back when it throws. */
  transaction<T>(work: (transaction: Transaction) => Promise<T>, options?: TransactionOptions): Promise<T>
  /**
   * Rings the handler for each NOTIFY on the channel, and once after each connection (see `Listener`). Resolves when
   * listening has begun; the result stops it.
   */
  listen(channel: string, handler: (payload: string) => void): Promise<() => Promise<void>>
  /** Connections of the pool, for the metrics. */
  connections(): { readonly open: number; readonly idle: number; readonly waiting: number }
  /** Waits for what is running, then ends all connections. */
  close(): Promise<void>
}

export interface DatabaseConfig {
  readonly address: DatabaseAddress
  readonly log: StoreLog
  /** Connections of the pool; one more is opened for listening. Default 10. */
  readonly poolSize?: number
  /** A statement that runs longer is cancelled. Default 30 s. */
  readonly statementTimeoutMs?: number
}

/** For a database that says it is starting (after a crash it reads its log first). */
const patienceMs = 60_000
const askAgainMs = 250
/** On top of the statement's own limit: then the connection itself is taken for dead. */
const answerGraceMs = 5_000

function openPool({ address, log, poolSize = 10, statementTimeoutMs = 30_000 }: DatabaseConfig): pg.Pool {
  const pool = new pg.Pool({
    ...connectionSettings(address),
    max: poolSize,
    pipeline: true,
    statement_timeout: statementTimeoutMs,
    idle_in_transaction_session_timeout: statementTimeoutMs * 2,
    query_timeout: statementTimeoutMs + answerGraceMs,
  })
  // Without listeners, a connection that breaks between two queries would end the process. The pool reports
  // idle ones a second time. After the end of the pool, connections may break: it does not wait for the last words.
  pool.on('error', () => undefined)
  pool.on('connect', (client) =>
    client.on('error', (error) => {
      if (!pool.ending) log.warn({ reason: error.message }, 'A connection to the database was lost.')
    }),
  )
  return pool
}

async function readServer(pool: pg.Pool): Promise<ServerKind> {
  for (const startedAt = performance.now(); ;) {
    try {
      const { rows } = await pool.query<ServerKind>(
        "select current_setting('server_version_num')::int / 10000 as version, current_setting('server_encoding') as encoding",
      )
      return rows[0] ?? { version: 0, encoding: 'unknown' }
    } catch (error) {
      if (errorCode(error) !== '57P03' || performance.now() - startedAt > patienceMs) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, askAgainMs))
  }
}

async function checkServer(pool: pg.Pool, address: DatabaseAddress): Promise<void> {
  const server = await readServer(pool).catch((error: unknown) => {
    throw connectProblem(error, address)
  })
  const problem = unfitServer(server, address)
  if (problem !== undefined) throw problem
}

/** @throws StartProblem when the database cannot be used, with a message for the person who starts the server. */
export async function openDatabase(config: DatabaseConfig): Promise<Database> {
  const { address, log } = config
  placeOf(address)
  const pool = openPool(config)
  try {
    await checkServer(pool, address)
  } catch (error) {
    await pool.end()
    throw error
  }
  const listener = openListener(address, log)
  let closed: Promise<void> | undefined

  const borrow = async <T>(use: (client: pg.PoolClient) => Promise<T>): Promise<T> => {
    const client = await pool.connect()
    let discard = false
    try {
      return await use(client)
    } catch (error) {
      discard = isStalePreparation(error)
      throw error
    } finally {
      client.release(discard)
    }
  }

  return {
    address,
    query: async (statement, ...[params]) =>
      await borrow((client) => resultRows(client, statement, params ?? [])),
    execute: async (statement, ...[params]) =>
      await borrow((client) => affectedRows(client, statement, params ?? [])),
    transaction: async (work, options = {}) => await runTransaction(borrow, work, options),
    listen: async (channel, handler) => await listener.listen(channel, handler),
    connections: () => ({ open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    close: async () => {
      closed ??= listener.close().then(() => pool.end())
      await closed
    },
  }
}
