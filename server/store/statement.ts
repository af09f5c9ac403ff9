/**
 * Every query of the product is a named statement, registered when its module loads. PostgreSQL prepares it
 * once per connection, and one test prepares all of them against the schema, so a query that no longer fits
 * the tables fails in seconds and not in front of an agent.
 */

/** A parameter of a statement. Objects are sent as JSON, arrays as PostgreSQL arrays (a JSON array needs `JSON.stringify`). */
export type Value = string | number | bigint | boolean | null | object

export interface Statement<Row extends object, Params extends readonly Value[]> {
  /** Name of the prepared statement; undefined for a text built at run time. */
  readonly name: string | undefined
  readonly text: string
  /** Never set: carries the types of a row and of the parameters. */
  readonly types?: { readonly row: Row; readonly params: Params }
}

export interface NamedStatement<Row extends object, Params extends readonly Value[]> extends Statement<
  Row,
  Params
> {
  readonly name: string
}

const registered = new Map<string, NamedStatement<object, readonly Value[]>>()

/** PostgreSQL cuts longer names off, and two cut names could be the same. */
const longestNameBytes = 63

/**
 * Registers a named statement. Call it at module level, never inside a function.
 *
 * @example
 * const findQueue = statement<{ id: QueueId; name: string }, [id: QueueId]>('queue.find', 'select id, name from queue where id = $1')
 * const [queue] = await database.query(findQueue, [id])
 */
export function statement<Row extends object = never, Params extends readonly Value[] = readonly Value[]>(
  name: string,
  text: string,
): NamedStatement<Row, Params> {
  if (registered.has(name)) throw new Error(`Two statements are called "${name}".`)
  if (Buffer.byteLength(name) > longestNameBytes)
    throw new Error(`Statement name "${name}" is longer than ${longestNameBytes} bytes.`)
  const made: NamedStatement<Row, Params> = { name, text }
  registered.set(name, { name, text })
  return made
}

/** A statement whose text is built at run time (filters); prepared anew for each use and not registered. */
export function dynamicStatement<
  Row extends object = never,
  Params extends readonly Value[] = readonly Value[],
>(text: string): Statement<Row, Params> {
  return { name: undefined, text }
}

/** All statements registered so far, in the order of their names. */
export function registeredStatements(): NamedStatement<object, readonly Value[]>[] {
  return [...registered.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1))
}
