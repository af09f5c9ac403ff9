/**
 * Work that nobody waits for and that must not be forgotten: it runs at its hour on one of the servers, and again when it failed. What has
 * an exact moment (an offer's end) is a timer and not a job.
 *
 * A job may run twice and may be cut off anywhere (a server dies); each is written so that this does no harm.
 */
import type { Logger as JobLogger, Runner } from 'graphile-worker'
import pg from 'pg'
import type { Logger } from 'pino'
import { connectionSettings, type DatabaseAddress } from '../store/database-address.ts'
import { errorCode } from '../store/database-error.ts'
import { StartProblem } from '../store/start-problem.ts'

export type Job = {
  readonly name: string
  /** When it runs by itself, as five fields of cron in UTC. */
  readonly when: string
  /** When no server ran at its hour, it runs as soon as one does. For what is done once a day; others have their next hour soon. */
  readonly madeUpFor?: boolean
  /** The signal asks it to stop at the next good place, because the server ends. */
  run(signal: AbortSignal): Promise<void>
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

/** Not the library's own name for it: somebody else's jobs may be in the same database. */
const schema = 'atiende_jobs'
/** New jobs are announced; this is for those that failed or that a server left behind. */
const lookEveryMs = 60_000
const mostTries = 5
const startAgainMs = 10_000

function toJobLogger(make: typeof JobLogger, log: Logger): JobLogger {
  // Its own words name jobs and workers only.
  return new make(() => (level, message, values) => {
    const error: unknown = values?.['error']
    log[level === 'error' ? 'error' : level === 'warning' ? 'warn' : 'debug']({ err: error }, message)
  })
}

function openPool(address: DatabaseAddress, log: Logger): pg.Pool {
  // The library reads its own tables: with the driver's types, not with ours.
  const { types: _ours, ...settings } = connectionSettings(address)
  const pool = new pg.Pool({ ...settings, max: 3, idleTimeoutMillis: 30_000 })
  pool.on('error', () => undefined)
  pool.on('connect', (client) =>
    client.on('error', (error) => {
      if (!pool.ending) log.warn({ reason: error.message }, 'The jobs lost a connection to the database.')
    }),
  )
  return pool
}

/** A key of its own for each job: it stands in the table once, however often it was due. */
function toCrontab(jobs: readonly Job[]): string {
  const line = ({ name, when, madeUpFor = false }: Job): string =>
    `${when} ${name} ?max=${mostTries}&jobKey=${name}${madeUpFor ? '&fill=1d' : ''}`
  return jobs.map(line).join('\n')
}

function toStartProblem(error: unknown): unknown {
  if (errorCode(error) !== '42501') return error
  return new StartProblem(
    `The database user may not create the schema "${schema}", where the server keeps its own jobs. ` +
      'Make that user the owner of the database, or create the schema with that user as its owner.',
  )
}

/** @throws StartProblem when the database does not let the jobs have a place. */
export async function startJobs({ address, log, jobs }: JobParts): Promise<Jobs> {
  // Only this part of the server needs it.
  const { Logger: makeLogger, run } = await import('graphile-worker')
  const pool = openPool(address, log)
  const ending = new AbortController()
  let closed = false
  let starting: Promise<void> | undefined
  let again: NodeJS.Timeout | undefined
  let runner: Runner

  async function start(): Promise<Runner> {
    return await run({
      pgPool: pool,
      schema,
      concurrency: 1,
      pollInterval: lookEveryMs,
      noHandleSignals: true,
      logger: toJobLogger(makeLogger, log),
      taskList: Object.fromEntries(jobs.map((job) => [job.name, async () => await job.run(ending.signal)])),
      crontab: toCrontab(jobs),
    })
  }

  /** The library stops for good when something breaks that it cannot mend. A centre goes on for months. */
  function watch(watched: Runner): void {
    const ended = (error?: unknown): void => {
      if (closed) return
      log.error({ err: error }, 'The jobs have stopped; starting them again.')
      again = setTimeout(startAgain, startAgainMs)
    }
    void watched.promise.then(() => ended(), ended)
  }

  function startAgain(): void {
    starting = start()
      .then((started) => {
        runner = started
        watch(started)
      })
      .catch((error: unknown) => {
        log.error({ err: error }, 'The jobs cannot be started; trying again.')
        if (!closed) again = setTimeout(startAgain, startAgainMs)
      })
  }

  try {
    runner = await start()
  } catch (error) {
    await pool.end()
    throw toStartProblem(error)
  }
  watch(runner)

  return {
    async runSoon(name) {
      await runner.addJob(name, {}, { jobKey: name })
    },
    async close() {
      if (closed) return
      closed = true
      ending.abort()
      clearTimeout(again)
      await starting
      // It refuses when it has stopped by itself before.
      await runner
        .stop()
        .catch((error: unknown) => log.debug({ err: error }, 'The jobs had stopped already.'))
      await pool.end()
    },
  }
}
