import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { appendEvents } from '../store/event-log.ts'
import { dynamicStatement } from '../store/statement.ts'
import { createTestDatabase, type TestDatabase } from '../store/test/test-database.ts'
import { clearEvents, clearSignIn, clearingJobs, eventsKeptMs } from './clearing.ts'
import { startJobs, type Job, type Jobs } from './jobs.ts'

const log = pino({ level: 'silent' })
const at = 2_000_000_000_000

let test: TestDatabase
const running: Jobs[] = []

beforeEach(async () => {
  test = await createTestDatabase()
})
afterEach(async () => {
  for (const jobs of running.splice(0)) await jobs.close()
  await test.drop()
})

async function start(jobs: readonly Job[]): Promise<Jobs> {
  const started = await startJobs({ address: test.address, log, jobs })
  running.push(started)
  return started
}

function event(type: string) {
  return { type, interactionId: null, agentId: null, audience: { everyone: true }, body: {} }
}

describe('a job', () => {
  it('runs when it is asked for', async () => {
    const ran = Promise.withResolvers<string>()
    const jobs = await start([{ name: 'greet', when: '0 0 1 1 *', run: async () => ran.resolve('done') }])
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
          when: '0 0 1 1 *',
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

  it('runs on one of the servers, however many start at once on a database that has seen none', async () => {
    let runs = 0
    const ran = Promise.withResolvers<void>()
    const count: Job = {
      name: 'count',
      when: '0 0 1 1 *',
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
})

describe('clearing away', () => {
  const parts = () => ({ database: test.database, now: () => at, log })

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
    const [first] = clearingJobs(parts())
    const ran = Promise.withResolvers<void>()
    const jobs = await start(
      clearingJobs(parts()).map((job) => ({
        ...job,
        run: async () => {
          await job.run()
          ran.resolve()
        },
      })),
    )
    await jobs.runSoon(first?.name ?? '')
    await ran.promise
    const left = dynamicStatement<{ count: number }, []>('select count(*) as count from event')
    expect(await test.database.query(left)).toEqual([{ count: 0 }])
  })
})
