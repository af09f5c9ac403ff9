import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { withRole } from '#core/call/call.ts'
import type { CallId, InteractionId } from '#core/id.ts'
import type { Actor } from '#core/permission/may.ts'
import type { FakeEngine } from '#voice/fake/fake-engine.ts'
import { customerCalls } from '../act/customer-calls.ts'
import { endInteraction, takeInteraction } from '../act/interaction-acts.ts'
import { callIdOf, readCall, type CallRecord } from '../store/call-record.ts'
import { readInteraction } from '../store/interaction-record.ts'
import { readPresence } from '../store/presence-record.ts'
import { readRecordingsOf } from '../store/recording-row.ts'
import { mustBe, openTestCentre, type TestCentre } from '../test/centre.ts'
import type { VoiceRoom } from './voice-room.ts'

let centre: TestCentre
let room: VoiceRoom
let engine: FakeEngine
let ana: Actor

beforeEach(async () => {
  centre = await openTestCentre({ voice: { recording: 'always' } })
  ana = await centre.addAgent({ channels: ['voice'] })
  await centre.ready(ana)
  ;({ room, engine } = await centre.startVoice())
})
afterEach(async () => await centre.close())

const theirs = () => customerCalls(centre.context, room, centre.voiceAccount)

async function recordOf(id: InteractionId): Promise<CallRecord> {
  const callId = await callIdOf(centre.context.database, id)
  const record = callId && (await readCall(centre.context.database, callId))
  if (!record) throw new Error('There is no call.')
  return record
}

async function openAs(actor: Actor, callId: CallId, phone: string): Promise<void> {
  const record = await readCall(centre.context.database, callId)
  const own = record?.call.parties.find(({ who }) => who.kind === 'agent' && who.agentId === actor.agentId)
  if (!own) throw new Error('Not in the call.')
  mustBe(await room.openLeg(callId, own.id, `phone:${phone}`))
  await room.settle()
}

/** Lucía calls and Ana has taken it; both are heard. */
async function talking(): Promise<InteractionId> {
  const id = await centre.call('vis_lucia')
  await theirs().openLeg('vis_lucia', 'phone:lucia')
  await room.settle()
  mustBe(await takeInteraction(centre.context, ana, id))
  await openAs(ana, (await recordOf(id)).call.id, 'ana')
  return id
}

describe('a customer’s call', () => {
  it('hears music while it waits, and then the agent', async () => {
    const id = await centre.call('vis_lucia')
    expect(await theirs().openLeg('vis_lucia', 'phone:lucia')).toMatchObject({ answer: expect.any(String) })
    await room.settle()
    expect(engine.heardBy('lucia')).toEqual(['music'])
    mustBe(await takeInteraction(centre.context, ana, id))
    await openAs(ana, (await recordOf(id)).call.id, 'ana')
    expect(engine.heardBy('lucia')).toEqual(['ana'])
    expect(engine.heardBy('ana')).toEqual(['lucia'])
    expect(await theirs().open('vis_lucia')).toMatchObject({
      state: 'talking',
      agentName: 'Ana',
      isRecorded: true,
    })
  })

  it('is over for both when the agent ends the interaction, and its recording is put down', async () => {
    const id = await talking()
    mustBe(await endInteraction(centre.context, ana, id))
    await room.settle()
    expect(engine.legOf('lucia')).toBeNull()
    expect(await theirs().open('vis_lucia')).toBeNull()
    expect(await readRecordingsOf(centre.context.database, id)).toMatchObject([
      {
        state: 'ready',
        tracks: [
          { kind: 'customer', agentId: null },
          { kind: 'agent', agentId: ana.agentId },
        ],
      },
    ])
  })

  it('ends the interaction when the customer hangs up', async () => {
    const id = await talking()
    expect(await theirs().hangUp('vis_lucia')).toBeNull()
    await room.settle()
    expect((await readInteraction(centre.context.database, id))?.interaction.state).toMatchObject({
      name: 'ended',
      by: 'customer',
    })
    expect(engine.legOf('ana')).toBeNull()
    expect(await theirs().hangUp('vis_lucia')).toBe('call-over')
  })

  it('goes back to the line with music when the agent’s sound stays away', async () => {
    const timers = centre.startTimers()
    const id = await talking()
    engine.vanish('ana')
    await room.settle()
    expect(engine.heardBy('lucia')).toEqual(['music'])
    expect(withRole((await recordOf(id)).call, 'owner')?.leg.name).toBe('lost')
    centre.advance(16_000)
    await timers.settle()
    await room.settle()
    expect((await readInteraction(centre.context.database, id))?.interaction.state).toMatchObject({
      name: 'waiting',
      why: 'agent-lost',
    })
    expect(engine.heardBy('lucia')).toEqual(['music'])
  })

  it('[K32] is not offered again to an agent whose sound never came', async () => {
    const timers = centre.startTimers()
    const id = await centre.call('vis_lucia')
    mustBe(await takeInteraction(centre.context, ana, id))
    await theirs().openLeg('vis_lucia', 'phone:lucia')
    await room.settle()
    centre.advance(21_000)
    await timers.settle()
    const record = await readPresence(centre.context.database, ana.agentId)
    expect(record?.presence.channels.voice?.state).toBe('not-ready')
    expect(record?.presence.handling).toEqual([])
  })

  it('is taken up again after the voice process has died', async () => {
    const id = await talking()
    engine.crash()
    await room.settle()
    const { call } = await recordOf(id)
    expect(call.parties.map(({ leg }) => leg.name)).toEqual(['lost', 'lost'])
    await theirs().openLeg('vis_lucia', 'phone:lucia2')
    await openAs(ana, call.id, 'ana2')
    expect(engine.heardBy('lucia2')).toEqual(['ana2'])
  })
})

describe('the agent’s state', () => {
  it('is in service through the interaction, once', async () => {
    const id = await talking()
    const record = await readPresence(centre.context.database, ana.agentId)
    expect(record?.presence).toMatchObject({ handling: [{ interactionId: id }], calls: [] })
  })
})
