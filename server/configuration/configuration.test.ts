import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../store/test/test-database.ts'
import { dynamicStatement } from '../store/statement.ts'
import { hangDoorbell } from '../work/doorbell.ts'
import { insertConfigurationRow, updateConfigurationRow } from './configuration-row.ts'
import { openConfiguration, type Configuration } from './configuration.ts'

const log = pino({ level: 'silent' })

let test: TestDatabase
const closers: (() => void | Promise<void>)[] = []
beforeAll(async () => {
  test = await createTestDatabase()
})
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})
afterAll(async () => await test.drop())

/** One server of the centre, with a doorbell of its own. */
async function openNode(): Promise<{ configuration: Configuration; ring: () => void }> {
  const doorbell = await hangDoorbell(test.database, log)
  const configuration = await openConfiguration({ database: test.database, doorbell, log, now: () => 1_000 })
  closers.push(
    () => configuration.close(),
    () => doorbell.close(),
  )
  return { configuration, ring: () => doorbell.ring('configuration') }
}

function nextChange(configuration: Configuration): Promise<readonly { kind: string; id: string }[]> {
  return new Promise((resolve) => {
    const stop = configuration.onChange((changes) => {
      stop()
      resolve(changes)
    })
  })
}

const name = (text: string) => ({ es: text, en: text })

describe('the configuration in memory', () => {
  it('has a centre from the first start on, once however many servers start', async () => {
    const [one, other] = await Promise.all([openNode(), openNode()])
    expect(one.configuration.centre()).toMatchObject({
      id: 'centre',
      version: 1,
      name: 'Atiende',
      language: 'es',
      archivedAt: null,
    })
    expect(other.configuration.centre()).toEqual(one.configuration.centre())
  })

  it('lists by order and name what is not archived, and still knows what is', async () => {
    await insertConfigurationRow(
      test.database,
      'reason',
      'rsn_lunch',
      { name: name('Almuerzo'), icon: 'utensils', maximumMs: null, order: 2 },
      1,
    )
    await insertConfigurationRow(
      test.database,
      'reason',
      'rsn_break',
      { name: name('Pausa'), icon: 'coffee', maximumMs: null, order: 1 },
      1,
    )
    await insertConfigurationRow(
      test.database,
      'reason',
      'rsn_class',
      { name: name('Árbol'), icon: 'circle', maximumMs: null, order: 2 },
      1,
    )
    await updateConfigurationRow(
      test.database,
      'rsn_class',
      1,
      { name: name('Árbol'), icon: 'circle', maximumMs: null, order: 2 },
      5,
      5,
    )
    const { configuration } = await openNode()
    expect(configuration.reasons().map(({ id }) => id)).toEqual(['rsn_break', 'rsn_lunch'])
    expect(configuration.all('reason').map(({ id }) => id)).toEqual(['rsn_break', 'rsn_lunch', 'rsn_class'])
    expect(configuration.reason('rsn_class')).toMatchObject({ version: 2, archivedAt: 5 })
    expect(configuration.get('queue', 'rsn_lunch')).toBeUndefined()
  })

  it('hears of a change made on another server, and tells who follows only when it knows', async () => {
    const here = await openNode()
    const there = await openNode()
    const told = nextChange(there.configuration)
    await insertConfigurationRow(test.database, 'skill', 'skl_english', { name: name('Inglés') }, 1)
    here.ring()
    expect(await told).toEqual([{ kind: 'skill', id: 'skl_english' }])
    expect(there.configuration.skill('skl_english')?.name.es).toBe('Inglés')
  })

  it('knows after a refresh what was written before it, whoever else is refreshing', async () => {
    const { configuration } = await openNode()
    const first = configuration.refresh()
    await insertConfigurationRow(test.database, 'skill', 'skl_french', { name: name('Francés') }, 1)
    await Promise.all([configuration.refresh(), first])
    expect(configuration.skill('skl_french')).toBeDefined()
  })

  it('gives what an older version wrote today’s defaults, and leaves out what it cannot read', async () => {
    const insert = dynamicStatement<never, [string, object]>(
      `insert into configuration (id, kind, body, created_at, updated_at) values ($1, 'queue', $2, 1, 1)`,
    )
    await test.database.execute(insert, ['que_old1', { name: 'Ventas', channels: ['web-chat'] }])
    await test.database.execute(insert, ['que_new1', { name: 'Soporte', channels: ['telepathy'] }])
    const { configuration } = await openNode()
    expect(configuration.queue('que_old1')).toMatchObject({ name: 'Ventas', offerMs: 20_000 })
    expect(configuration.queue('que_new1')).toBeUndefined()
  })
})
