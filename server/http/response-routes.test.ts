/** Standard responses through the door: set up, found, sent with their files; and tokens in what is said. */
import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { gunzipSync } from 'node:zlib'
import type { AgentId, InteractionId } from '#core/id.ts'
import { caseField } from '#protocol/config/case-field.ts'
import type { KeptFile } from '#channels/channel.ts'
import { createSayBatch, type SayBatch } from '../act/say-batch.ts'
import { createConfigured } from '../configuration/save.ts'
import { createFileKeeper, type FileKeeper } from '../file/file-keeper.ts'
import { dynamicStatement } from '../store/statement.ts'
import { makeTemporaryFolder } from '../store/test/temporary-folder.ts'
import { addLine, beginWith, type Line } from '../test/begun.ts'
import { mustBe } from '../test/centre.ts'
import { openTestDoor, type Answer, type Person, type TestDoor } from '../test/door.ts'
import { fileRoutes } from './file-route.ts'
import { interactionRoutes } from './interaction-route.ts'
import { responseRoutes } from './response-routes.ts'

let door: TestDoor
let files: FileKeeper
let folder: string
let sales: Line
let help: Line
let ana: Person
let luis: Person
let boss: Person
let sayBatch: SayBatch
let serial = 0

beforeAll(async () => {
  folder = await makeTemporaryFolder()
  door = await openTestDoor((context) => {
    files = createFileKeeper({ context, folder })
    sayBatch = createSayBatch(context)
    return {
      routes: [
        ...interactionRoutes(context, sayBatch),
        ...responseRoutes(context),
        ...fileRoutes(context, files),
      ],
    }
  })
  sales = await addLine(door)
  help = await addLine(door)
  ana = await door.addAgent({ name: 'Ana Pérez', queues: [{ queueId: sales.queueId }] })
  luis = await door.addAgent({ name: 'Luis Ortega', queues: [{ queueId: help.queueId }] })
  boss = await door.addAgent({ name: 'Sofía Jefa', role: 'supervisor' })
  mustBe(
    await createConfigured(
      door.context,
      null,
      'case-field',
      caseField.parse({ key: 'pedido', label: both('Pedido'), type: 'text' }),
    ),
  )
})
afterAll(async () => {
  await sayBatch.settle()
  await door.close()
  await rm(folder, { recursive: true, force: true })
})

const both = (text: string) => ({ es: text, en: text })
const upload = async (agentId: AgentId, text = `archivo ${++serial}`): Promise<KeptFile> =>
  mustBe(await files.keepForAgent({ agentId, name: `${++serial}.txt`, content: [Buffer.from(text)] })).file
const body = (more: object = {}) => ({
  name: both(`Respuesta ${++serial}`),
  variants: [{ language: 'es', text: 'Hola' }],
  ...more,
})
const create = async (more: object = {}, who: Person | null = boss): Promise<Answer> =>
  await door.ask(who, 'POST', '/api/v1/responses', body(more))
const change = async (made: Answer['body'], more: object): Promise<Answer> =>
  await door.ask(boss, 'PATCH', `/api/v1/responses/${made.id}`, { version: made.version, ...more })
const library = async (who: Person | null, query = ''): Promise<Answer> =>
  await door.ask(who, 'GET', `/api/v1/workspace/responses${query}`)
const idsOf = ({ body: { responses } }: Answer): string[] =>
  responses.map(({ id }: { readonly id: string }) => id)
const ofAna = async (line = sales): Promise<InteractionId> =>
  await beginWith(door.context, line, `vis_${++serial}`, ana.id)
const takeFiles = async (who: Person | null, id: string, responseId: string): Promise<Answer> =>
  await door.ask(who, 'POST', `/api/v1/interactions/${id}/response-files`, { responseId })
const say = async (
  who: Person | null,
  id: string,
  text: string,
  clientId = `client-${++serial}`,
  more: object = {},
): Promise<Answer> =>
  await door.ask(who, 'POST', `/api/v1/interactions/${id}/messages`, { clientId, text, ...more })
