import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { roles } from '#core/permission/role.ts'
import { ringStrategies } from '#core/routing/snapshot.ts'
import { agent } from '#protocol/config/agent.ts'
import { createConfigured } from '#server/configuration/save.ts'
import type { Configuration } from '#server/configuration/configuration.ts'
import { startServer, type RunningServer } from '#server/server.ts'
import { createLog } from '#server/observe/log.ts'
import { readResponseFiles } from '#server/store/response-file-row.ts'
import { dynamicStatement } from '#server/store/statement.ts'
import { contradictions, readRows } from '#server/test/coherence.ts'
import { fillCentre } from './fill-centre.ts'
import { openDemoPlace, type DemoPlace } from './test/demo-server.ts'

type Count = { what: string; count: number }

const tables = [
  'configuration',
  'contact',
  'interaction',
  'message',
  'file',
  'audit',
  'auth_user',
  'outbox',
] as const
const countAll = dynamicStatement<Count>(
  tables.map((table) => `select '${table}' as what, count(*) as count from ${table}`).join(' union all '),
)
const countStates = dynamicStatement<Count>(
  'select state_name as what, count(*) as count from interaction group by state_name',
)
const countOwners = dynamicStatement<Count>(
  'select last_owner_id as what, count(*) as count from interaction where last_owner_id is not null group by 1',
)
const countFuture = dynamicStatement<Count, [at: number]>(
  'select direction as what, count(*) as count from message where at > $1 or state_at > $1 group by 1',
)
const countUndisposed = dynamicStatement<Count>(
  `select i.queue_id as what, count(*) as count from interaction i join configuration q on q.id = i.queue_id
   where i.state_name = 'closed' and i.state ->> 'outcome' = 'handled' and i.disposition_id is null
     and q.body ->> 'dispositionPolicy' = 'mandatory' group by 1`,
)

