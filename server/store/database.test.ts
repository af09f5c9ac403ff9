import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from './database.ts'
import { silentLog } from './store-log.ts'
import { dynamicStatement } from './statement.ts'
import { createTestDatabase, type TestDatabase } from './test/test-database.ts'

const one = dynamicStatement<{ one: number }>('select 1 as one')

describe('a database', () => {
  let test: TestDatabase
  beforeAll(async () => {
    test = await createTestDatabase()
  })
  afterAll(async () => test.drop())

  it('answers', async () => {
    expect(await test.database.query(one)).toEqual([{ one: 1 }])
  })

  it('opens by its address as a text', async () => {
    const database = await openDatabase({ address: test.url, log: silentLog })
    expect(await database.query(one)).toEqual([{ one: 1 }])
    await database.close()
  })
})
