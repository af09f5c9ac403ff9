import { startEmbeddedPostgres } from '../embedded/embedded-postgres.ts'
import { silentLog } from '../store-log.ts'

/**
 * A process of its own for tests that kill it: `node embedded-server.ts <data directory>` starts the embedded
 * PostgreSQL, says where it is (a line of JSON) and ends with SIGTERM. A problem is said as `{ "problem": … }`.
 */
try {
  const postgres = await startEmbeddedPostgres({
    dataDir: process.argv[2] ?? '',
    log: silentLog,
    settings: { fsync: 'off' },
  })
  process.once('SIGTERM', () => void postgres.close().then(() => process.exit(0)))
  process.stdout.write(`${JSON.stringify(postgres.connection)}\n`)
  // Something must keep the process alive, as a server's socket would.
  setInterval(() => undefined, 60_000)
} catch (error) {
  process.stdout.write(
    `${JSON.stringify({ problem: error instanceof Error ? `${error.name}: ${error.message}` : error })}\n`,
  )
}
