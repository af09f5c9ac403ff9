import type { AgentId, FileId, InteractionId } from '#core/id.ts'
import { mostDrafts } from '#protocol/draft.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createSayBatch } from '../act/say-batch.ts'
import { act } from '../act/unit.ts'
import { draftNews, type DraftNews } from '../live/draft-news.ts'
import type { BusSignal } from '../live/signal-bus.ts'
import { deleteReplyDrafts } from '../store/draft-row.ts'
import { insertFile, lockContent } from '../store/file-row.ts'
import { dynamicStatement } from '../store/statement.ts'
import { addLine, begin, beginWith, happen, type Line } from '../test/begun.ts'
import { mustBe } from '../test/centre.ts'
import { openTestDoor, type Answer, type Person, type TestDoor } from '../test/door.ts'
import { draftRoutes } from './draft-routes.ts'
import { interactionRoutes } from './interaction-route.ts'

let door: TestDoor
let line: Line
let ana: Person
let luis: Person
let boss: Person
let id: InteractionId
let users = 0
/** What the bus was given. */
let told: { readonly to: readonly AgentId[]; readonly news: DraftNews }[] = []

beforeAll(async () => {
  const tell = draftNews({
    send(signal: BusSignal) {
      if (signal.to !== 'persons' || signal.signal.type !== 'draft-changed')
        throw new Error('A draft is told to persons only.')
      told.push({ to: signal.agentIds, news: signal.signal })
    },
  })
  door = await openTestDoor((context) => ({
    routes: [...draftRoutes(context, tell), ...interactionRoutes(context, createSayBatch(context), tell)],
  }))
  line = await addLine(door, { dispositionPolicy: 'optional' })
  const queues = [{ queueId: line.queueId, order: 1 }]
  ana = await door.addAgent({ name: 'Ana Pérez', queues })
  luis = await door.addAgent({ name: 'Luis Ortega', queues })
  boss = await door.addAgent({ name: 'Sofía Jefa', role: 'supervisor' })
})
afterAll(async () => await door.close())
beforeEach(async () => {
  id = await beginWith(door.context, line, `vis_${++users}`, ana.id)
  told = []
})

const put = async (who: Person | null, body: object, kind = 'reply', of: string = id): Promise<Answer> =>
  await door.ask(who, 'PUT', `/api/v1/interactions/${of}/drafts/${kind}`, { baseRevision: 0, ...body })
const drafts = async (who: Person | null, of: string = id): Promise<Answer> =>
  await door.ask(who, 'GET', `/api/v1/interactions/${of}/drafts`)
const mine = async (who: Person): Promise<Answer> => await door.ask(who, 'GET', '/api/v1/me/drafts')
const say = async (body: object): Promise<Answer> =>
  await door.ask(ana, 'POST', `/api/v1/interactions/${id}/messages`, body)
const giveTo = async (person: Person): Promise<void> =>
  await happen(door.context, id, { type: 'assigned', agentId: person.id })
const textsOf = ({ body }: Answer): string[] => body.drafts.map((draft: { text: string }) => draft.text)
const ofThis = (answer: Answer): Answer['body'][] =>
  answer.body.drafts.filter((draft: { interactionId: string }) => draft.interactionId === id)

async function addFile(
  owner: AgentId,
  createdAt = door.context.now(),
  sha256 = 'a'.repeat(64),
): Promise<FileId> {
  const fileId = door.context.newId('fil')
  await insertFile(
    door.context.database,
    {
      id: fileId,
      name: 'factura.pdf',
      mime: 'application/pdf',
      size_bytes: 12,
      width: null,
      height: null,
      sha256,
      agent_id: owner,
      account_id: null,
      external_user: null,
      interaction_id: null,
    },
    createdAt,
  )
  return fileId
}

