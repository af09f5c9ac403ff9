/** Small things the server remembers about itself. */
import type { Queryable } from './query.ts'
import { statement } from './statement.ts'

const readOne = statement<{ value: unknown }, [key: string]>(
  'memo.read',
  'select value from memo where key = $1',
)
const writeOne = statement<never, [key: string, value: string, at: number]>(
  'memo.write',
  'insert into memo (key, value, updated_at) values ($1, $2::jsonb, $3) on conflict (key) do update set value = excluded.value, updated_at = excluded.updated_at',
)

const writeFirst = statement<never, [key: string, value: string, at: number]>(
  'memo.write-first',
  'insert into memo (key, value, updated_at) values ($1, $2::jsonb, $3) on conflict (key) do nothing',
)

export async function readMemo<Value>(on: Queryable, key: string): Promise<Value | null> {
  // What is read under a key is what was written under it.
  return ((await on.query(readOne, [key]))[0]?.value ?? null) as Value | null
}

export async function writeMemo(on: Queryable, key: string, value: unknown, at: number): Promise<void> {
  await on.execute(writeOne, [key, JSON.stringify(value), at])
}

/** Only when nothing is remembered under this key yet: of two servers that start at once, one is first. */
export async function writeFirstMemo(on: Queryable, key: string, value: unknown, at: number): Promise<void> {
  await on.execute(writeFirst, [key, JSON.stringify(value), at])
}
