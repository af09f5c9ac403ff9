import path from 'node:path'
import type { DatabaseParts } from '../database-address.ts'
import type { StoreLog } from '../store-log.ts'
import { copyBinaries } from './binary-copy.ts'
import { findBinaryPackage } from './binary-package.ts'
import { findCluster, makeCluster, saveCluster, superuser, type PostgresSettings } from './cluster.ts'
import { openDataArea, type DataArea } from './data-area.ts'
import { takeOwnerLock } from './owner-lock.ts'
import { openSocketFolder } from './socket-folder.ts'
import { supervise } from './supervisor.ts'
import { systemProblem } from './system-problem.ts'

/**
 * The PostgreSQL that comes with Atiende, for an installation that has none: started with the server, stopped
 * after it, reachable by a socket only. Whatever was killed before, the next start puts in order by itself; and
 * when PostgreSQL alone is killed while the server lives, it is started again.
 */
export interface EmbeddedPostgres {
  readonly connection: DatabaseParts
  /** Ends PostgreSQL, cleanly. The last thing a server does: its connections should be closed before. */
  close(): Promise<void>
}

export interface EmbeddedPostgresConfig {
  /** The server's data directory; the database is in it or, for root, where its user can reach it. */
  readonly dataDir: string
  readonly log: StoreLog
  /** Besides ours, or instead of them (tests do not wait for the disk). */
  readonly settings?: PostgresSettings
}

const database = 'atiende'

/** Runs on a data area that is ours alone. The result ends it. */
async function startIn(
  area: DataArea,
  { log, settings = {} }: EmbeddedPostgresConfig,
): Promise<EmbeddedPostgres> {
  const binaries = await findBinaryPackage()
  const cluster = path.join(area.folder, 'cluster')
  const isNew = !(await findCluster(cluster, binaries.major))
  const native = copyBinaries(binaries, area.folder)
  if (isNew) await makeCluster(native, cluster, area)
  const socketFolder = await openSocketFolder(area)
  const connection = { host: socketFolder, port: 5432, user: superuser, database }
  const stop = await supervise({ area, native, cluster, socketFolder, connection, settings, log })
  const isDurable = settings['fsync'] !== 'off'
  const saving =
    isNew && isDurable
      ? saveCluster(native, cluster, area).catch((error: unknown) =>
          log.warn({ err: error }, 'Could not wait for the disk to take the new database.'),
        )
      : undefined
  return {
    connection,
    close: async () => {
      await saving
      await stop()
    },
  }
}

async function startAndOwn(config: EmbeddedPostgresConfig, dataDir: string): Promise<EmbeddedPostgres> {
  const area = await openDataArea(dataDir, config.log)
  const lock = await takeOwnerLock(area.folder)
  try {
    const postgres = await startIn(area, config)
    let closed: Promise<void> | undefined
    return {
      connection: postgres.connection,
      close: async () => {
        closed ??= postgres.close().then(() => lock.release())
        await closed
      },
    }
  } catch (error) {
    await lock.release()
    throw error
  }
}

/** @throws StartProblem when it cannot start, with a message for the person who starts the server. */
export async function startEmbeddedPostgres(config: EmbeddedPostgresConfig): Promise<EmbeddedPostgres> {
  const dataDir = path.resolve(config.dataDir)
  try {
    return await startAndOwn(config, dataDir)
  } catch (error) {
    throw systemProblem(error, dataDir)
  }
}
