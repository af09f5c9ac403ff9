import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { access, readdir, readFile, rm, utimes } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { FileId, InteractionId } from '#core/id.ts'
import { mimesOfGroup } from '#protocol/file-kind.ts'
import { receiveFromCustomer } from '../act/customer-acts.ts'
import { say } from '../act/say.ts'
import { acceptOffer } from '../act/interaction-acts.ts'
import { saveDraftRow } from '../store/draft-row.ts'
import { dynamicStatement } from '../store/statement.ts'
import { makeTemporaryFolder } from '../store/test/temporary-folder.ts'
import { mustBe, openTestCentre, type TestCentre } from '../test/centre.ts'
import { openByteStore } from './byte-store.ts'
import { createFileKeeper, type FileKeeper, type Kept } from './file-keeper.ts'
import { hugePicture, picture, plain } from './test/sample.ts'

const day = 86_400_000
const go = new AbortController().signal

let centre: TestCentre
let folder: string
let files: FileKeeper
const account = 'acc_widget'

beforeAll(async () => {
  centre = await openTestCentre()
  folder = await makeTemporaryFolder()
  files = createFileKeeper({ context: centre.context, folder, maximumBytes: 1_000_000 })
})
afterAll(async () => {
  await centre.close()
  await rm(folder, { recursive: true, force: true })
})

const keep = async (name: string, bytes: Uint8Array, user = 'vis_1'): Promise<Kept> =>
  await files.keepForCustomer({ accountId: account, user, name, bytes })

function kept(answer: Kept) {
  if ('refused' in answer) throw new Error(`Refused: ${answer.refused}`)
  return answer.file
}

async function namesUnder(where: string): Promise<string[]> {
  const found = await readdir(where, { recursive: true, withFileTypes: true }).catch(() => [])
  return found.filter((one) => one.isFile()).map((one) => one.name)
}

const drafts = async (): Promise<string[]> => await namesUnder(path.join(folder, 'incoming'))

async function rows(): Promise<{ id: FileId; sha256: string }[]> {
  return await centre.test.database.query(
    dynamicStatement<{ id: FileId; sha256: string }, []>('select id, sha256 from file'),
  )
}

describe('keeping a file', () => {
  it('gives it back as it came, with what its content says', async () => {
    const file = kept(await keep('../notas.txt', plain['notas.txt']))
    expect(file).toEqual({ id: file.id, name: 'notas.txt', mime: 'text/plain', sizeBytes: 19 })
    const opened = await files.openForCustomer(account, 'vis_1', file.id)
    expect(opened?.file).toEqual(file)
    expect(Buffer.from(opened?.bytes ?? [])).toEqual(plain['notas.txt'])
  })

  it('knows how large a picture is, and has a small one', async () => {
    const agent = await centre.addAgent({})
    const content = [await picture('png', 640, 480)]
    const file = kept(await files.keepForAgent({ agentId: agent.agentId, name: 'foto', content }))
    expect(file).toMatchObject({ name: 'foto.png', mime: 'image/png', width: 640, height: 480 })
    const opened = await files.openForAgent(agent, file.id)
    const small = (opened && (await files.thumbnailOf(opened))) ?? ''
    expect((await readFile(small)).toString('latin1', 8, 12)).toBe('WEBP')
    await rm(small)
    expect(opened && (await files.thumbnailOf(opened))).toBe(small)
    await access(small)
  })

  it('refuses what is empty, too long, forged, unknown, and pictures that are none or would fill the memory', async () => {
    const before = (await namesUnder(folder)).length
    const half = (await picture('jpeg', 400, 300)).subarray(0, 700)
    expect(await keep('nada.txt', Buffer.alloc(0))).toEqual({ refused: 'file-empty' })
    expect(await keep('mucho.txt', Buffer.alloc(1_000_001, 'a'))).toEqual({
      refused: 'too-large',
      details: { limit: '1 MB' },
    })
    expect(await keep('foto.png', plain['factura.pdf'])).toEqual({
      refused: 'file-forged',
      details: { name: 'foto.png' },
    })
    expect(await keep('x.exe', Buffer.from([1, 2, 3]))).toEqual({
      refused: 'file-refused',
      details: { kind: 'exe' },
    })
    expect(await keep('foto.jpg', half)).toEqual({ refused: 'file-forged', details: { name: 'foto.jpg' } })
    expect(await keep('foto.png', (await picture('png')).subarray(0, 50))).toMatchObject({
      refused: 'file-forged',
    })
    expect(await keep('bomba.png', await hugePicture(30_000, 30_000))).toEqual({
      refused: 'too-large',
      details: { limit: '50 Mpx' },
    })
    expect((await namesUnder(folder)).length).toBe(before)
  })

  it('says no other kind than the table has, whatever the detector calls it', async () => {
    const known = [...mimesOfGroup('video'), ...mimesOfGroup('audio'), ...mimesOfGroup('document')]
    for (const name of ['fotos.rar', 'voz.m4a', 'voz.ogg', 'clip.mov'] as const)
      expect(known).toContain(kept(await keep(name, plain[name])).mime)
  })

  it('keeps the same content once, for as many as bring it', async () => {
    const bytes = Buffer.from('lo mismo')
    const all = await Promise.all(
      Array.from({ length: 8 }, async (_, n) => kept(await keep('a.txt', bytes, `vis_${n}`))),
    )
    expect(new Set(all.map(({ id }) => id)).size).toBe(8)
    const same = new Set(
      (await rows()).filter(({ id }) => all.some((one) => one.id === id)).map(({ sha256 }) => sha256),
    )
    expect(same.size).toBe(1)
    expect((await namesUnder(folder)).filter((name) => same.has(name))).toHaveLength(1)
    expect(await drafts()).toEqual([])
  })

  it('tells what the source says when that breaks, and leaves nothing', async () => {
    const agent = await centre.addAgent({})
    async function* broken() {
      yield Buffer.from('la primera mitad')
      await Promise.reject(new Error('the line is dead'))
    }
    await expect(
      files.keepForAgent({ agentId: agent.agentId, name: 'a.txt', content: broken() }),
    ).rejects.toThrow('the line is dead')
    expect(await drafts()).toEqual([])
  })

  it('tells that it cannot now when the disk is full, and leaves nothing', async () => {
    const agent = await centre.addAgent({})
    async function* onFullDisk() {
      yield Buffer.from('la primera mitad')
      await Promise.reject(Object.assign(new Error('no space left on device'), { code: 'ENOSPC' }))
    }
    const answer = await files.keepForAgent({ agentId: agent.agentId, name: 'a.txt', content: onFullDisk() })
    expect(answer).toEqual({ refused: 'unavailable' })
    expect(await drafts()).toEqual([])
  })
})

