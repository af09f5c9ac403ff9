import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { dynamicStatement } from './statement.ts'
import { createEmptyDatabase, type TestDatabase } from './test/test-database.ts'

const notify = dynamicStatement<never, [channel: string, payload: string]>('select pg_notify($1, $2)')
const endListeners = dynamicStatement(
  "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ~ '^listen'",
)

let test: TestDatabase
beforeAll(async () => {
  test = await createEmptyDatabase()
})
afterAll(async () => await test.drop())

async function listen(channel: string): Promise<{ heard: string[]; stop: () => Promise<void> }> {
  const heard: string[] = []
  const stop = await test.database.listen(channel, (payload) => void heard.push(payload))
  onTestFinished(async () => await stop())
  return { heard, stop }
}

describe('listening', () => {
  it('is rung once at its beginning and then for each notification of its channel', async () => {
    const [one, other] = [await listen('one'), await listen('Other "channel"')]
    await test.database.query(notify, ['one', 'first'])
    await test.database.query(notify, ['Other "channel"', 'second'])
    await vi.waitFor(() => expect(other.heard).toEqual(['', 'second']))
    expect(one.heard).toEqual(['', 'first'])
  })

  it('is rung for each handler of a channel, until the handler is stopped', async () => {
    const [one, other] = [await listen('shared'), await listen('shared')]
    await test.database.query(notify, ['shared', 'a'])
    await vi.waitFor(() =>
      expect([one.heard, other.heard]).toEqual([
        ['', 'a'],
        ['', 'a'],
      ]),
    )
    await one.stop()
    await test.database.query(notify, ['shared', 'b'])
    await vi.waitFor(() => expect(other.heard).toEqual(['', 'a', 'b']))
    expect(one.heard).toEqual(['', 'a'])
  })

  it('goes on after its connection was lost, and is rung for what it may have missed', async () => {
    const { heard } = await listen('lost')
    await test.database.query(endListeners)
    await vi.waitFor(() => expect(heard).toEqual(['', '']), 5_000)
    await test.database.query(notify, ['lost', 'after'])
    await vi.waitFor(() => expect(heard).toEqual(['', '', 'after']))
  })

  it('survives a handler that throws', async () => {
    const stop = await test.database.listen('throws', () => {
      throw new Error('of the handler')
    })
    onTestFinished(async () => await stop())
    const { heard } = await listen('throws')
    await test.database.query(notify, ['throws', 'still here'])
    await vi.waitFor(() => expect(heard).toEqual(['', 'still here']))
  })
})