describe('a draft', () => {
  it('is kept with its files and its quote, and given back on every device', async () => {
    const file = await addFile(ana.id)
    const said = await say({ clientId: 'client-1', text: 'Buenos días' })
    const saved = await put(ana, { text: 'Hola', fileIds: [file], quotedMessageId: said.body.message.id })
    expect(saved.status).toBe(200)
    expect(saved.body.draft).toMatchObject({
      interactionId: id,
      kind: 'reply',
      agentId: ana.id,
      revision: 1,
      text: 'Hola',
      files: [{ id: file, name: 'factura.pdf' }],
      quote: { messageId: said.body.message.id, excerpt: 'Buenos días' },
    })
    expect((await drafts(ana)).body.drafts).toEqual([saved.body.draft])
    expect(ofThis(await mine(ana))).toEqual([saved.body.draft])
  })

  it('is refused when another device has written meanwhile, and nothing is lost', async () => {
    expect((await put(ana, { text: 'Uno' })).body.draft.revision).toBe(1)
    expect((await put(ana, { text: 'Dos', baseRevision: 1 })).body.draft.revision).toBe(2)
    for (const baseRevision of [0, 1, 7]) {
      const late = await put(ana, { text: 'Tarde', baseRevision })
      expect([late.status, late.body.error.code]).toEqual([409, 'changed-meanwhile'])
    }
    expect(textsOf(await drafts(ana))).toEqual(['Dos'])
  })

  it.each([3_000_000_000, Number.MAX_SAFE_INTEGER])('has no such revision: %d', async (revision) => {
    await put(ana, { text: 'Uno' })
    expect((await put(ana, { text: 'Dos', baseRevision: revision })).body.error.code).toBe(
      'changed-meanwhile',
    )
    const away = { agentId: luis.id, revision }
    expect(
      (await door.ask(ana, 'POST', `/api/v1/interactions/${id}/drafts/put-away`, away)).body.error.code,
    ).toBe('changed-meanwhile')
    const note = { baseVersion: 0, text: 'x', draftRevision: revision }
    expect((await door.ask(ana, 'PUT', `/api/v1/interactions/${id}/note`, note)).status).toBe(200)
    expect((await say({ clientId: 'client-far', text: 'x', draftRevision: revision })).status).toBe(200)
    expect(textsOf(await drafts(ana))).toEqual(['Uno'])
  })

  it('that is emptied keeps counting, and is no longer on the list', async () => {
    await put(ana, { text: 'Uno' })
    expect((await put(ana, { text: '', baseRevision: 1 })).body.draft.revision).toBe(2)
    expect(ofThis(await mine(ana))).toEqual([])
    expect((await put(ana, { text: 'De nuevo', baseRevision: 2 })).body.draft.revision).toBe(3)
  })

  it('is told to its author alone, without its text', async () => {
    await put(ana, { text: 'Secreto' })
    await put(ana, { text: 'También secreto' }, 'note')
    expect(told.map(({ to, news }) => [news.kind, [...new Set(to)]])).toEqual([
      ['reply', [ana.id]],
      ['note', [ana.id]],
    ])
    expect(JSON.stringify(told)).not.toMatch(/secreto/i)
  })

  it('is nobody else’s to write or to read: not a stranger’s, a colleague’s or a supervisor’s', async () => {
    await put(ana, { text: 'Hola' })
    expect((await put(null, { text: 'x' })).status).toBe(401)
    expect((await drafts(null)).status).toBe(401)
    expect((await put(luis, { text: 'x' })).body.error.code).toBe('not-found')
    expect((await drafts(luis)).body.error.code).toBe('not-found')
    expect((await put(boss, { text: 'x' })).body.error.code).toBe('not-allowed')
    expect((await drafts(boss)).body.drafts).toEqual([])
    expect(ofThis(await mine(boss))).toEqual([])
    expect((await put(ana, { text: 'x' }, 'reply', 'int_nothing')).status).toBe(404)
    const waiting = await begin(door.context, line, 'vis_waiting')
    expect((await put(ana, { text: 'x' }, 'reply', waiting)).body.error.code).toBe('not-allowed')
    expect((await put(ana, { text: 'x'.repeat(20_001) })).status).toBe(400)
    expect((await put(ana, { text: 'x' }, 'letter')).status).toBe(404)
  })

  it('takes no file of somebody else, and keeps its own for longer than a day', async () => {
    const theirs = await addFile(luis.id)
    expect((await put(ana, { text: 'x', fileIds: [theirs] })).body.error.code).toBe('not-found')
    const old = await addFile(ana.id, door.context.now() - 30 * 86_400_000)
    expect((await put(ana, { text: 'x', fileIds: [old] })).body.error.code).toBe('not-found')
    const file = await addFile(ana.id)
    await put(ana, { text: 'x', fileIds: [file] })
    await door.context.database.execute(
      dynamicStatement<never, [string]>('update file set created_at = 0 where id = $1'),
      [file],
    )
    const next = await put(ana, { text: 'xy', fileIds: [file], baseRevision: 1 })
    expect(next.body.draft.files).toHaveLength(1)
    const said = await say({ clientId: 'client-9', text: 'xy', fileIds: [file], draftRevision: 2 })
    expect(said.body.message.files).toHaveLength(1)
  })

  it('is one of so many at most', async () => {
    const { database } = door.context
    const eva = await door.addAgent({ name: 'Eva', queues: [{ queueId: line.queueId, order: 1 }] })
    const last = await beginWith(door.context, line, `vis_${++users}`, eva.id)
    const fill = dynamicStatement<never, [string, number]>(
      `insert into draft (interaction_id, kind, agent_id, revision, text, updated_at)
       select i.id, kind, $1, 1, 'x', 0 from interaction i cross join unnest(array['reply', 'note']) kind where i.id <> '${last}' limit $2`,
    )
    while (mostDrafts * 2 > (await countInteractions()) * 2 - 4)
      await begin(door.context, line, `vis_many_${++users}`)
    expect(await database.execute(fill, [eva.id, mostDrafts])).toBe(mostDrafts)
    const refused = await put(eva, { text: 'x' }, 'reply', last)
    expect(refused.body.error).toMatchObject({ code: 'draft-limit', details: { limit: mostDrafts } })
  })
})

