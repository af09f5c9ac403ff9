import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { isUniqueViolation } from './database-error.ts'
import { openDatabase, type Database } from './database.ts'
import { dynamicStatement } from './statement.ts'
import { silentLog } from './store-log.ts'
import { createEmptyDatabase, type TestDatabase } from './test/test-database.ts'

let test: TestDatabase
let database: Database

const one = dynamicStatement<{ one: number }>('select 1 as one')
const add = dynamicStatement<never, [id: number, amount: number]>(
  'insert into stock (id, amount) values ($1, $2)',
)
const change = dynamicStatement<never, [id: number, amount: number]>(
  'update stock set amount = amount + $2 where id = $1',
)
const read = dynamicStatement<{ amount: number }, [id: number]>('select amount from stock where id = $1')
const total = dynamicStatement<{ sum: number }>('select sum(amount) from stock')
const endOthers = dynamicStatement<{ ended: boolean }>(
  'select pg_terminate_backend(pid) as ended from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
)

async function amountOf(id: number): Promise<number | undefined> {
  const [row] = await database.query(read, [id])
  return row?.amount
}

/** Ends all connections of the pool and of the listener, as a restart of the database does. */
async function breakConnections(): Promise<void> {
  const other = await openDatabase({ address: test.address, log: silentLog, poolSize: 1 })
  await other.query(endOthers)
  await other.close()
}

beforeAll(async () => {
  test = await createEmptyDatabase()
  database = test.database
  await database.execute(
    dynamicStatement('create table stock (id int primary key, amount int8 not null check (amount >= 0))'),
  )
})
afterAll(async () => await test.drop())

describe('values', () => {
  it('arrive as what the product works with', async () => {
    const [row] = await database.query(
      dynamicStatement(
        `select 1763668800000::int8 as instant, count(*) as count, '2026-11-20'::date as day, '{"a": [1]}'::jsonb as document,
         array['a', 'b'] as list, '18446744073709551615'::xid8 as transaction, null as nothing from (values (1), (2))`,
      ),
    )
    expect(row).toEqual({
      instant: 1_763_668_800_000,
      count: 2,
      day: '2026-11-20',
      document: { a: [1] },
      list: ['a', 'b'],
      transaction: '18446744073709551615',
      nothing: null,
    })
  })

  it('are never rounded: a count beyond what a number holds exactly is an error', async () => {
    await expect(database.query(dynamicStatement('select 9007199254740993::int8'))).rejects.toThrow(
      'select it as text',
    )
    expect(await database.query(one)).toEqual([{ one: 1 }])
  })

  it('go out as JSON, lists, bytes and instants', async () => {
    const echo = dynamicStatement<object, [object, string[], Buffer, number]>(
      'select $1::jsonb as json, $2::text[] as list, $3::bytea as bytes, $4::int8 as at',
    )
    const values = [
      { name: 'Núñez', nested: [{ a: null }] },
      ['a,"b"', ''],
      Buffer.from([0, 255]),
      1_763_668_800_000,
    ] as const
    expect(await database.query(echo, [values[0], [...values[1]], values[2], values[3]])).toEqual([
      { json: values[0], list: values[1], bytes: values[2], at: values[3] },
    ])
  })

  it('that cannot be written as JSON fail alone: the statement works afterwards', async () => {
    const echo = {
      ...dynamicStatement<{ json: object }, [object]>('select $1::jsonb as json'),
      name: 'test.echo',
    }
    const alone = await openDatabase({ address: test.address, log: silentLog, poolSize: 1 })
    onTestFinished(async () => await alone.close())
    expect(await alone.query(echo, [{ a: 1 }])).toEqual([{ json: { a: 1 } }])
    await expect(alone.query(echo, [{ a: 1n }])).rejects.toThrow('BigInt')
    expect(await alone.query(echo, [{ a: 2 }])).toEqual([{ json: { a: 2 } }])
  })
})

