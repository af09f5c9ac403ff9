import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { appendEvents } from '../store/event-log.ts'
import { StartProblem } from '../store/start-problem.ts'
import { dynamicStatement } from '../store/statement.ts'
import { createTestDatabase, type TestDatabase } from '../store/test/test-database.ts'
import { clearEvents, clearSignIn, clearingJobs, eventsKeptMs } from './clearing.ts'
import { startJobs, type Job, type Jobs } from './jobs.ts'

const log = pino({ level: 'silent' })
const at = 2_000_000_000_000

let test: TestDatabase
const running: Jobs[] = []

beforeAll(async () => {
  test = await createTestDatabase()
})
afterEach(async () => {
  for (const jobs of running.splice(0)) await jobs.close()
})
afterAll(async () => await test.drop())

async function start(jobs: readonly Job[], said = log): Promise<Jobs> {
  const started = await startJobs({ address: test.address, log: said, jobs })
  running.push(started)
  return started
}

const never = '0 0 1 1 *'

async function script(text: string): Promise<void> {
  await test.database.transaction(async (transaction) => await transaction.script(text))
}

async function eventually(is: () => Promise<boolean>): Promise<void> {
  while (!(await is())) await new Promise((resolve) => setTimeout(resolve, 20))
}

function event(type: string) {
  return { type, interactionId: null, agentId: null, audience: { everyone: true }, body: {} }
}

describe('a job', () => {
  // First: this database has seen no jobs yet.
  it('runs on one of the servers, however many start at once on a database that has seen none', async () => {
    let runs = 0
    const ran = Promise.withResolvers<void>()
    const count: Job = {
      name: 'count',
      when: never,
      run: async () => {
        runs += 1
        ran.resolve()
      },
    }
    const all = await Promise.all(Array.from({ length: 8 }, async () => await start([count])))
    await all[0]?.runSoon('count')
    await ran.promise
    for (const jobs of running.splice(0)) await jobs.close()
    expect(runs).toBe(1)
  })

  it('runs when it is asked for', async () => {
    const ran = Promise.withResolvers<string>()
    const jobs = await start([{ name: 'greet', when: never, run: async () => ran.resolve('done') }])
    await jobs.runSoon('greet')
    expect(await ran.promise).toBe('done')
  })

  it('that is running is finished before the server ends', async () => {
    const begun = Promise.withResolvers<void>()
    const mayEnd = Promise.withResolvers<void>()
    let ended = false
    const jobs = await startJobs({
      address: test.address,
      log,
      jobs: [
        {
          name: 'slow',
          when: never,
          run: async () => {
            begun.resolve()
            await mayEnd.promise
            ended = true
          },
        },
      ],
    })
    await jobs.runSoon('slow')
    await begun.promise
    const closed = jobs.close()
    mayEnd.resolve()
    await closed
    expect(ended).toBe(true)
  })

  it('that a running server is about to leave is asked to stop', async () => {
    const begun = Promise.withResolvers<void>()
    const stopped = Promise.withResolvers<string>()
    const jobs = await start([
      {
        name: 'long',
        when: never,
        run: async (signal) => {
          signal.addEventListener('abort', () => stopped.resolve('asked'))
          begun.resolve()
          await stopped.promise
        },
      },
    ])
    await jobs.runSoon('long')
    await begun.promise
    await jobs.close()
    expect(await stopped.promise).toBe('asked')
  })

  it('that fails is told in the log, stays to be tried again, and stops no other', async () => {
    const lines: string[] = []
    const said = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) })
    const ran = Promise.withResolvers<void>()
    const jobs = await start(
      [
        { name: 'bad', when: never, run: async () => await Promise.reject(new Error('the disk is gone')) },
        { name: 'good', when: never, run: async () => ran.resolve() },
      ],
      said,
    )
    await jobs.runSoon('bad')
    await jobs.runSoon('good')
    await ran.promise
    expect(lines.join('')).toContain('the disk is gone')
    const left = dynamicStatement<{ key: string; attempts: number }, []>(
      'select key, attempts from atiende_jobs.jobs',
    )
    await eventually(async () => (await test.database.query(left)).length === 1)
    expect(await test.database.query(left)).toEqual([{ key: 'bad', attempts: 1 }])
  })

  it('whose hour passed while no server ran is made up for, once', async () => {
    let runs = 0
    const ran = Promise.withResolvers<void>()
    const twoHoursAgo = new Date(Date.now() - 7_200_000).getUTCHours()
    const daily: Job = {
      name: 'daily',
      when: `0 ${twoHoursAgo} * * *`,
      madeUpFor: true,
      run: async () => {
        runs += 1
        ran.resolve()
      },
    }
    await (await start([daily])).close()
    expect(runs).toBe(0)
    await script(
      `update atiende_jobs._private_known_crontabs set last_execution = now() - interval '20 hours'`,
    )
    await Promise.all([start([daily]), start([daily]), start([daily])])
    await ran.promise
    for (const jobs of running.splice(0)) await jobs.close()
    expect(runs).toBe(1)
  })

  it('runs after every connection to the database was lost', async () => {
    const ran = Promise.withResolvers<string>()
    const jobs = await start([{ name: 'later', when: never, run: async () => ran.resolve('done') }])
    const listens = dynamicStatement<{ count: number }, []>(
      `select count(*) as count from pg_stat_activity where datname = current_database() and query ilike 'listen "jobs:insert"%'`,
    )
    await eventually(async () => (await test.database.query(listens))[0]?.count === 1)
    await script(`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and query ilike '%jobs:insert%'`)
    await eventually(async () => (await test.database.query(listens))[0]?.count === 1)
    await jobs.runSoon('later')
    expect(await ran.promise).toBe('done')
  })
})

