import { setTimeout as delay } from 'node:timers/promises'
import type { DatabaseParts } from '../database-address.ts'
import type { StoreLog } from '../store-log.ts'
import { writeSettings, type PostgresSettings } from './cluster.ts'
import type { DataArea } from './data-area.ts'
import { startProcess, type PostgresProcess } from './postgres-process.ts'
import { settlePreviousPostmaster } from './previous-postmaster.ts'
import { becomesReady } from './readiness.ts'
import { outputProblem } from './system-problem.ts'

/** Keeps PostgreSQL running over an installed cluster: whenever it ends without being asked to, it is started again. */

export interface Installation {
  readonly area: DataArea
  readonly native: string
  readonly cluster: string
  readonly socketFolder: string
  readonly connection: DatabaseParts
  readonly settings: PostgresSettings
  readonly log: StoreLog
}

/** Backends that outlive a killed postmaster end by themselves within a second or so. */
const leftoversMs = 20_000
const leftoversLookAgainMs = 200
const firstRestartDelayMs = 100
const longestRestartDelayMs = 10_000

async function startOnce(installation: Installation, signal: AbortSignal): Promise<PostgresProcess | string> {
  const { area, native, cluster, socketFolder, connection, settings, log } = installation
  await settlePreviousPostmaster(area, cluster, socketFolder, log)
  await writeSettings(area, cluster, socketFolder, settings)
  const postgres = await startProcess(native, area)
  try {
    return (await becomesReady(postgres, connection, log, signal)) ? postgres : await postgres.readLog()
  } catch (error) {
    await postgres.stop()
    throw error
  }
}

async function start(installation: Installation, signal: AbortSignal): Promise<PostgresProcess> {
  const startedAt = performance.now()
  for (;;) {
    const started = await startOnce(installation, signal)
    if (typeof started !== 'string') return started
    const hasLeftovers = started.includes('is still in use') && performance.now() - startedAt < leftoversMs
    if (!hasLeftovers) throw outputProblem('postgres', started, installation.area.folder)
    await delay(leftoversLookAgainMs, undefined, { signal })
  }
}

/** Starts PostgreSQL and watches over it. The result ends both. */
export async function supervise(installation: Installation): Promise<() => Promise<void>> {
  const { log } = installation
  const closing = new AbortController()
  const { signal } = closing
  let postgres = await start(installation, signal)

  const restart = async (): Promise<void> => {
    for (
      let delayMs = firstRestartDelayMs;
      !signal.aborted;
      delayMs = Math.min(longestRestartDelayMs, delayMs * 2)
    ) {
      try {
        await delay(delayMs, undefined, { signal })
        postgres = await start(installation, signal)
        log.info({ pid: postgres.pid }, 'The database was started again.')
        return
      } catch (error) {
        if (!signal.aborted) log.error({ err: error }, 'The database cannot be started again yet.')
      }
    }
  }

  const watch = async (): Promise<void> => {
    for (;;) {
      await postgres.ended
      if (signal.aborted) return
      log.error({ pid: postgres.pid }, 'The database ended without being asked to.')
      await restart()
      // Whoever asked to end meanwhile has stopped the one before: this one is ours to stop.
      if (signal.aborted) {
        await postgres.stop()
        return
      }
    }
  }

  const watching = watch()
  return async () => {
    closing.abort()
    await postgres.stop()
    await watching
  }
}