describe('a transaction', () => {
  it('keeps all of its changes, and its queries go out together in their order', async () => {
    const counts = await database.transaction(
      async (transaction) =>
        await Promise.all([
          transaction.execute(add, [1, 10]),
          transaction.execute(change, [1, 5]),
          transaction.execute(change, [2, 5]),
        ]),
    )
    expect(counts).toEqual([1, 1, 0])
    expect(await amountOf(1)).toBe(15)
  })

  it('keeps none of its changes when its work throws', async () => {
    const work = database.transaction(async (transaction) => {
      await transaction.execute(add, [3, 1])
      throw new Error('no')
    })
    await expect(work).rejects.toThrow('no')
    expect(await amountOf(3)).toBeUndefined()
  })

  it('is never reported as kept when one of its statements failed, even if nobody looked', async () => {
    const work = database.transaction(async (transaction) => {
      await transaction.execute(add, [4, 1])
      await transaction.execute(add, [4, 1]).catch(() => undefined)
    })
    await expect(work).rejects.toThrow('rolled back')
    expect(await amountOf(4)).toBeUndefined()
  })

  it('refuses a query that comes after its end', async () => {
    const escaped = await database.transaction(async (transaction) => await Promise.resolve(transaction))
    await expect(escaped.query(one)).rejects.toThrow('after its end')
  })

  it('names the constraint that refused it', async () => {
    await database.execute(add, [5, 1])
    const error: unknown = await database.execute(add, [5, 1]).catch((reason: unknown) => reason)
    expect(isUniqueViolation(error)).toBe(true)
    expect(isUniqueViolation(error, 'stock_pkey')).toBe(true)
    expect(isUniqueViolation(error, 'another')).toBe(false)
  })

  it.each([
    { isolation: 'serializable', order: [6, 6] },
    { isolation: 'read committed', order: [6, 7] },
  ] as const)(
    'that gets in the way of another one ($isolation) is run again when asked for',
    async ({ isolation, order }) => {
      await database.execute(
        dynamicStatement('insert into stock values (6, 0), (7, 0) on conflict (id) do update set amount = 0'),
      )
      let runs = 0
      const bothHaveBegun = Promise.withResolvers<void>()
      const run = async (first: number, second: number): Promise<void> =>
        await database.transaction(
          async (transaction) => {
            if (isolation === 'serializable') await transaction.query(total)
            else await transaction.execute(change, [first, 1])
            runs += 1
            if (runs === 2) bothHaveBegun.resolve()
            await bothHaveBegun.promise
            await transaction.execute(change, [second, 1])
          },
          { isolation, retries: 5 },
        )
      const [a, b] = order
      await Promise.all([run(a, b), run(b, a)])
      expect(runs).toBeGreaterThan(2)
      expect(((await amountOf(6)) ?? 0) + ((await amountOf(7)) ?? 0)).toBe(
        isolation === 'serializable' ? 2 : 4,
      )
    },
  )

  it('fails alone when its connection breaks between two of its queries', async () => {
    const work = database.transaction(async (transaction) => {
      await transaction.execute(add, [8, 1])
      await breakConnections()
      await transaction.execute(add, [9, 1])
    })
    await expect(work).rejects.toThrow(/terminat|connection|EPIPE/i)
    // The pool's other connections are broken too, and it may not have noticed yet.
    await vi.waitFor(async () => expect(await amountOf(8)).toBeUndefined())
  })
})

describe('the pool', () => {
  it('opens new connections after all were broken', async () => {
    await Promise.all(Array.from({ length: 5 }, async () => await database.query(one)))
    await breakConnections()
    await vi.waitFor(async () => expect(await database.query(one)).toEqual([{ one: 1 }]))
  })

  it('prepares a statement anew when the tables have changed under it', async () => {
    const alone = await openDatabase({ address: test.address, log: silentLog, poolSize: 1 })
    onTestFinished(async () => await alone.close())
    const all = { ...dynamicStatement('select * from stock where id = 5'), name: 'test.all' }
    await alone.query(all)
    await database.execute(dynamicStatement('alter table stock add column place text'))
    await expect(alone.query(all)).rejects.toThrow('cached plan')
    expect(await alone.query(all)).toEqual([{ id: 5, amount: 1, place: null }])
  })

  it('cancels a statement that runs longer than allowed', async () => {
    const hurried = await openDatabase({ address: test.address, log: silentLog, statementTimeoutMs: 20 })
    onTestFinished(async () => await hurried.close())
    await expect(hurried.query(dynamicStatement('select pg_sleep(60)'))).rejects.toThrow('statement timeout')
  })

  it('counts its connections', async () => {
    const counted = await openDatabase({ address: test.address, log: silentLog })
    expect(counted.connections()).toEqual({ open: 1, idle: 1, waiting: 0 })
    await counted.close()
    expect(counted.connections()).toEqual({ open: 0, idle: 0, waiting: 0 })
  })
})