async function countInteractions(): Promise<number> {
  const counted = dynamicStatement<{ n: number }, []>('select count(*)::int as n from interaction')
  return (await door.context.database.query(counted))[0]?.n ?? 0
}

describe('sending', () => {
  it('empties exactly the draft that it was, and tells the other devices', async () => {
    await put(ana, { text: 'Hola' })
    told = []
    expect((await say({ clientId: 'client-2', text: 'Hola', draftRevision: 1 })).status).toBe(200)
    expect((await drafts(ana)).body.drafts).toMatchObject([{ revision: 2, text: '' }])
    expect(told).toMatchObject([{ to: [ana.id], news: { revision: 2, isEmpty: true } }])
    // The same message again is the same message, and costs what was written since nothing.
    await put(ana, { text: 'Y además', baseRevision: 2 })
    await say({ clientId: 'client-2', text: 'Hola', draftRevision: 1 })
    expect(textsOf(await drafts(ana))).toEqual(['Y además'])
  })

  it('leaves what was written on since, and what it was not', async () => {
    await put(ana, { text: 'Hola' })
    await put(ana, { text: 'Hola otra vez', baseRevision: 1 })
    await say({ clientId: 'client-3', text: 'Hola', draftRevision: 1 })
    await say({ clientId: 'client-4', text: 'Otra cosa' })
    expect(textsOf(await drafts(ana))).toEqual(['Hola otra vez'])
  })
})

describe('when the conversation goes to somebody else', () => {
  it('the new owner sees what was left, also what came in at the last moment; nobody else does', async () => {
    await put(ana, { text: 'Le cuent' })
    await giveTo(luis)
    // Ana's page had not said everything yet.
    const last = await put(ana, { text: 'Le cuento', baseRevision: 1 })
    expect(last.status).toBe(200)
    expect(told.at(-1)?.to).toEqual([ana.id, luis.id])
    expect((await drafts(luis)).body.drafts).toMatchObject([{ agentId: ana.id, text: 'Le cuento' }])
    expect(ofThis(await mine(luis))).toMatchObject([{ agentId: ana.id, text: 'Le cuento' }])
    expect(ofThis(await mine(boss))).toEqual([])
    // Ana still has it, and reads nothing of what Luis writes.
    await put(luis, { text: 'Mío' })
    expect(textsOf(await drafts(ana))).toEqual(['Le cuento'])
    expect(textsOf(await drafts(luis)).sort()).toEqual(['Le cuento', 'Mío'])
    // Notes are their author's.
    await put(ana, { text: 'Apunte' }, 'note')
    expect(textsOf(await drafts(luis)).sort()).toEqual(['Le cuento', 'Mío'])
  })

  it('the new owner uses it or puts it away, and it stays its author’s', async () => {
    const file = await addFile(ana.id)
    await put(ana, { text: 'Le cuento', fileIds: [file] })
    const away = async (who: Person | null, body: object): Promise<Answer> =>
      await door.ask(who, 'POST', `/api/v1/interactions/${id}/drafts/put-away`, body)
    const asked = { agentId: ana.id, revision: 1, take: true }
    await giveTo(luis)
    expect((await away(null, asked)).status).toBe(401)
    expect((await away(ana, asked)).body.error.code).toBe('not-owner')
    expect((await away(boss, asked)).body.error.code).toBe('not-owner')
    expect((await away(luis, { ...asked, revision: 4 })).body.error.code).toBe('changed-meanwhile')
    told = []
    const taken = await away(luis, asked)
    expect(told.map(({ to }) => to)).toEqual([[luis.id]])
    const [copy] = taken.body.files
    expect(copy).toMatchObject({ name: 'factura.pdf' })
    expect(copy.id).not.toBe(file)
    expect((await put(luis, { text: 'Le cuento', fileIds: [copy.id] })).status).toBe(200)
    expect(textsOf(await drafts(luis))).toEqual(['Le cuento'])
    expect((await drafts(ana)).body.drafts).toMatchObject([{ text: 'Le cuento', files: [{ id: file }] }])
    expect((await away(luis, asked)).body.error.code).toBe('changed-meanwhile')
    // What its author writes on is there again.
    await put(ana, { text: 'Le cuento más', baseRevision: 1 })
    expect(textsOf(await drafts(luis)).sort()).toEqual(['Le cuento', 'Le cuento más'])
  })
})

