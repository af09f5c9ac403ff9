import type pg from 'pg'
import type { Statement, Value } from './statement.ts'

/** The parameters of a statement; those without any may leave them out. */
export type ParamsOf<Params extends readonly Value[]> = [] extends Params
  ? [params?: Params]
  : [params: Params]

/** What the database and a transaction have in common: functions beside an aggregate take this. */
export interface Queryable {
  /** The rows that the statement returns. */
  query<Row extends object, Params extends readonly Value[]>(
    statement: Statement<Row, Params>,
    ...params: ParamsOf<Params>
  ): Promise<Row[]>
  /** The number of rows that the statement inserted, changed or deleted. */
  execute<Params extends readonly Value[]>(
    statement: Statement<object, Params>,
    ...params: ParamsOf<Params>
  ): Promise<number>
}

/**
 * Objects become JSON here and not in the driver: one that cannot be written as JSON must fail before
 * anything is sent, because the driver would close the prepared statement and go on believing in it.
 */
function encodeValue(value: Value): unknown {
  const isJson =
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    !ArrayBuffer.isView(value)
  return isJson ? JSON.stringify(value) : value
}

async function run(
  client: pg.ClientBase,
  statement: Statement<object, readonly Value[]>,
  params: readonly Value[],
): Promise<pg.QueryResult<object>> {
  const values = params.map(encodeValue)
  return await client.query<object>(
    statement.name === undefined
      ? { text: statement.text, values }
      : { name: statement.name, text: statement.text, values },
  )
}

export async function resultRows<Row extends object, Params extends readonly Value[]>(
  client: pg.ClientBase,
  statement: Statement<Row, Params>,
  params: readonly Value[],
): Promise<Row[]> {
  const { rows } = await run(client, { name: statement.name, text: statement.text }, params)
  // What a statement returns is declared where it is registered; the statement test prepares it, and the callers' tests read it.
  return rows as Row[]
}

export async function affectedRows<Params extends readonly Value[]>(
  client: pg.ClientBase,
  statement: Statement<object, Params>,
  params: readonly Value[],
): Promise<number> {
  const { rowCount } = await run(client, { name: statement.name, text: statement.text }, params)
  return rowCount ?? 0
}
