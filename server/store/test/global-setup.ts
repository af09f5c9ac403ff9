import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { openDatabase } from '../database.ts'
import type { DatabaseParts } from '../database-address.ts'
import { startEmbeddedPostgres } from '../embedded/embedded-postgres.ts'
import { migrate } from '../migrate.ts'
import { silentLog } from '../store-log.ts'

/** One PostgreSQL for a run of the tests, with one migrated database that `createTestDatabase` makes copies of. */

declare module 'vitest' {
  interface ProvidedContext {
    templateDatabase: DatabaseParts
  }
}

/** Nothing here outlives the run, so nothing waits for the disk; and every worker has its own connections. */
const settings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  max_connections: 300,
  deadlock_timeout: "'100ms'",
}

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'atiende-test-'))
  await chmod(folder, 0o755)
  const postgres = await startEmbeddedPostgres({ dataDir: folder, log: silentLog, settings })
  const tearDown = async (): Promise<void> => {
    await postgres.close()
    await rm(folder, { recursive: true, force: true })
  }
  try {
    const template = await openDatabase({ address: postgres.connection, log: silentLog })
    await migrate(template, silentLog)
    await template.close()
  } catch (error) {
    await tearDown()
    throw error
  }
  project.provide('templateDatabase', postgres.connection)
  return tearDown
}