/** A connection waits for a lock that somebody else has. */
async function somebodyWaits(): Promise<void> {
  const waiting = dynamicStatement<{ n: number }, []>(
    `select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  )
  await vi.waitUntil(async () => (await door.context.database.query(waiting))[0]?.n, {
    timeout: 10_000,
    interval: 20,
  })
}

it('what two hold of the same contents is taken in one order, and neither waits for the other for ever', async () => {
  const { database } = door.context
  const [first, second] = ['b', 'a'].map((letter) => letter.repeat(64)) as [string, string]
  const files = [
    await addFile(ana.id, door.context.now(), first),
    await addFile(ana.id, door.context.now(), second),
  ]
  await put(ana, { text: 'x', fileIds: files })
  await giveTo(luis)
  const asked = { agentId: ana.id, revision: 1, take: true }
  const taken = await database.transaction(async (transaction) => {
    await lockContent(transaction, second)
    const answer = door.ask(luis, 'POST', `/api/v1/interactions/${id}/drafts/put-away`, asked)
    await somebodyWaits()
    await lockContent(transaction, first)
    return { answer }
  })
  expect((await taken.answer).body.files).toHaveLength(2)
})

describe('closing', () => {
  it('is not outlived by a reply that comes at the same moment', async () => {
    const { database } = door.context
    await put(ana, { text: 'Uno' })
    await happen(door.context, id, { type: 'ended', by: 'agent' })
    const late = await database.transaction(async (transaction) => {
      // As closing does: the row first, then what hangs on it.
      await transaction.script(
        `update interaction set state = '{"name":"closed","reason":"done","agentId":null}' where id = '${id}'`,
      )
      const answer = put(ana, { text: 'Dos', baseRevision: 1 })
      await somebodyWaits()
      await deleteReplyDrafts(transaction, [id])
      return { answer }
    })
    expect((await late.answer).body.error.code).toBe('interaction-closed')
    const left = dynamicStatement<{ n: number }, [string]>(
      'select count(*)::int as n from draft where interaction_id = $1',
    )
    expect(await database.query(left, [id])).toEqual([{ n: 0 }])
  })

  it('clears drafts of replies and keeps unsaved notes for their author', async () => {
    await put(ana, { text: 'Sin enviar' })
    await put(ana, { text: 'Sin guardar' }, 'note')
    await happen(door.context, id, { type: 'ended', by: 'agent' }, { type: 'closed', policy: 'optional' })
    expect(textsOf(await drafts(ana))).toEqual(['Sin guardar'])
    expect(ofThis(await mine(ana))).toMatchObject([{ kind: 'note', text: 'Sin guardar' }])
    expect((await put(ana, { text: 'x' })).body.error.code).toBe('interaction-closed')
    expect((await put(ana, { text: 'Sigue', baseRevision: 1 }, 'note')).status).toBe(200)
  })
})

it('whoever has owned a conversation still sees it two owners later', async () => {
  await giveTo(luis)
  const eva = await door.addAgent({ name: 'Eva', queues: [{ queueId: line.queueId, order: 1 }] })
  await giveTo(eva)
  mustBe(await act(door.context, async (unit) => (await unit.interaction(id)) ?? { refused: 'not-found' }))
  expect((await door.ask(ana, 'GET', `/api/v1/interactions/${id}`)).status).toBe(200)
  const carla = await door.addAgent({ name: 'Carla', queues: [{ queueId: line.queueId, order: 1 }] })
  expect((await door.ask(carla, 'GET', `/api/v1/interactions/${id}`)).status).toBe(404)
})