describe('who may see a file', () => {
  it('a customer sees what was brought or said in the own conversations, and nothing of others', async () => {
    const owner = await centre.addAgent({})
    const stranger = await centre.addAgent({})
    const supervisor = await centre.addAgent({ role: 'supervisor', queueIds: [] })
    await centre.ready(owner)
    const mine = kept(await keep('mía.txt', Buffer.from('de Lucía'), 'vis_lucia'))
    expect(await files.openForCustomer(account, 'vis_lucia', mine.id)).not.toBeNull()
    expect(await files.openForCustomer(account, 'vis_other', mine.id)).toBeNull()
    expect(await files.openForCustomer('acc_other', 'vis_lucia', mine.id)).toBeNull()
    expect(await files.openForAgent(owner, mine.id)).toBeNull()
    expect(await files.openForAgent(supervisor, mine.id)).toBeNull()

    const router = centre.startRouting()
    const said = await receiveFromCustomer(centre, account, {
      type: 'message',
      user: 'vis_lucia',
      externalId: 'x1',
      at: centre.context.now(),
      text: '',
      fileIds: [mine.id],
      person: {},
    })
    if (!said.kept) throw new Error(said.refused)
    const id = said.conversation as `int_${string}`
    const offerIdNow = async (): Promise<`off_${string}` | null> => {
      await router.settle()
      const [offer] = await centre.test.database.query(
        dynamicStatement<{ id: `off_${string}` | null }, [string]>(
          `select state -> 'offers' -> 0 ->> 'id' as id from interaction where id = $1`,
        ),
        [id],
      )
      return offer?.id ?? null
    }
    // The router takes its lock in its own time.
    const offerId = await vi.waitFor(
      async () => (await offerIdNow()) ?? Promise.reject(new Error('no offer')),
    )
    mustBe(await acceptOffer(centre.context, owner, id, offerId))
    expect(await files.openForAgent(owner, mine.id)).toMatchObject({ file: { name: 'mía.txt' } })
    expect(await files.openForAgent(supervisor, mine.id)).not.toBeNull()
    expect(await files.openForAgent(stranger, mine.id)).toBeNull()

    const answer = kept(
      await files.keepForAgent({
        agentId: owner.agentId,
        name: 'r.txt',
        content: [Buffer.from('respuesta')],
      }),
    )
    expect(await files.openForCustomer(account, 'vis_lucia', answer.id)).toBeNull()
    expect(await files.openForAgent(supervisor, answer.id)).toBeNull()
    mustBe(
      await say(centre.context, centre.sayBatch, owner, id, { clientId: 'client-1', fileIds: [answer.id] }),
    )
    expect(Buffer.from((await files.openForCustomer(account, 'vis_lucia', answer.id))?.bytes ?? [])).toEqual(
      Buffer.from('respuesta'),
    )
    expect(await files.openForCustomer(account, 'vis_other', answer.id)).toBeNull()
    expect(await files.openForCustomer('acc_other', 'vis_lucia', answer.id)).toBeNull()
    expect(await files.openForAgent(stranger, answer.id)).toBeNull()
  })

  it('and a file whose bytes are lost is not there', async () => {
    const file = kept(await keep('perdido.txt', Buffer.from('se perderá')))
    const row = (await rows()).find(({ id }) => id === file.id)
    await openByteStore(folder).remove(row?.sha256 ?? '')
    expect(await files.openForCustomer(account, 'vis_1', file.id)).toBeNull()
  })
})

