import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import type { DatabaseParts } from '../database-address.ts'
import { errorCode } from '../database-error.ts'
import type { StoreLog } from '../store-log.ts'
import { copyBinaries } from './binary-copy.ts'
import { findBinaryPackage } from './binary-package.ts'
import { openCluster, saveCluster, superuser, writeSettings, type PostgresSettings } from './cluster.ts'
import { openDataArea, type DataArea } from './data-area.ts'
import { takeOwnerLock } from './owner-lock.ts'
import { startProcess, type PostgresProcess } from './postgres-process.ts'
import { settlePreviousPostmaster } from './previous-postmaster.ts'
import { openSocketFolder } from './socket-folder.ts'
import { outputProblem, systemProblem } from './system-problem.ts'

/**
 * The PostgreSQL that comes with Atiende, for an installation that has none: started with the server, stopped after it,
 * reachable by a socket only. Whatever was killed before, the next start puts in order by itself; and when
 * PostgreSQL alone is killed while the server lives, it is started again.
 */
export interface EmbeddedPostgres {
  readonly connection: DatabaseParts
  /** Ends PostgreSQL, cleanly. The last thing a server does: its connections must be closed before. */
  close(): Promise<void>
}

export interface EmbeddedPostgresConfig {
  /** The server's data directory; the database is in or, for root, near it. */
  readonly dataDir: string
  readonly log: StoreLog
  /** Besides ours, or instead of them (tests do not wait for the disk). */
  readonly settings?: PostgresSettings
}

const database = 'atiende'
const lookAgainMs = 10
const tellEveryMs = 10_000
/** Backends that outlive a killed postmaster end by themselves within a second or so. */
const leftoversMs = 20_000
const longestRestartDelayMs = 10_000

/** Undefined when it answers, otherwise the code of the refusal. */
async function tryConnection(connection: DatabaseParts): Promise<string | undefined> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 5_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return undefined
  } catch (error) {
    return errorCode(error) ?? 'unknown'
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function createDatabase(connection: DatabaseParts): Promise<void> {
  const client = new pg.Client({ ...connection, database: 'postgres' })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query(`create database ${pg.escapeIdentifier(connection.database)}`)
  } finally {
    await client.end()
  }
}

/** True when it is ready, false when it ended before. However long it recovers: it says that it does, and ends when it cannot. */
async function becomesReady(
  postgres: PostgresProcess,
  connection: DatabaseParts,
  log: StoreLog,
): Promise<boolean> {
  let toldAt = performance.now()
  while (!postgres.hasEnded()) {
    const refusal = await tryConnection(connection)
    if (refusal === undefined) return true
    if (refusal === '3D000') await createDatabase(connection)
    if (performance.now() - toldAt > tellEveryMs) {
      toldAt = performance.now()
      log.info({ refusal }, 'Waiting for the database, which is starting or recovering.')
    }
    await delay(lookAgainMs)
  }
  return false
}

interface Installation {
  readonly area: DataArea
  readonly native: string
  readonly cluster: string
  readonly socketFolder: string
  readonly connection: DatabaseParts
  readonly settings: PostgresSettings
  readonly log: StoreLog
}

async function run({
  area,
  native,
  cluster,
  socketFolder,
  connection,
  settings,
  log,
}: Installation): Promise<PostgresProcess> {
  for (const startedAt = performance.now(); ;) {
    await settlePreviousPostmaster(area, cluster, socketFolder, log)
    await writeSettings(area, cluster, socketFolder, settings)
    const postgres = await startProcess(native, area)
    if (await becomesReady(postgres, connection, log)) return postgres
    const output = await postgres.readLog()
    if (!output.includes('is still in use') || performance.now() - startedAt > leftoversMs)
      throw outputProblem('postgres', output, area.folder)
    await delay(200)
  }
}

async function install(
  config: EmbeddedPostgresConfig,
  area: DataArea,
): Promise<{ installation: Installation; isNew: boolean }> {
  const binaries = await findBinaryPackage()
  const native = await copyBinaries(binaries, area.folder)
  const { cluster, isNew } = await openCluster(native, binaries.major, area)
  const socketFolder = await openSocketFolder(area)
  const connection = { host: socketFolder, port: 5432, user: superuser, database }
  return {
    installation: {
      area,
      native,
      cluster,
      socketFolder,
      connection,
      settings: config.settings ?? {},
      log: config.log,
    },
    isNew,
  }
}

/** Starts PostgreSQL again whenever it ends without being asked to. The result ends both. */
function supervise(installation: Installation, first: PostgresProcess): () => Promise<void> {
  const { log } = installation
  const closing = new AbortController()
  let postgres = first

  const restart = async (): Promise<void> => {
    for (let delayMs = 100; !closing.signal.aborted; delayMs = Math.min(longestRestartDelayMs, delayMs * 2)) {
      await delay(delayMs, undefined, { signal: closing.signal }).catch(() => undefined)
      if (closing.signal.aborted) return
      try {
        postgres = await run(installation)
        log.info({ pid: postgres.pid }, 'The database was started again.')
        return
      } catch (error) {
        log.error({ err: error }, 'The database cannot be started again yet.')
      }
    }
  }

  const watch = async (): Promise<void> => {
    while (!closing.signal.aborted) {
      await postgres.ended
      if (closing.signal.aborted) return
      log.error({ pid: postgres.pid }, 'The database ended without being asked to.')
      await restart()
    }
  }

  const watching = watch()
  return async () => {
    closing.abort()
    await postgres.stop()
    await watching
    // A restart may have been under way.
    if (!postgres.hasEnded()) await postgres.stop()
  }
}

/** @throws StartProblem when it cannot start, with a message for the person who starts the server. */
export async function startEmbeddedPostgres(config: EmbeddedPostgresConfig): Promise<EmbeddedPostgres> {
  const dataDir = path.resolve(config.dataDir)
  try {
    const area = await openDataArea(dataDir, config.log)
    const lock = await takeOwnerLock(area.folder)
    try {
      const { installation, isNew } = await install(config, area)
      const postgres = await run(installation)
      const saving =
        isNew && installation.settings['fsync'] !== 'off'
          ? saveCluster(installation.native, installation.cluster, area).catch(() => undefined)
          : undefined
      const stop = supervise(installation, postgres)
      let closed: Promise<void> | undefined
      const close = async (): Promise<void> => {
        await saving
        await stop()
        await lock.release()
      }
      return {
        connection: installation.connection,
        close: async () => {
          closed ??= close()
          await closed
        },
      }
    } catch (error) {
      await lock.release()
      throw error
    }
  } catch (error) {
    throw systemProblem(error, dataDir)
  }
}