const sql = async (text: string, params: readonly (string | object)[]): Promise<number> =>
  await door.context.database.execute(dynamicStatement(text), params)

describe('the library', () => {
  it('is of those who are signed in', async () => {
    expect((await library(null)).status).toBe(401)
    expect((await takeFiles(null, 'int_nothing', 'rsp_nothing')).status).toBe(401)
  })

  it('holds what is for everybody and for the agent’s own queues and teams; supervisors see all', async () => {
    const team = (
      await door.ask(await door.addAgent({ role: 'manager' }), 'POST', '/api/v1/teams', { name: 'Norte' })
    ).body
    const eva = await door.addAgent({ name: 'Eva', teamIds: [team.id] })
    const open = (await create()).body.id
    const ofSales = (await create({ queueIds: [sales.queueId] })).body.id
    const ofTeam = (await create({ teamIds: [team.id] })).body.id
    const seen = async (who: Person) => {
      const ids = idsOf(await library(who))
      return [open, ofSales, ofTeam].map((id) => ids.includes(id))
    }
    expect(await seen(ana)).toEqual([true, true, false])
    expect(await seen(luis)).toEqual([true, false, false])
    expect(await seen(eva)).toEqual([true, false, true])
    expect(await seen(boss)).toEqual([true, true, true])
  })

  it('holds what is of a conversation’s queue for whoever has that conversation, and for nobody who may not see it', async () => {
    const ofHelp = (await create({ queueIds: [help.queueId] })).body.id
    const id = await ofAna(help)
    expect(idsOf(await library(ana))).not.toContain(ofHelp)
    expect(idsOf(await library(ana, `?interactionId=${id}`))).toContain(ofHelp)
    const eva = await door.addAgent({ name: 'Eva' })
    expect((await library(eva, `?interactionId=${id}`)).status).toBe(404)
    expect((await library(ana, '?interactionId=int_nothing')).status).toBe(404)
  })

  it('has the folders on the way to what may be seen, and no others', async () => {
    const folderOf = async (parentId: string | null): Promise<string> =>
      (await door.ask(boss, 'POST', '/api/v1/response-folders', { name: both(`C${++serial}`), parentId }))
        .body.id
    const top = await folderOf(null)
    const inner = await folderOf(top)
    const secret = await folderOf(top)
    await create({ folderId: inner })
    await create({ folderId: secret, queueIds: [help.queueId] })
    const folders = async (who: Person): Promise<string[]> =>
      (await library(who)).body.folders.map((one: { readonly id: string }) => one.id)
    expect(await folders(ana)).toEqual(expect.arrayContaining([top, inner]))
    expect(await folders(ana)).not.toContain(secret)
    expect(await folders(boss)).toContain(secret)
  })

  it('leaves out what is archived, and keeps what is only for the server to itself', async () => {
    const made = (await create({ shortcut: 'fuera' })).body
    await door.ask(boss, 'DELETE', `/api/v1/responses/${made.id}?version=${made.version}`)
    const found = await library(boss)
    expect(idsOf(found)).not.toContain(made.id)
    for (const response of found.body.responses)
      expect(Object.keys(response).toSorted()).toEqual([
        'files',
        'folderId',
        'id',
        'name',
        'shortcut',
        'variants',
      ])
  })

  it('is not sent again while it is the same, and packed for whoever can unpack it', async () => {
    await create({ variants: [{ language: 'es', text: 'larga '.repeat(600) }] })
    const first = await library(ana)
    const etag = String(first.headers['etag'])
    const again = await door.ask(ana, 'GET', '/api/v1/workspace/responses', undefined, {
      'if-none-match': etag,
    })
    expect([again.status, again.body]).toEqual([304, ''])
    await create()
    const later = await door.ask(ana, 'GET', '/api/v1/workspace/responses', undefined, {
      'if-none-match': etag,
    })
    expect(later.status).toBe(200)
    expect(later.headers['etag']).not.toBe(etag)
    const packed = await door.app.inject({
      url: '/api/v1/workspace/responses',
      headers: { cookie: ana.cookie, 'accept-encoding': 'br, gzip' },
    })
    expect(packed.headers['content-encoding']).toBe('gzip')
    expect(JSON.parse(gunzipSync(packed.rawPayload).toString())).toEqual(later.body)
  })
})

