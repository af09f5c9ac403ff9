import type { Database } from './database.ts'
import { errorCode } from './database-error.ts'
import { readMigrationFiles, type MigrationFile } from './migration-file.ts'
import { StartProblem } from './start-problem.ts'
import { statement } from './statement.ts'
import type { StoreLog } from './store-log.ts'
import type { Transaction } from './transaction.ts'

/**
 * Brings the schema to what this version of the code expects: numbered SQL files, forward only, each in its
 * own transaction. Any number of servers may start at once: a lock lets one work while the others wait and
 * then find nothing left to do. A database that is ahead of the code, or whose past differs from ours, is
 * left alone: running on would damage it.
 */

interface AppliedMigration {
  readonly number: number
  readonly name: string
  readonly hash: string
}

const createTable = `
create table if not exists migration (
  number integer primary key,
  name text not null,
  hash text not null,
  applied_at bigint not null default (extract(epoch from clock_timestamp()) * 1000)::bigint
)`

const selectApplied = statement<AppliedMigration>(
  'migration.applied',
  'select number, name, hash from migration order by number',
)
const insertApplied = statement<never, [number: number, name: string, hash: string]>(
  'migration.insert',
  'insert into migration (number, name, hash) values ($1, $2, $3)',
)

/**
 * The lock's number is arbitrary and used by migrations only; it is held until the transaction ends. Waiting
 * for another server's migrations, or a long one of our own, are no reason to give up.
 */
const lockMigrations = 'set local statement_timeout = 0; select pg_advisory_xact_lock(7205759403792794)'

function checkApplied(applied: readonly AppliedMigration[], known: readonly MigrationFile[]): void {
  const newest = applied.at(-1)
  if (newest !== undefined && newest.number > known.length) {
    throw new StartProblem(
      `The database is newer than this version of Atiende: it has migration ${newest.number} (${newest.name}), and this version knows ${known.length}. ` +
        'Start the newer version, or restore a backup from before its first start.',
    )
  }
  for (const { number, name, hash } of applied) {
    const file = known[number - 1]
    if (file === undefined || file.hash === hash) continue
    throw new StartProblem(
      `Migration ${number} (${name}) was applied to this database with another text than the one this version has (${file.name}). ` +
        'An applied migration never changes: start the version that this database was made with, or put the change into a new migration.',
    )
  }
}

/** Null when the table is not there yet. */
async function readApplied(database: Database): Promise<readonly AppliedMigration[] | null> {
  try {
    return await database.query(selectApplied)
  } catch (error) {
    if (errorCode(error) === '42P01') return null
    throw error
  }
}

async function applyFile(
  transaction: Transaction,
  { number, name, text, hash }: MigrationFile,
): Promise<void> {
  try {
    await transaction.script(text)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    throw new Error(`Migration ${number} (${name}) failed and was undone: ${message}`, { cause: error })
  }
  await transaction.execute(insertApplied, [number, name, hash])
}

/** Applies the next migration that is missing. False when there is none. */
async function applyNext(
  database: Database,
  known: readonly MigrationFile[],
  log: StoreLog,
): Promise<boolean> {
  return await database.transaction(async (transaction) => {
    await transaction.script(lockMigrations)
    await transaction.script(createTable)
    const applied = await transaction.query(selectApplied)
    checkApplied(applied, known)
    const next = known[applied.length]
    if (next === undefined) return false
    await applyFile(transaction, next)
    log.info({ migration: next.number, name: next.name }, 'Applied a database migration.')
    return true
  })
}

/** @throws StartProblem when the database is newer than the code, or an applied migration has changed. */
export async function migrate(
  database: Database,
  log: StoreLog,
  files?: readonly MigrationFile[],
): Promise<void> {
  const known = files ?? (await readMigrationFiles())
  const applied = await readApplied(database)
  if (applied !== null) {
    checkApplied(applied, known)
    if (applied.length === known.length) return
  }
  while (await applyNext(database, known, log));
}
