/**
 * Work that nobody waits for and that must not be forgotten: it runs at its hour on one of the servers, and again when it failed. What has
 * an exact moment (an offer's end) is a timer and not a job.
 */
import type { Logger as JobLogger, Runner } from 'graphile-worker'
import pg from 'pg'
import type { Logger } from 'pino'
import { connectionSettings, type DatabaseAddress } from '../store/database-address.ts'

export type Job = {
  readonly name: string
  /** When it runs by itself, as five fields of cron in UTC. */
  readonly when: string
  run(): Promise<void>
}

export interface Jobs {
  /** Soon, besides its hours. Asked twice before it begins, it runs once. */
  runSoon(name: string): Promise<void>
  /** Lets what is running finish. */
  close(): Promise<void>
}

export type JobParts = {
  readonly address: DatabaseAddress
  readonly log: Logger
  readonly jobs: readonly Job[]
}

function toJobLogger(make: typeof JobLogger, log: Logger): JobLogger {
  // Its own words name jobs and workers only.
  return new make(() => (level, message, values) => {
    const error: unknown = values?.['error']
    log[level === 'error' ? 'error' : level === 'warning' ? 'warn' : 'debug']({ err: error }, message)
  })
}

export async function startJobs({ address, log, jobs }: JobParts): Promise<Jobs> {
  // Only this part of the server needs it.
  const { Logger: makeLogger, run } = await import('graphile-worker')
  const pool = new pg.Pool({ ...connectionSettings(address), max: 3, idleTimeoutMillis: 30_000 })
  pool.on('error', (error) => log.warn({ err: error }, 'An idle connection to the database was lost.'))
  pool.on('connect', (client) =>
    client.on('error', (error) => log.warn({ err: error }, 'A connection to the database was lost.')),
  )
  let runner: Runner
  try {
    runner = await run({
      pgPool: pool,
      concurrency: 1,
      noHandleSignals: true,
      logger: toJobLogger(makeLogger, log),
      taskList: Object.fromEntries(jobs.map((job) => [job.name, async () => await job.run()])),
      crontab: jobs.map(({ name, when }) => `${when} ${name}`).join('\n'),
    })
  } catch (error) {
    await pool.end()
    throw error
  }
  return {
    async runSoon(name) {
      await runner.addJob(name, {}, { jobKey: name })
    },
    async close() {
      await runner.stop()
      await pool.end()
    },
  }
}
