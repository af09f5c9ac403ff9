import { setTimeout as delay } from 'node:timers/promises'
import type pg from 'pg'
import { isWorthRetrying } from './database-error.ts'
import { affectedRows, resultRows, type Queryable } from './query.ts'

/** A transaction in progress. Its queries go out without waiting for each other's answers, in the order they were made. */
export interface Transaction extends Queryable {
  /** Runs SQL text of one or more statements without parameters, however long it takes (migrations). */
  script(text: string): Promise<void>
}

export interface TransactionOptions {
  /** Default `read committed`. */
  readonly isolation?: 'read committed' | 'repeatable read' | 'serializable'
  /** How often the work is run again after a serialisation failure or a deadlock. Default 0. */
  readonly retries?: number
}

const longestRetryDelayMs = 200
/** The longest that a timer can wait, 24 days: the driver has no word for "no limit on this query". */
const unlimitedMs = 2 ** 31 - 1

async function runScript(client: pg.PoolClient, text: string): Promise<void> {
  const query: pg.QueryConfig & { query_timeout: number } = { text, query_timeout: unlimitedMs }
  await client.query(query)
}

function openTransaction(client: pg.PoolClient): { transaction: Transaction; end: () => void } {
  let isOver = false
  const guard = async <T>(run: () => Promise<T>): Promise<T> => {
    if (isOver) throw new Error('This transaction is over: a query came after its end.')
    return await run()
  }
  return {
    transaction: {
      query: (statement, ...[params]) => guard(() => resultRows(client, statement, params ?? [])),
      execute: (statement, ...[params]) => guard(() => affectedRows(client, statement, params ?? [])),
      script: (text) => guard(() => runScript(client, text)),
    },
    end: () => {
      isOver = true
    },
  }
}

async function attempt<T>(
  client: pg.PoolClient,
  work: (transaction: Transaction) => Promise<T>,
  isolation: string,
): Promise<T> {
  await client.query(`begin isolation level ${isolation}`)
  const { transaction, end } = openTransaction(client)
  let result: T
  try {
    result = await work(transaction)
  } catch (error) {
    end()
    // A lost connection has rolled back by itself; the error that brought us here is the one to tell.
    await client.query('rollback').catch(() => undefined)
    throw error
  }
  end()
  const { command } = await client.query('commit')
  // PostgreSQL answers the commit of a failed transaction with a rollback and no error.
  if (command !== 'COMMIT')
    throw new Error(
      'The transaction was rolled back: one of its statements had failed and the failure was not passed on.',
    )
  return result
}

export async function runTransaction<T>(
  borrow: <R>(use: (client: pg.PoolClient) => Promise<R>) => Promise<R>,
  work: (transaction: Transaction) => Promise<T>,
  { isolation = 'read committed', retries = 0 }: TransactionOptions,
): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await borrow((client) => attempt(client, work, isolation))
    } catch (error) {
      if (tries >= retries || !isWorthRetrying(error)) throw error
    }
    // Two that met once must not meet again at once.
    await delay(Math.random() * Math.min(longestRetryDelayMs, 5 * 2 ** tries))
  }
}
