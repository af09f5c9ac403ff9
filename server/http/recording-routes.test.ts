import { openCall } from '#core/call/step.ts'
import type { InteractionId, PartyId } from '#core/id.ts'
import type { RecordingId } from '#protocol/recording.ts'
import { createTrackStore } from '#voice/embedded/track-store.ts'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changeConfigured } from '../configuration/save.ts'
import { insertCall, saveCall, type CallMark } from '../store/call-record.ts'
import { readAuditPage } from '../store/audit-row.ts'
import { finishRecording, insertRecording, type RecordingRow } from '../store/recording-row.ts'
import { addLine, beginWith, happen, type Line } from '../test/begun.ts'
import { mustBe } from '../test/centre.ts'
import { openTestDoor, type Answer, type Person, type TestDoor } from '../test/door.ts'
import { clearRecordings } from '../voice/clear-recordings.ts'
import { createRecordingLibrary } from '../voice/recording-library.ts'
import { recordingRoutes } from './recording-routes.ts'

const key = Buffer.alloc(32, 3)
const folder = mkdtempSync(path.join(tmpdir(), 'atiende-recordings-'))
let door: TestDoor
let line: Line
let ana: Person
let luis: Person
let boss: Person
let users = 0

beforeAll(async () => {
  door = await openTestDoor((context) => ({
    routes: recordingRoutes(context, createRecordingLibrary({ folder, key, log: context.log })),
  }))
  line = await addLine(door)
  const queues = [{ queueId: line.queueId, order: 1 }]
  ana = await door.addAgent({ name: 'Ana Pérez', queues })
  luis = await door.addAgent({ name: 'Luis Ortega', queues })
  boss = await door.addAgent({ name: 'Sofía Jefa', role: 'supervisor' })
})
afterAll(async () => {
  await door.close()
  rmSync(folder, { recursive: true, force: true })
})

/** 60 bytes of Opus each, all different. */
const packet = (n: number): Buffer => Buffer.from([0xf8, n % 251, ...Buffer.alloc(58, n % 13)])

function track(id: RecordingId, partyId: PartyId, seconds: number): { file: string; sizeBytes: number } {
  const { path: written, sink, sizeBytes } = createTrackStore(folder, key).open(id, partyId)
  for (let frame = 0; frame < seconds * 50; frame += 1) {
    sink.write(packet(frame))
    if (frame % 50 === 49) sink.flush()
  }
  sink.end()
  return { file: path.relative(folder, written), sizeBytes: sizeBytes() }
}

type Made = { readonly id: RecordingId; readonly interactionId: InteractionId; readonly startedAt: number }

/** Ana’s call, recorded for ten seconds. */
async function recorded(
  state: RecordingRow['state'] = 'ready',
  marks: (startedAt: number) => readonly CallMark[] = () => [],
): Promise<Made> {
  const { context } = door
  users += 1
  const interactionId = await beginWith(context, line, `vis_${users}`, ana.id)
  const startedAt = context.now()
  const { state: call } = openCall(
    {
      id: context.newId('cal'),
      interactionId,
      partyId: 'pty_customer',
      who: { kind: 'customer' },
      leg: 'joining',
      untilAt: startedAt,
    },
    startedAt,
  )
  const record = {
    call,
    version: 1,
    recordingId: null,
    marks: marks(startedAt),
    speakers: {},
    startedAt,
    answeredAt: null,
    endedAt: null,
  }
  const id = context.newId('rec')
  await insertCall(context.database, record)
  await saveCall(context.database, record, 0)
  await insertRecording(context.database, { id, callId: call.id, interactionId, startedAt })
  if (state === 'ready')
    await finishRecording(context.database, id, {
      state,
      durationMs: 10_000,
      tracks: [
        { partyId: 'pty_customer', kind: 'customer', agentId: null, ...track(id, 'pty_customer', 10) },
        { partyId: 'pty_ana', kind: 'agent', agentId: ana.id, ...track(id, 'pty_ana', 10) },
      ],
    })
  if (state === 'lost') await finishRecording(context.database, id, { state, durationMs: 0, tracks: [] })
  return { id, interactionId, startedAt }
}

