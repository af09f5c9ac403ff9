import type { QueueId } from '#core/id.ts'
import { sine, wav } from '#voice/music/test/tone.ts'
import { readOggOpus } from '#voice/ogg-opus.ts'
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readAuditPage } from '../store/audit-row.ts'
import { addLine } from '../test/begun.ts'
import { openTestDoor, type Person, type TestDoor } from '../test/door.ts'
import { createQueueMusic, type QueueMusic } from '../voice/queue-music.ts'
import { musicRoutes } from './music-routes.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'atiende-music-'))
const tune = wav([sine(440, 8_000, 2)], { rate: 8_000 })
let door: TestDoor
let music: QueueMusic
let manager: Person
let supervisor: Person
let base: string

beforeAll(async () => {
  door = await openTestDoor((context) => {
    music = createQueueMusic({ context, folder })
    return { routes: musicRoutes(context, music) }
  })
  manager = await door.addAgent({ name: 'Marta', role: 'manager' })
  supervisor = await door.addAgent({ name: 'Sofía', role: 'supervisor' })
  await door.app.listen({ port: 0, host: '127.0.0.1' })
  base = `http://127.0.0.1:${(door.app.server.address() as AddressInfo).port}`
})
afterAll(async () => {
  await door.close()
  rmSync(folder, { recursive: true, force: true })
})

const addQueue = async (): Promise<QueueId> => (await addLine(door)).queueId

async function bring(who: Person | null, id: string, bytes: Uint8Array) {
  const body = new FormData()
  body.append('file', new Blob([Uint8Array.from(bytes)]), 'song.wav')
  const answer = await fetch(`${base}/api/v1/queues/${id}/music`, {
    method: 'POST',
    body,
    headers: who ? { cookie: who.cookie } : {},
  })
  const json = (await answer.json()) as {
    readonly musicFileId?: string
    readonly durationMs?: number
    readonly error?: { readonly code: string; readonly message: string }
  }
  return { status: answer.status, ...json }
}

async function hear(who: Person | null, id: string, range?: string) {
  const headers = { ...(who && { cookie: who.cookie }), ...(range !== undefined && { range }) }
  const answer = await door.app.inject({ url: `/api/v1/queues/${id}/music`, headers })
  return { status: answer.statusCode, bytes: answer.rawPayload, headers: answer.headers }
}