describe('setting them up', () => {
  it('is for supervisors and above', async () => {
    expect((await create({}, ana)).status).toBe(403)
    expect((await create({}, null)).status).toBe(401)
    expect((await create()).status).toBe(201)
  })

  it('refuses tokens that do not exist, by name, and takes those that do', async () => {
    const text = '<$ Contact.FulName $> <$ Case.pedido $> <$Case.otro$> <$ Contact.FulName $>'
    const refused = await create({ variants: [{ language: 'es', text }] })
    expect(refused.status).toBe(400)
    expect(refused.body.error).toMatchObject({
      code: 'token-unknown',
      details: { tokens: '<$ Contact.FulName $>, <$Case.otro$>' },
    })
    const good = '<$ contact.fullname $> <$ Case.pedido $> <$ Contact.Attribute.plan $> <$ Date.Today $>'
    const made = await create({ variants: [{ language: 'es', text: good }] })
    expect(made.status).toBe(201)
    expect((await change(made.body, { variants: [{ language: 'es', text }] })).body.error.code).toBe(
      'token-unknown',
    )
  })

  it('keeps a case field while a response names it', async () => {
    const manager = await door.addAgent({ role: 'manager' })
    const field = (
      await door.ask(manager, 'POST', '/api/v1/case-fields', {
        key: 'talla',
        label: both('Talla'),
        type: 'text',
      })
    ).body
    const response = (await create({ variants: [{ language: 'es', text: '<$ Case.Talla $>' }] })).body
    const archive = async (): Promise<Answer> =>
      await door.ask(manager, 'DELETE', `/api/v1/case-fields/${field.id}?version=${field.version}`)
    expect((await archive()).body.error).toMatchObject({
      code: 'still-used',
      details: { where: response.name.es },
    })
    const gone = await door.ask(
      boss,
      'DELETE',
      `/api/v1/responses/${response.id}?version=${response.version}`,
    )
    expect((await archive()).status).toBe(200)
    const back = await door.ask(boss, 'POST', `/api/v1/responses/${response.id}/restore`, {
      version: gone.body.version,
    })
    expect(back.body.error.code).toBe('token-unknown')
  })

  it('gives a shortcut to one response only', async () => {
    const first = (await create({ shortcut: 'hola' })).body
    expect((await create({ shortcut: 'hola' })).body.error).toMatchObject({
      code: 'shortcut-taken',
      details: { shortcut: '/hola' },
    })
    expect((await change(first, { order: 3 })).status).toBe(200)
    const twice = await Promise.all([create({ shortcut: 'adios' }), create({ shortcut: 'adios' })])
    expect(twice.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409])
  })

  it('does not put a folder into itself, and keeps one while something is in it', async () => {
    const add = async (parentId: string | null): Promise<Answer['body']> =>
      (await door.ask(boss, 'POST', '/api/v1/response-folders', { name: both('Carpeta'), parentId })).body
    const top = await add(null)
    const middle = await add(top.id)
    const low = await add(middle.id)
    const move = async (parentId: string): Promise<Answer> =>
      await door.ask(boss, 'PATCH', `/api/v1/response-folders/${top.id}`, { version: top.version, parentId })
    expect((await move(low.id)).body.error).toMatchObject({
      code: 'folder-circle',
      details: { name: 'Carpeta' },
    })
    expect((await move(top.id)).body.error.code).toBe('folder-circle')
    await create({ folderId: low.id })
    const archive = async ({ id, version }: Answer['body']): Promise<Answer> =>
      await door.ask(boss, 'DELETE', `/api/v1/response-folders/${id}?version=${version}`)
    expect((await archive(low)).body.error.code).toBe('still-used')
    expect((await archive(middle)).body.error.code).toBe('still-used')
  })

  it('takes files that the person who saves has uploaded, and no others', async () => {
    const own = await upload(boss.id)
    const strangers = await upload(ana.id)
    expect((await create({ fileIds: [strangers.id] })).body.error.code).toBe('unknown-reference')
    expect((await create({ fileIds: [own.id, 'fil_nothing'] })).body.error.code).toBe('unknown-reference')
    const made = await create({ fileIds: [own.id] })
    expect(made.status).toBe(201)
    expect((await create({ fileIds: [own.id] })).body.error.code).toBe('unknown-reference')
    expect((await change(made.body, { order: 2 })).status).toBe(200)
    const late = await upload(boss.id)
    await sql('update file set created_at = created_at - 90000000 where id = $1', [late.id])
    expect((await create({ fileIds: [late.id] })).body.error.code).toBe('unknown-reference')
  })

  it('keeps them from being cleared away for as long as the response has them, archived or not', async () => {
    const [kept, dropped] = [await upload(boss.id), await upload(boss.id)]
    const made = (await create({ fileIds: [kept.id, dropped.id] })).body
    const less = (await change(made, { fileIds: [kept.id] })).body
    await door.ask(boss, 'DELETE', `/api/v1/responses/${made.id}?version=${less.version}`)
    await sql('update file set created_at = created_at - 200000000 where id = any ($1)', [
      [kept.id, dropped.id],
    ])
    await files.clearUnused(AbortSignal.timeout(60_000))
    expect((await door.ask(boss, 'GET', `/api/v1/files/${kept.id}`)).status).toBe(200)
    expect((await door.ask(boss, 'GET', `/api/v1/files/${dropped.id}`)).status).toBe(404)
    const back = await door.ask(boss, 'POST', `/api/v1/responses/${made.id}/restore`, {
      version: less.version + 1,
    })
    expect(back.status).toBe(200)
    expect(
      (await library(ana)).body.responses.find((one: { id: string }) => one.id === made.id).files,
    ).toEqual([kept])
  })
})