describe('clearing away', () => {
  it('takes files that no message took, with their bytes when nobody else has them', async () => {
    const shared = Buffer.from('lo tienen dos')
    const old = kept(await keep('a.txt', shared, 'vis_old'))
    const alone = kept(await keep('foto.png', await picture('png', 20, 20), 'vis_old'))
    centre.advance(day + 3_600_000 + 1)
    const young = kept(await keep('a.txt', shared, 'vis_young'))
    const hash = (await rows()).find(({ id }) => id === alone.id)?.sha256 ?? ''
    expect(await files.clearUnused(go)).toBeGreaterThanOrEqual(2)
    expect(await files.openForCustomer(account, 'vis_old', old.id)).toBeNull()
    expect((await namesUnder(folder)).some((name) => name.startsWith(hash))).toBe(false)
    expect(await files.openForCustomer(account, 'vis_young', young.id)).not.toBeNull()
    expect(await files.clearUnused(go)).toBe(0)
  })

  it('leaves what a message took, and a message takes nothing that is about to go', async () => {
    const taken = kept(await keep('taken.txt', Buffer.from('tomado'), 'vis_taken'))
    const late = kept(await keep('late.txt', Buffer.from('tarde'), 'vis_taken'))
    const write = async (externalId: string, id: FileId) =>
      await receiveFromCustomer(centre, account, {
        type: 'message',
        user: 'vis_taken',
        externalId,
        at: centre.context.now(),
        text: '',
        fileIds: [id],
        person: {},
      })
    expect(await write('t1', taken.id)).toMatchObject({ kept: true })
    centre.advance(day)
    expect(await write('t2', late.id)).toEqual({ kept: false, refused: 'not-found' })
    centre.advance(day)
    await files.clearUnused(go)
    expect(await files.openForCustomer(account, 'vis_taken', taken.id)).not.toBeNull()
    expect(await files.openForCustomer(account, 'vis_taken', late.id)).toBeNull()
  })

  it('leaves what a draft has, for as long as it has it', async () => {
    const ana = await centre.addAgent({})
    const content = [Buffer.from('en un borrador')]
    const { id } = kept(await files.keepForAgent({ agentId: ana.agentId, name: 'b.txt', content }))
    const row = {
      interaction_id: (await centre.hear('vis_draft', 'Hola')) as InteractionId,
      kind: 'reply' as const,
      agent_id: ana.agentId,
      text: '',
      file_ids: [id],
      quote: null,
      updated_at: 0,
    }
    await saveDraftRow(centre.context.database, row, 0)
    centre.advance(3 * day)
    await files.clearUnused(go)
    expect(await files.openForAgent(ana, id)).not.toBeNull()
    await saveDraftRow(centre.context.database, { ...row, file_ids: [] }, 1)
    await files.clearUnused(go)
    expect(await files.openForAgent(ana, id)).toBeNull()
  })

  it('never takes the bytes of what is being kept at that moment', async () => {
    const bytes = Buffer.from('va y viene')
    for (let round = 0; round < 25; round += 1) {
      await keep('a.txt', bytes, `vis_round_${round}`)
      centre.advance(2 * day)
      const [again] = await Promise.all([keep('a.txt', bytes, `vis_again_${round}`), files.clearUnused(go)])
      expect(await files.openForCustomer(account, `vis_again_${round}`, kept(again).id)).not.toBeNull()
    }
  })

  it('takes bytes without a row once they are old, and what was left of uploads', async () => {
    const store = openByteStore(folder)
    const stray = await store.receive([Buffer.from('de nadie')], 100)
    await stray?.keep()
    const unfinished = await store.receive([Buffer.from('a medias')], 100)
    const used = kept(await keep('usado.txt', Buffer.from('de alguien')))
    expect(await files.clearStray(go)).toBe(0)
    const past = new Date(Date.now() - 2 * day)
    const usedHash = (await rows()).find(({ id }) => id === used.id)?.sha256 ?? ''
    for (const one of [store.pathOf(stray?.sha256 ?? ''), unfinished?.path ?? '', store.pathOf(usedHash)])
      await utimes(one, past, past)
    expect(await files.clearStray(go)).toBe(2)
    expect(await drafts()).toEqual([])
    expect(await files.openForCustomer(account, 'vis_1', used.id)).not.toBeNull()
  })
})

it('a server that is killed between the bytes and the row leaves nothing wrong', async () => {
  const content = 'en el peor momento'
  const script = path.join(import.meta.dirname, 'test/killed-keeper.ts')
  const child = spawn(process.execPath, [script, centre.test.url, folder, content], {
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null]
  expect(signal).toBe('SIGKILL')
  const store = openByteStore(folder)
  const sha256 = (await import('node:crypto')).createHash('sha256').update(content).digest('hex')
  await access(store.pathOf(sha256))
  expect((await rows()).some((row) => row.sha256 === sha256)).toBe(false)

  const file = kept(await keep('notas.txt', Buffer.from(content)))
  expect(Buffer.from((await files.openForCustomer(account, 'vis_1', file.id))?.bytes ?? []).toString()).toBe(
    content,
  )
})
