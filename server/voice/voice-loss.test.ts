/** What becomes of calls when the voice process, or the whole server, is gone for a while. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { withRole } from '#core/call/call.ts'
import type { CallId, InteractionId } from '#core/id.ts'
import type { Actor } from '#core/permission/may.ts'
import { createTrackStore } from '#voice/embedded/track-store.ts'
import type { FakeEngine } from '#voice/fake/fake-engine.ts'
import { silence } from '#voice/opus-packet.ts'
import { customerCalls } from '../act/customer-calls.ts'
import { takeInteraction, endInteraction } from '../act/interaction-acts.ts'
import { act } from '../act/unit.ts'
import { callIdOf, readCall, type CallRecord } from '../store/call-record.ts'
import { readInteraction } from '../store/interaction-record.ts'
import { readRecordingsOf } from '../store/recording-row.ts'
import { mustBe, openTestCentre, type TestCentre } from '../test/centre.ts'
import { createRecordingKeeper } from './keep-recording.ts'
import type { VoiceRoom, VoiceRoomParts } from './voice-room.ts'

const key = Buffer.alloc(32, 5)
let folder: string
let centre: TestCentre
let room: VoiceRoom
let engine: FakeEngine
let ana: Actor

async function start(parts: Partial<VoiceRoomParts> = {}): Promise<void> {
  ;({ room, engine } = await centre.startVoice({
    recordings: createRecordingKeeper({ context: centre.context, folder, key }),
    ...parts,
  }))
  await room.settle()
}

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'atiende-loss-'))
  centre = await openTestCentre({ voice: { recording: 'always' } })
  ana = await centre.addAgent({ channels: ['voice'] })
  await centre.ready(ana)
  await start()
})
afterEach(async () => {
  await centre.close()
  rmSync(folder, { recursive: true, force: true })
})

async function callOf(id: InteractionId): Promise<CallRecord> {
  const callId = await callIdOf(centre.context.database, id)
  const record = callId && (await readCall(centre.context.database, callId))
  if (!record) throw new Error('There is no call.')
  return record
}

async function customerOpens(phone: string): Promise<void> {
  await customerCalls(centre.context, room, centre.voiceAccount).openLeg('vis_lucia', `phone:${phone}`)
  await room.settle()
}

async function agentOpens(id: InteractionId, offer: string): Promise<void> {
  const { call } = await callOf(id)
  mustBe(await room.openLeg(call.id, withRole(call, 'owner')?.id ?? 'pty_nobody', offer))
  await room.settle()
}

/** Lucía calls and Ana has taken it; both are heard. */
async function talking(): Promise<InteractionId> {
  const id = await centre.call('vis_lucia')
  await customerOpens('lucia')
  mustBe(await takeInteraction(centre.context, ana, id))
  await agentOpens(id, 'phone:ana')
  return id
}

const legsOf = async (id: InteractionId): Promise<readonly string[]> =>
  (await callOf(id)).call.parties.map(({ leg }) => leg.name)

async function does(callId: CallId, event: { readonly type: 'held' | 'resumed' }): Promise<void> {
  mustBe(await act(centre.context, async (unit) => (await unit.applyToCall(callId, event)) ?? unit))
  await room.settle()
}

/** What an engine leaves on the disk that is torn away in the middle of a recording. */
async function recordedUntilNow(id: InteractionId, seconds: number): Promise<void> {
  const { call, recordingId } = await callOf(id)
  for (const party of call.parties) {
    const { sink } = createTrackStore(folder, key).open(recordingId ?? 'rec_none', party.id)
    for (let frame = 0; frame < seconds * 50; frame += 1) sink.write(silence)
    sink.flush()
  }
}

describe('while the voice process is away', () => {
  it('calls go on, and are put to it again as they have become', async () => {
    const id = await talking()
    const { call } = await callOf(id)
    engine.die()
    expect(room.isUp()).toBe(false)
    expect(await room.openLeg(call.id, call.parties[0]?.id ?? 'pty_none', 'phone:x')).toEqual({
      refused: 'voice-down',
    })
    await does(call.id, { type: 'held' })
    engine.comeBack()
    await room.settle()
    expect(await legsOf(id)).toEqual(['lost', 'lost'])
    await customerOpens('lucia2')
    await agentOpens(id, 'phone:ana2')
    expect(engine.heardBy('lucia2')).toEqual(['music'])
    await does(call.id, { type: 'resumed' })
    expect(engine.heardBy('lucia2')).toEqual(['ana2'])
    expect(room.figures()).toMatchObject({ calls: 1, legs: 2, restarts: 1 })
  })

  it('nobody’s leg stays up whose end came while it was being noted', async () => {
    const id = await centre.call('vis_lucia')
    await customerCalls(centre.context, room, centre.voiceAccount).openLeg('vis_lucia', 'phone:lucia')
    engine.crash()
    await room.settle()
    expect(await legsOf(id)).not.toContain('up')
    expect(room.figures().legs).toBe(0)
  })

  it('an interaction that ends then has no sound when it is back', async () => {
    const id = await talking()
    engine.die()
    mustBe(await endInteraction(centre.context, ana, id))
    await room.settle()
    engine.comeBack()
    await room.settle()
    expect((await engine.survey()).recordings).toEqual([])
    expect(room.figures().calls).toBe(0)
  })
})