describe('the demo’s centre', () => {
  let place: DemoPlace
  let server: RunningServer
  let found: string[]
  let future: Count[]
  let configuration: Configuration

  beforeAll(async () => {
    place = await openDemoPlace()
    server = await place.start(2, async (context) => {
      // Before anybody's alarm rings: so it was left.
      found = contradictions(await readRows(context.database))
      future = await context.database.query(countFuture, [context.now()])
    })
    configuration = server.context.configuration
  })
  afterAll(async () => {
    await server.close()
    await place.close()
  })

  async function counted(statement: typeof countAll): Promise<Record<string, number>> {
    const rows = await place.test.database.query(statement)
    return Object.fromEntries(rows.map(({ what, count }) => [what, count]))
  }

  it('has eight people of all roles, each with somebody to be signed in as', async () => {
    const people = configuration.agents()
    expect(people).toHaveLength(8)
    expect(new Set(people.map(({ role }) => role))).toEqual(new Set(roles))
    expect(people.filter(({ role }) => role === 'agent').length).toBeGreaterThanOrEqual(4)
    for (const { id } of people)
      expect(await server.signIn.createLink(id, 'http://localhost')).toMatchObject({
        url: expect.stringContaining('/sign-in/'),
      })
  })

  it('has five queues, each with another strategy, all policies, and skills that are had', () => {
    const queues = configuration.queues()
    expect(new Set(queues.map(({ strategy }) => strategy))).toEqual(new Set(ringStrategies))
    expect(new Set(queues.map(({ dispositionPolicy }) => dispositionPolicy))).toEqual(
      new Set(['mandatory', 'optional', 'hidden']),
    )
    for (const { id, requiredSkills } of queues) {
      const members = configuration.agents().filter((one) => one.queues.some(({ queueId }) => queueId === id))
      const able = members.filter(({ skills }) =>
        requiredSkills.every(({ skillId, level }) =>
          skills.some((skill) => skill.skillId === skillId && skill.level >= level),
        ),
      )
      expect(able.length).toBeGreaterThan(0)
    }
    expect(configuration.dispositionTrees()).toHaveLength(2)
    expect(configuration.reasons().length).toBeGreaterThanOrEqual(4)
    expect(configuration.caseFields().map(({ type }) => type)).toEqual(
      expect.arrayContaining(['choice', 'text', 'number', 'date-time', 'boolean', 'link', 'heading']),
    )
  })

  it('can be called: a queue that records when asked and one that always does, and people who talk to one at a time', () => {
    const calls = configuration.channelAccounts().filter(({ channel }) => channel === 'voice')
    const recording = calls.map(({ queueId }) => configuration.queue(queueId)?.voice.recording)
    expect(new Set(recording)).toEqual(new Set(['always', 'on-demand']))
    const chat = configuration.channelAccounts().find(({ name }) => name === 'Chat de la tienda')
    expect(calls.map(({ id }) => id)).toContain(chat?.settings['callAccountId'])
    for (const { channels, capacity } of configuration.agents()) {
      expect(channels).toContain('voice')
      expect(capacity.maximum.voice).toBe(1)
    }
  })

  it('has a library of responses in folders, in both languages, one of them with a file that is kept', async () => {
    const responses = configuration.list('response')
    expect(responses.length).toBeGreaterThanOrEqual(25)
    const folders = configuration.list('response-folder')
    expect(folders.some(({ parentId }) => parentId !== null)).toBe(true)
    for (const { variants } of responses)
      expect(new Set(variants.map(({ language }) => language))).toEqual(new Set(['es', 'en']))
    const withFiles = responses.filter(({ fileIds }) => fileIds.length > 0)
    const kept = await readResponseFiles(
      place.test.database,
      withFiles.map(({ id }) => id),
    )
    expect([...kept.values()].map(({ name }) => name)).toEqual(['condiciones-de-devolucion.pdf'])
  })

  it('has a past in which everything fits together, and a present in which every list shows something', async () => {
    expect(found).toEqual([])
    expect(future).toEqual([])
    expect(await counted(countUndisposed)).toEqual({})
    const states = await counted(countStates)
    expect(states['waiting']).toBeGreaterThanOrEqual(5)
    expect(states['active']).toBeGreaterThanOrEqual(5)
    expect(states['ended']).toBeGreaterThanOrEqual(3)
    expect(states['closed']).toBeGreaterThanOrEqual(20)
    expect(Object.keys(await counted(countOwners)).length).toBeGreaterThanOrEqual(5)
    const all = await counted(countAll)
    expect(all['outbox']).toBe(0)
    expect(all['message']).toBeGreaterThan(300)
    expect(all['file']).toBeGreaterThan(3)
    expect(all['auth_user']).toBe(8)
    expect(all['audit']).toBeGreaterThanOrEqual(all['configuration'] ?? Infinity)
  })

  it('is filled once, however often it is started', async () => {
    const before = await counted(countAll)
    const again: boolean[] = []
    const second = await place.start(2, async (_, wasEmpty) => {
      again.push(wasEmpty)
      await Promise.resolve()
    })
    await second.close()
    expect(again).toEqual([false])
    expect(await counted(countAll)).toEqual(before)
  })

  it('carries the chat at /demo from the first start on', async () => {
    const account = configuration.channelAccounts().find(({ name }) => name === 'Chat de la tienda')
    const config = await fetch(`http://127.0.0.1:${server.port}/widget/v1/config?account=${account?.id}`, {
      headers: { origin: 'http://192.168.1.20:8080' },
    })
    expect(await config.json()).toMatchObject({
      open: true,
      preChat: [{ key: 'nombre' }, { key: 'correo' }, { key: 'motivo' }, { key: 'pedido' }],
    })
    const closed = configuration.channelAccounts().find(({ name }) => name === 'Chat de devoluciones')
    const foreign = await fetch(`http://127.0.0.1:${server.port}/widget/v1/config?account=${closed?.id}`, {
      headers: { origin: 'http://192.168.1.20:8080' },
    })
    expect(foreign.status).toBe(403)
  })
})

describe('a centre that is not the demo’s', () => {
  it('is refused and left as it is', async () => {
    const place = await openDemoPlace()
    const server = await startServer(place.config, { log: createLog('silent') })
    const body = agent.parse({ name: 'Ana Pérez', email: 'ana@example.org', role: 'owner' })
    await createConfigured(server.context, null, 'agent', body)
    await expect(
      fillCentre(server.context, { dataDir: place.config.dataDir, say: () => undefined }),
    ).rejects.toThrow(/not the demo’s/)
    expect(server.context.configuration.queues()).toEqual([])
    await server.close()
    await place.close()
  })

  it('is not left half filled when the filling is called off', async () => {
    const place = await openDemoPlace()
    const server = await startServer(place.config, { log: createLog('silent') })
    const called = new AbortController()
    const options = {
      dataDir: place.config.dataDir,
      days: 1,
      signal: called.signal,
      say: (text: string) => text.includes('going on') && called.abort(),
    }
    await expect(fillCentre(server.context, options)).rejects.toThrow(/abort/i)
    const [configured] = await place.test.database.query(countAll)
    expect(configured).toEqual({ what: 'configuration', count: 1 })
    await server.close()
    await place.close()
  })
})
