import { openDatabase } from '../database.ts'
import type { DatabaseParts } from '../database-address.ts'
import { migrate } from '../migrate.ts'
import { silentLog } from '../store-log.ts'

/** A process of its own in which several servers start at once: `node migrating-server.ts <database as JSON> <servers>`. */
async function startServer(): Promise<void> {
  const database = await openDatabase({
    address: JSON.parse(process.argv[2] ?? '') as DatabaseParts,
    log: silentLog,
    poolSize: 2,
  })
  await migrate(database, silentLog)
  await database.close()
}

const outcomes = await Promise.allSettled(Array.from({ length: Number(process.argv[3]) }, startServer))
const failures = outcomes.flatMap((outcome) =>
  outcome.status === 'rejected' ? [String(outcome.reason)] : [],
)
process.stdout.write(`${JSON.stringify(failures)}\n`)