describe('a recording that is cut off', () => {
  it('is kept as far as it goes, and what comes then is another one', async () => {
    const id = await talking()
    const first = (await callOf(id)).recordingId
    await recordedUntilNow(id, 3)
    engine.crash()
    await room.settle()
    await customerOpens('lucia2')
    await agentOpens(id, 'phone:ana2')
    const second = (await callOf(id)).recordingId
    expect(second).not.toBe(first)
    const begun = engine.orders.flatMap((order) => (order.type === 'arrange' ? (order.recording ?? []) : []))
    const lastOfFirst = begun.findLastIndex((recording) => recording.id === first)
    expect(begun.slice(lastOfFirst + 1).map((recording) => recording.id)).toContain(second)
    expect((await engine.survey()).recordings).toMatchObject([{ id: second }])
    mustBe(await endInteraction(centre.context, ana, id))
    await room.settle()
    expect(await readRecordingsOf(centre.context.database, id)).toMatchObject([
      { id: first, state: 'ready', duration_ms: 3_000, tracks: [{ kind: 'customer' }, { kind: 'agent' }] },
      { id: second, state: 'ready' },
    ])
  })

  it('is not begun anew by what the log still brings of before', async () => {
    const id = await talking()
    const { call, recordingId } = await callOf(id)
    engine.die()
    await does(call.id, { type: 'held' })
    const before = engine.orders.length
    engine.comeBack()
    await room.settle()
    const since = engine.orders.slice(before)
    expect(since.some(({ type }) => type === 'arrange')).toBe(true)
    expect(since.filter((order) => order.type === 'arrange' && order.recording?.id === recordingId)).toEqual(
      [],
    )
  })

  it('is lost when nothing of it can be read, and is none when nobody said anything', async () => {
    const id = await talking()
    const { sink } = createTrackStore(folder, Buffer.alloc(32, 1)).open(
      (await callOf(id)).recordingId ?? 'rec_none',
      'pty_other',
    )
    for (let frame = 0; frame < 50; frame += 1) sink.write(silence)
    sink.end()
    engine.crash()
    await room.settle()
    engine.crash()
    await room.settle()
    mustBe(await endInteraction(centre.context, ana, id))
    await room.settle()
    expect(await readRecordingsOf(centre.context.database, id)).toMatchObject([{ state: 'lost', tracks: [] }])
  })
})

describe('a recording that is finished while the database is away', () => {
  it('is put down when it is back', async () => {
    await room.close()
    const keeper = createRecordingKeeper({ context: centre.context, folder, key })
    const put = vi.spyOn(keeper, 'put').mockRejectedValueOnce(new Error('The database is away.'))
    await start({ recordings: keeper })
    const id = await talking()
    mustBe(await endInteraction(centre.context, ana, id))
    await room.settle()
    expect(put).toHaveBeenCalledTimes(2)
    expect(await readRecordingsOf(centre.context.database, id)).toMatchObject([{ state: 'ready' }])
  })
})

describe('a server that begins with calls in its database', () => {
  it('tells who talks that the sound is gone, and gives them their time from now on', async () => {
    const timers = centre.startTimers()
    const id = await talking()
    await room.close()
    expect(await legsOf(id)).toEqual(['up', 'up'])
    expect((await readInteraction(centre.context.database, id))?.interaction.state.name).toBe('active')
    centre.advance(600_000)
    await start()
    expect(await legsOf(id)).toEqual(['lost', 'lost'])
    await timers.settle()
    expect((await readInteraction(centre.context.database, id))?.interaction.state.name).toBe('active')
    await customerOpens('lucia2')
    await agentOpens(id, 'phone:ana2')
    expect(engine.heardBy('ana2')).toEqual(['lucia2'])
  })

  it('finds the recording of an orderly end finished, and goes on with another', async () => {
    const id = await talking()
    await room.close()
    expect(await readRecordingsOf(centre.context.database, id)).toMatchObject([
      { state: 'ready', tracks: [{}, {}] },
    ])
    await start()
    await customerOpens('lucia2')
    await agentOpens(id, 'phone:ana2')
    mustBe(await endInteraction(centre.context, ana, id))
    await room.settle()
    expect((await readRecordingsOf(centre.context.database, id)).map(({ state }) => state)).toEqual([
      'ready',
      'ready',
    ])
  })

  it('finds what a killed one was recording', async () => {
    const id = await talking()
    await recordedUntilNow(id, 2)
    // Without a word: it neither ends anything nor says so.
    engine.die()
    await start()
    expect(await readRecordingsOf(centre.context.database, id)).toMatchObject([
      { state: 'ready', duration_ms: 2_000 },
      { state: 'running' },
    ])
  })
})

describe('a leg', () => {
  it('that is answered and never comes up is closed', async () => {
    await start({ upWithinMs: 1 })
    const id = await centre.call('vis_lucia')
    const { call } = await callOf(id)
    mustBe(await room.openLeg(call.id, call.parties[0]?.id ?? 'pty_none', 'dead:lucia'))
    await vi.waitFor(() => expect(engine.legOf('lucia')).toBeNull())
    expect(await legsOf(id)).toEqual(['joining'])
  })

  it('that is asked for again before it is up takes the place of the first', async () => {
    const id = await centre.call('vis_lucia')
    const { call } = await callOf(id)
    const partyId = call.parties[0]?.id ?? 'pty_none'
    mustBe(await room.openLeg(call.id, partyId, 'dead:first'))
    mustBe(await room.openLeg(call.id, partyId, 'phone:second'))
    await room.settle()
    expect(engine.legOf('first')).toBeNull()
    expect(engine.heardBy('second')).toEqual(['music'])
  })
})