const list = async (who: Person | null, { interactionId }: Made): Promise<Answer> =>
  await door.ask(who, 'GET', `/api/v1/interactions/${interactionId}/recordings`)

async function listen(who: Person | null, id: string, range?: string, query = '') {
  const answer = await door.app.inject({
    url: `/api/v1/recordings/${id}/audio${query}`,
    headers: { ...(who && { cookie: who.cookie }), ...(range !== undefined && { range }) },
  })
  return { status: answer.statusCode, headers: answer.headers, bytes: answer.rawPayload, json: answer.json }
}

async function code(who: Person | null, id: string, query = ''): Promise<unknown> {
  const { body } = await door.ask(who, 'GET', `/api/v1/recordings/${id}/audio${query}`)
  return body.error?.code
}

const audited = async ({ id }: Made) =>
  (
    await readAuditPage(door.context.database, {
      before: null,
      limit: 50,
      subjectId: id,
      subjectKind: 'recording',
      actorId: null,
    })
  ).map(({ act, actorId }) => ({ act, actorId }))

describe('the recordings of an interaction', () => {
  it('are shown with who speaks and with marks from their own beginning on', async () => {
    const made = await recorded('ready', (at) => [
      { at: at - 9_000, what: 'paused', agentId: null },
      { at: at - 8_000, what: 'recorded', agentId: null },
      { at: at - 5_000, what: 'held', agentId: null },
      { at: at + 2_000, what: 'resumed', agentId: null },
      { at: at + 3_000, what: 'joined', agentId: luis.id },
      { at: at + 60_000, what: 'held', agentId: null },
    ])
    const { status, body } = await list(ana, made)
    expect(status).toBe(200)
    expect(body.recordings).toEqual([
      {
        id: made.id,
        callId: expect.stringMatching(/^cal_/),
        interactionId: made.interactionId,
        startedAt: made.startedAt,
        state: 'ready',
        durationMs: 10_000,
        speakers: [
          { kind: 'customer', agentId: null },
          { kind: 'agent', agentId: ana.id },
        ],
        marks: [
          { atMs: 0, what: 'held', agentId: null },
          { atMs: 2_000, what: 'resumed', agentId: null },
          { atMs: 3_000, what: 'joined', agentId: luis.id },
        ],
        mayDownload: false,
      },
    ])
    expect((await list(boss, made)).body.recordings).toMatchObject([{ mayDownload: true }])
  })

  it('[R11] are nobody’s who had nothing to do with it, nor a member’s who may only take it', async () => {
    const made = await recorded()
    expect((await list(null, made)).status).toBe(401)
    expect((await list(luis, made)).status).toBe(404)
    expect((await listen(null, made.id)).status).toBe(401)
    expect(await code(luis, made.id)).toBe('not-found')
    expect(await code(luis, made.id, '?download')).toBe('not-found')
    await happen(door.context, made.interactionId, { type: 'returned' })
    expect((await list(luis, made)).body).toEqual({ recordings: [] })
    expect(await code(luis, made.id)).toBe('not-allowed')
    expect((await list(ana, made)).body.recordings).toHaveLength(1)
    expect((await listen(ana, made.id)).status).toBe(200)
    expect(await audited(made)).toEqual([{ act: 'listen-recording', actorId: ana.id }])
    expect((await listen(boss, 'rec_guessed')).status).toBe(404)
    expect((await listen(boss, '..%2F..%2Fkey')).status).toBe(404)
  })
})