describe('a response’s files', () => {
  it('are seen by who may use the response, and become the agent’s own to send, without another copy of the bytes', async () => {
    const file = await upload(boss.id, 'condiciones')
    const made = (await create({ fileIds: [file.id], queueIds: [sales.queueId] })).body
    expect((await door.ask(ana, 'GET', `/api/v1/files/${file.id}`)).body).toBe('condiciones')
    expect((await door.ask(luis, 'GET', `/api/v1/files/${file.id}`)).status).toBe(404)
    const id = await ofAna()
    const taken = await takeFiles(ana, id, made.id)
    expect(taken.status).toBe(200)
    expect(taken.body.files).toEqual([{ ...file, id: expect.stringMatching(/^fil_/) }])
    const own = taken.body.files[0].id
    expect(own).not.toBe(file.id)
    // The response's own is not sent away; the agent's is.
    expect((await say(boss, id, 'Hola', undefined, { fileIds: [file.id] })).status).not.toBe(200)
    const said = await say(ana, id, 'Aquí están', undefined, { fileIds: [own] })
    expect(said.body.message.files).toEqual(taken.body.files)
    expect((await takeFiles(ana, id, made.id)).body.files).toHaveLength(1)
  })

  it('are for who has the conversation and may use the response', async () => {
    const file = await upload(boss.id)
    const ofSales = (await create({ fileIds: [file.id], queueIds: [sales.queueId] })).body.id
    const inSales = await ofAna()
    expect((await takeFiles(luis, inSales, ofSales)).status).toBe(404)
    expect((await takeFiles(boss, inSales, ofSales)).body.error.code).toBe('not-owner')
    const inHelp = await beginWith(door.context, help, `vis_${++serial}`, luis.id)
    expect((await takeFiles(luis, inHelp, ofSales)).status).toBe(404)
    expect((await takeFiles(ana, inSales, 'rsp_nothing')).status).toBe(404)
    expect((await takeFiles(ana, 'int_nothing', ofSales)).status).toBe(404)
  })
})

