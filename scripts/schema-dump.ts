import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openDatabase } from '#server/store/database.ts'
import { startEmbeddedPostgres } from '#server/store/embedded/embedded-postgres.ts'
import { migrate } from '#server/store/migrate.ts'
import { schemaText } from '#server/store/schema-text.ts'
import { silentLog } from '#server/store/store-log.ts'

/**
 * Writes `server/store/schema.sql`: the schema after all migrations, made by applying them to a fresh database.
 * With `--check` it writes nothing and fails when the file is another one.
 */

const file = path.join(import.meta.dirname, '../server/store/schema.sql')

async function dumpSchema(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'atiende-schema-'))
  await chmod(folder, 0o755)
  try {
    const postgres = await startEmbeddedPostgres({
      dataDir: folder,
      log: silentLog,
      settings: { fsync: 'off' },
    })
    try {
      const database = await openDatabase({ address: postgres.connection, log: silentLog })
      await migrate(database, silentLog)
      const text = await schemaText(database)
      await database.close()
      return text
    } finally {
      await postgres.close()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The first line that differs, which is mostly enough to see what is going on. */
function firstDifference(before: string, after: string): string {
  const [old, fresh] = [before.split('\n'), after.split('\n')]
  const index = fresh.findIndex((line, at) => line !== old[at])
  const at = index === -1 ? fresh.length : index
  return `line ${at + 1}:\n  in the file:     ${old[at] ?? '(end)'}\n  from migrations: ${fresh[at] ?? '(end)'}`
}

const text = await dumpSchema()
if (process.argv.includes('--check')) {
  const found = await readFile(file, 'utf8').catch(() => '')
  if (found === text) {
    console.log('server/store/schema.sql is what the migrations make.')
  } else {
    console.error(`server/store/schema.sql is not what the migrations make; ${firstDifference(found, text)}`)
    console.error('Write it anew: node scripts/schema-dump.ts')
    process.exitCode = 1
  }
} else {
  await writeFile(file, text)
  console.log('Wrote server/store/schema.sql.')
}