describe('the sound of a recording', () => {
  it('comes whole, and in any parts that a player asks for', async () => {
    const { id } = await recorded()
    const whole = await listen(ana, id)
    expect(whole.status).toBe(200)
    expect(whole.headers).toMatchObject({
      'content-type': 'audio/ogg; codecs=opus',
      'accept-ranges': 'bytes',
      'cache-control': 'no-store',
      'content-length': String(whole.bytes.length),
    })
    expect(whole.headers['content-disposition']).toMatch(/^inline; /)
    expect(whole.bytes.subarray(0, 4).toString()).toBe('OggS')
    const half = Math.floor(whole.bytes.length / 2)
    const first = await listen(ana, id, `bytes=0-${half - 1}`)
    const second = await listen(ana, id, `bytes=${half}-`)
    expect([first.status, second.status]).toEqual([206, 206])
    expect(second.headers['content-range']).toBe(
      `bytes ${half}-${whole.bytes.length - 1}/${whole.bytes.length}`,
    )
    expect(Buffer.concat([first.bytes, second.bytes]).equals(whole.bytes)).toBe(true)
    expect((await listen(ana, id, 'bytes=-100')).bytes.equals(whole.bytes.subarray(-100))).toBe(true)
    expect((await listen(ana, id, `bytes=${whole.bytes.length}-`)).status).toBe(200)
  })

  it('[R11] is put down as listened to once, however many parts are asked for, and again later', async () => {
    const made = await recorded()
    await Promise.all(['bytes=0-', 'bytes=0-99', 'bytes=500-'].map((range) => listen(ana, made.id, range)))
    await listen(ana, made.id)
    await listen(boss, made.id)
    const listeners = (await audited(made)).map(({ actorId }) => actorId)
    expect(listeners).toHaveLength(2)
    expect(new Set(listeners)).toEqual(new Set([ana.id, boss.id]))
    door.advance(11 * 60_000)
    await listen(ana, made.id, 'bytes=700-')
    expect(await audited(made)).toHaveLength(3)
  })

  it('[R11] is taken away as a file by supervisors alone, and each time is put down', async () => {
    const made = await recorded()
    expect(await code(ana, made.id, '?download')).toBe('not-allowed')
    for (let time = 0; time < 2; time += 1) {
      const { status, headers } = await listen(boss, made.id, undefined, '?download')
      expect(status).toBe(200)
      expect(headers['content-disposition']).toMatch(
        /^attachment; filename="Grabacion \d{4}-[\d -]+\.\d\d\.ogg"/,
      )
      door.advance(1)
    }
    await listen(boss, made.id, 'bytes=100-', '?download')
    expect(await audited(made)).toEqual([
      { act: 'download-recording', actorId: boss.id },
      { act: 'download-recording', actorId: boss.id },
    ])
  })

  it('says why it cannot be heard', async () => {
    expect(await code(ana, (await recorded('running')).id)).toBe('recording-running')
    expect(await code(ana, (await recorded('lost')).id)).toBe('recording-lost')
    const missing = await recorded()
    rmSync(path.join(folder, missing.id, 'pty_ana.opus.enc'))
    expect(await code(ana, missing.id)).toBe('recording-lost')
    const damaged = await recorded()
    const file = path.join(folder, damaged.id, 'pty_customer.opus.enc')
    const bytes = readFileSync(file)
    bytes[2_000] = (bytes[2_000] ?? 0) ^ 1
    writeFileSync(file, bytes)
    expect(await code(ana, damaged.id)).toBe('recording-damaged')
    expect(await audited(damaged)).toEqual([])
  })
})

describe('a recording that was kept for as long as its queue says', () => {
  const clear = async (): Promise<number> =>
    await clearRecordings(door.context, folder, new AbortController().signal)
  const keepFor = async (recordingDays: number | null): Promise<void> => {
    const queue = door.context.configuration.queue(line.queueId)
    if (!queue) throw new Error('There is no queue.')
    const { id, version, archivedAt: _, ...body } = queue
    const voice = { ...body.voice, recordingDays }
    mustBe(await changeConfigured(door.context, null, 'queue', id, version, { ...body, voice }))
  }

  it('is deleted, and that there was one stays', async () => {
    const old = await recorded()
    const running = await recorded('running')
    expect((await listen(ana, old.id)).status).toBe(200)
    door.advance(30 * 86_400_000 + 1)
    const young = await recorded()
    expect(await clear()).toBe(0)
    await keepFor(30)
    expect(await clear()).toBeGreaterThan(0)
    expect(await clear()).toBe(0)
    expect(existsSync(path.join(folder, old.id))).toBe(false)
    expect(await code(ana, old.id)).toBe('recording-expired')
    expect((await list(ana, old)).body.recordings).toMatchObject([
      { state: 'expired', startedAt: old.startedAt, durationMs: 10_000 },
    ])
    expect((await list(ana, running)).body.recordings).toMatchObject([{ state: 'running' }])
    expect((await listen(ana, young.id)).status).toBe(200)
  })
})