describe('tokens in what is said', () => {
  it('are filled in when it is sent, in the customer’s language, and so the customer gets it', async () => {
    const id = await ofAna()
    const contact = await door.ask(ana, 'GET', `/api/v1/interactions/${id}`)
    const { contactId, caseId } = contact.body.interaction
    await sql(`update contact set name = 'Lucía Gómez', language = 'en' where id = $1`, [contactId])
    await sql(`update contact_case set data = '{"pedido": "LB-7"}' where id = $1`, [caseId])
    const said = await say(
      ana,
      id,
      'Hi <$Contact.FirstName$>: <$ Case.pedido $>, <$ interaction.channel $>. <$ Agent.FirstName $>',
    )
    expect(said.body.message.text).toBe('Hi Lucía: LB-7, web chat. Ana')
    const page = await door.ask(ana, 'GET', `/api/v1/interactions/${id}/messages`)
    expect(page.body.messages.at(-1).text).toBe('Hi Lucía: LB-7, web chat. Ana')
    const posted = await door.context.database.query(
      dynamicStatement<{ text: string }, [string]>(
        `select body ->> 'text' as text from outbox where lane = $1`,
      ),
      [id],
    )
    expect(posted.map(({ text }) => text)).toEqual(['Hi Lucía: LB-7, web chat. Ana'])
  })

  it('without a value keep it from being sent, with their names in both languages', async () => {
    const id = await ofAna()
    const before = (await door.ask(ana, 'GET', `/api/v1/interactions/${id}`)).body.interaction.summary
      .messageCount
    const refused = await say(ana, id, 'Hola <$ Contact.Phone $> <$ Nada $> <$ Agent.FirstName $>')
    expect(refused.status).toBe(409)
    expect(refused.body.error).toMatchObject({
      code: 'token-unresolved',
      details: { tokens: '<$ Contact.Phone $>, <$ Nada $>' },
    })
    expect(refused.body.error.message).toContain('<$ Contact.Phone $>, <$ Nada $>')
    const after = (await door.ask(ana, 'GET', `/api/v1/interactions/${id}`)).body.interaction.summary
      .messageCount
    expect(after).toBe(before)
    expect((await say(ana, id, 'Cuesta <$ 5 y <$')).body.message.text).toBe('Cuesta <$ 5 y <$')
  })

  it('tell nothing to who may not speak there', async () => {
    const id = await ofAna()
    const refused = await say(luis, id, '<$ Contact.Phone $>')
    expect(refused.body.error.code).toBe('taken-by-other')
    expect(JSON.stringify(refused.body)).not.toContain('Contact.Phone')
  })

  it('said again under the same key is the message that was kept, also when a value is gone since', async () => {
    const id = await ofAna()
    const { contactId } = (await door.ask(ana, 'GET', `/api/v1/interactions/${id}`)).body.interaction
    await sql(`update contact set name = 'Lucía Gómez' where id = $1`, [contactId])
    const first = await say(ana, id, 'Hola <$ Contact.LastName $>', 'same-key-1')
    await sql(`update contact set name = 'Lucía' where id = $1`, [contactId])
    const second = await say(ana, id, 'Hola <$ Contact.LastName $>', 'same-key-1')
    expect(second.body.message).toMatchObject({ id: first.body.message.id, text: 'Hola Gómez' })
  })

  it('that make it too long are refused as too long', async () => {
    const id = await ofAna()
    expect((await say(ana, id, `${'a'.repeat(9_990)}<$Date.Now$>`)).status).toBe(413)
    expect((await say(ana, id, `${'a'.repeat(9_970)}<$Date.Now$>${'a'.repeat(18)}`)).body.error.code).toBe(
      'message-too-long',
    )
  })
})
