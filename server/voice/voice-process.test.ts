/** The room with the real voice process, which is told to end and killed. No sound: that is for the journeys in a browser. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { openEmbeddedEngine, type EmbeddedEngine } from '#voice/embedded/engine.ts'
import { customerCalls } from '../act/customer-calls.ts'
import { openTestCentre, type TestCentre } from '../test/centre.ts'
import { createRecordingKeeper } from './keep-recording.ts'
import { openVoiceRoom, type VoiceRoom } from './voice-room.ts'

const fingerprint = Array.from({ length: 32 }, (_, n) => (n + 16).toString(16).toUpperCase()).join(':')
/** Of a browser that is never there. */
const offer = [
  'v=0',
  'o=- 1 2 IN IP4 127.0.0.1',
  's=-',
  't=0 0',
  'a=group:BUNDLE 0',
  'm=audio 9 UDP/TLS/RTP/SAVPF 111',
  'c=IN IP4 0.0.0.0',
  'a=ice-ufrag:abcd',
  'a=ice-pwd:abcdefghijklmnopqrstuvwx',
  `a=fingerprint:sha-256 ${fingerprint}`,
  'a=setup:actpass',
  'a=mid:0',
  'a=sendrecv',
  'a=rtcp-mux',
  'a=rtpmap:111 opus/48000/2',
  'a=ssrc:1001 cname:a',
  '',
].join('\r\n')

const key = Buffer.alloc(32, 2)
let folder: string
let centre: TestCentre
let engine: EmbeddedEngine
let room: VoiceRoom

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'atiende-process-'))
  centre = await openTestCentre()
  const { context, tail, bus } = centre
  room = await openVoiceRoom({
    context,
    tail,
    bus,
    openEngine: async (host) =>
      (engine = await openEmbeddedEngine(
        {
          transport: { address: '127.0.0.1', announcedAddress: null, ports: { from: 41_200, to: 41_299 } },
          recordingFolder: folder,
          recordingKey: key.toString('hex'),
          mostLegs: 8,
          silentAfterMs: 2_000,
          firstPauseMs: 1,
          longestPauseMs: 10,
        },
        host,
        () => {},
      )),
    settings: () => ({ iceServers: [], lines: 7, numbers: false }),
    musicOf: () => null,
    recordings: createRecordingKeeper({ context, folder, key }),
  })
})
afterEach(async () => {
  await room.close()
  await centre.close()
  rmSync(folder, { recursive: true, force: true })
})

it('takes calls again after the voice process was killed, and leaves none behind at the end', async () => {
  await centre.call('vis_lucia')
  const theirs = customerCalls(centre.context, room, centre.voiceAccount)
  const answered = { answer: expect.stringContaining('m=audio') }
  expect(await theirs.openLeg('vis_lucia', offer)).toMatchObject(answered)
  const first = engine.processId()
  process.kill(first ?? 0, 'SIGKILL')
  await vi.waitFor(() => expect(room.figures().restarts).toBe(1), { timeout: 20_000 })
  await room.settle()
  expect(room.isUp()).toBe(true)
  expect(engine.processId()).not.toBe(first)
  expect(await theirs.open('vis_lucia')).toMatchObject({ state: 'waiting' })
  expect(await theirs.openLeg('vis_lucia', offer)).toMatchObject(answered)
  await room.close()
  expect(room.isUp()).toBe(false)
  expect(await theirs.openLeg('vis_lucia', offer)).toMatchObject({ refused: 'voice-down' })
})

it('is not ended by what a terminal sends to everybody: its server puts things in their place first', async () => {
  const first = engine.processId()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.kill(first ?? 0, signal)
  expect(await engine.order({ type: 'close-leg', legId: 'leg_none' })).toEqual({ outcome: 'done' })
  expect(engine.processId()).toBe(first)
  expect(room.figures().restarts).toBe(0)
})