it('a database where the jobs have no place is told to the person who starts the server', async () => {
  const strict = await createTestDatabase()
  onTestFinished(async () => await strict.drop())
  const onStrict = async (text: string): Promise<void> =>
    await strict.database.transaction(async (transaction) => await transaction.script(text))
  await onStrict('drop role if exists jobless; create role jobless login')
  const starting = startJobs({ address: { ...strict.address, user: 'jobless' }, log, jobs: [] })
  await expect(starting).rejects.toThrow(StartProblem)
  await expect(starting).rejects.toThrow(/owner of the database/)
  await onStrict('drop role jobless')
})

describe('clearing away', () => {
  const parts = () => ({ database: test.database, now: () => at, log })
  const files = { clearUnused: async () => 0, clearStray: async () => 0 }
  const voice = { clearRecordings: async () => 0, clearMusic: async () => 0 }

  it('takes events that nobody can come back to, and no others', async () => {
    await appendEvents(
      test.database,
      Array.from({ length: 5_001 }, () => event('old')),
      at - eventsKeptMs - 1,
    )
    await appendEvents(test.database, [event('young')], at - eventsKeptMs)
    expect(await clearEvents(parts())).toBe(5_001)
    const left = dynamicStatement<{ type: string }, []>('select type from event')
    expect(await test.database.query(left)).toEqual([{ type: 'young' }])
  })

  it('takes sessions and links whose time is over, and no others', async () => {
    await test.database.transaction(
      async (transaction) =>
        await transaction.script(`
          insert into configuration (id, kind, body, created_at, updated_at) values ('agt_1', 'agent', '{}', 1, 1);
          insert into auth_user (id, name, email) values ('agt_1', 'Ana', 'ana@example.org');
          insert into auth_session (id, token, user_id, expires_at) values ('s1', 't1', 'agt_1', to_timestamp(1999999999)), ('s2', 't2', 'agt_1', to_timestamp(2000000001));
          insert into auth_verification (id, identifier, value, expires_at) values ('v1', 'i1', '', to_timestamp(1999999999)), ('v2', 'i2', '', to_timestamp(2000000001));`),
    )
    expect(await clearSignIn(parts())).toBe(2)
    const left = dynamicStatement<{ id: string }, []>(
      'select id from auth_session union select id from auth_verification order by id',
    )
    expect(await test.database.query(left)).toEqual([{ id: 's2' }, { id: 'v2' }])
  })

  it('is work the jobs know', async () => {
    await appendEvents(test.database, [event('old')], at - eventsKeptMs - 1)
    const [first] = clearingJobs(parts(), files, voice)
    const ran = Promise.withResolvers<void>()
    const jobs = await start(
      clearingJobs(parts(), files, voice).map((job) => ({
        ...job,
        run: async (signal: AbortSignal) => {
          await job.run(signal)
          ran.resolve()
        },
      })),
    )
    await jobs.runSoon(first?.name ?? '')
    await ran.promise
    const left = dynamicStatement<{ count: number }, []>(
      "select count(*) as count from event where type = 'old'",
    )
    expect(await test.database.query(left)).toEqual([{ count: 0 }])
  })
})