describe('the music of a queue', () => {
  it('is converted, heard by its customers from then on, and put down as a change of the queue', async () => {
    const id = await addQueue()
    const productsOwn = music.pathFor(id)
    expect((await hear(manager, id)).bytes.equals(readFileSync(productsOwn))).toBe(true)
    const { status, musicFileId, durationMs } = await bring(manager, id, tune)
    expect(status).toBe(201)
    expect(durationMs).toBeGreaterThan(1_990)
    expect(door.context.configuration.queue(id)?.voice.musicFileId).toBe(musicFileId)
    const kept = readFileSync(music.pathFor(id))
    expect(readOggOpus(kept).length).toBeGreaterThan(99)
    const heard = await hear(manager, id)
    expect(heard.headers['content-type']).toBe('audio/ogg; codecs=opus')
    expect(heard.bytes.equals(kept)).toBe(true)
    const part = await hear(manager, id, 'bytes=10-19')
    expect([part.status, part.bytes.equals(kept.subarray(10, 20))]).toEqual([206, true])
    const [last] = await readAuditPage(door.context.database, {
      before: null,
      limit: 1,
      subjectId: id,
      subjectKind: 'queue',
      actorId: manager.id,
    })
    expect(last).toMatchObject({ act: 'changed', after: { voice: { musicFileId } } })
    const removed = await door.ask(manager, 'DELETE', `/api/v1/queues/${id}/music`)
    expect(removed.body).toMatchObject({ musicFileId: null })
    expect(music.pathFor(id)).toBe(productsOwn)
  })

  it('is set by managers and above alone', async () => {
    const id = await addQueue()
    for (const who of [null, supervisor]) {
      const status = who ? 403 : 401
      expect((await bring(who, id, tune)).status).toBe(status)
      expect((await hear(who, id)).status).toBe(status)
      expect((await door.ask(who, 'DELETE', `/api/v1/queues/${id}/music`)).status).toBe(status)
    }
    expect(door.context.configuration.queue(id)?.voice.musicFileId).toBeNull()
    expect((await bring(manager, 'que_nothing', tune)).status).toBe(404)
    expect((await hear(manager, 'que_nothing')).status).toBe(404)
  })

  it('is refused in words', async () => {
    const id = await addQueue()
    const flac = Buffer.concat([Buffer.from('fLaC'), Buffer.alloc(200)])
    for (const bytes of [Buffer.from('no sound'), flac])
      expect(await bring(manager, id, bytes)).toMatchObject({
        status: 415,
        error: {
          code: 'music-unsupported',
          message: 'No es un archivo de sonido que se pueda usar. Subir WAV, MP3 u Ogg Opus, mono o estéreo.',
        },
      })
    expect(await bring(manager, id, tune.subarray(0, 60))).toMatchObject({
      status: 422,
      error: { code: 'music-unreadable' },
    })
    expect(await bring(manager, id, Buffer.alloc(0))).toMatchObject({ error: { code: 'file-empty' } })
    const long = wav([sine(440, 8_000, 601)], { rate: 8_000 })
    expect(await bring(manager, id, long)).toMatchObject({
      status: 422,
      error: { code: 'music-too-long', message: expect.stringContaining('10 minutos') },
    })
    expect(door.context.configuration.queue(id)?.voice.musicFileId).toBeNull()
  })

  it('is as it was when who brings it gives up', async () => {
    const id = await addQueue()
    const before = readdirSync(folder)
    const asking = request(`${base}/api/v1/queues/${id}/music`, {
      method: 'POST',
      headers: { cookie: manager.cookie, 'content-type': 'multipart/form-data; boundary=x' },
    })
    asking.on('error', () => undefined)
    asking.end(
      Buffer.concat([
        Buffer.from('--x\r\ncontent-disposition: form-data; name="file"; filename="a.wav"\r\n\r\n'),
        wav([sine(440, 16_000, 120)], { rate: 16_000 }),
        Buffer.from('\r\n--x--\r\n'),
      ]),
    )
    const over = new Promise<void>((resolve) =>
      door.app.server.once('request', (_, response) => response.once('close', () => resolve())),
    )
    await new Promise<void>((resolve) => asking.once('finish', resolve))
    asking.destroy()
    await over
    expect((await bring(manager, await addQueue(), tune)).status).toBe(201)
    expect(door.context.configuration.queue(id)?.voice.musicFileId).toBeNull()
    expect(readdirSync(folder)).toHaveLength(before.length + 1)
  })

  it('is nothing that was not brought in', async () => {
    const id = await addQueue()
    const queue = door.context.configuration.queue(id)
    const voice = { ...queue?.voice, musicFileId: 'fil_guessed' }
    const saved = await door.ask(manager, 'PATCH', `/api/v1/queues/${id}`, { version: queue?.version, voice })
    expect(saved.body.error.code).toBe('unknown-reference')
  })

  it('goes after a day without a queue that has it', async () => {
    const [left, had] = [await addQueue(), await addQueue()]
    const gone = (await bring(manager, left, tune)).musicFileId
    const stays = (await bring(manager, had, tune)).musicFileId
    await door.ask(manager, 'DELETE', `/api/v1/queues/${left}/music`)
    writeFileSync(path.join(folder, 'fil_crashed.part'), '')
    await music.clear()
    expect(readdirSync(folder)).toContain(`${gone}.opus`)
    door.advance(86_400_000 + 1_000)
    const yesterday = new Date(Date.now() - 86_400_000 - 1_000)
    for (const name of readdirSync(folder)) utimesSync(path.join(folder, name), yesterday, yesterday)
    await music.clear()
    const names = readdirSync(folder)
    expect(names).toContain(`${stays}.opus`)
    expect(names).not.toContain(`${gone}.opus`)
    expect(names).not.toContain('fil_crashed.part')
    expect(music.pathFor(had)).toBe(path.join(folder, `${stays}.opus`))
  })
})
