import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callers, Conversation, scenarios, type Caller, type Trial } from '#voice/contract.ts'
import { openEmbeddedEngine, type EmbeddedEngine } from '#voice/embedded/engine.ts'
import { createOggOpusWriter } from '#voice/ogg-opus.ts'
import { openTrack } from '#voice/embedded/track-store.ts'
import type { VoiceEvent } from '#voice/engine.ts'
import { launchChromium } from './chromium.ts'
import { openPhone, toneFrames, tonesIn, type Phone } from './voice/phone.ts'

/** Who sounds how, in Hz. */
const tone = { customer: 1_000, ana: 440, bruno: 1_700, sofia: 2_600, music: 700 } as const
const tones = Object.entries(tone)

const recordingKey = Buffer.alloc(32, 3)
const folder = mkdtempSync(join(tmpdir(), 'atiende-voice-'))
const music = join(folder, 'music.opus')

const pause = async (ms: number): Promise<void> => await new Promise((resolve) => setTimeout(resolve, ms))

let browser: Browser
let engine: EmbeddedEngine
let trial: Trial
const events: VoiceEvent[] = []
const phones = new Map<Caller, Phone>()

async function phoneOf(who: Caller): Promise<Phone> {
  const phone = phones.get(who) ?? (await openPhone(browser, tone[who]))
  phones.set(who, phone)
  return phone
}

beforeAll(async () => {
  browser = await launchChromium()
  const pages: Buffer[] = []
  const writer = createOggOpusWriter(1, (bytes) => pages.push(bytes))
  for (const frame of await toneFrames(browser, tone.music, 4)) writer.write(frame)
  writer.end()
  writeFileSync(music, Buffer.concat(pages))
  engine = await openEmbeddedEngine(
    {
      transport: { address: '127.0.0.1', announcedAddress: null, ports: { from: 41_000, to: 41_400 } },
      recordingFolder: folder,
      recordingKey: recordingKey.toString('hex'),
      mostLegs: 50,
      silentAfterMs: 4_000,
      firstPauseMs: 50,
      longestPauseMs: 1_000,
    },
    { report: (event) => events.push(event) },
    () => {},
  )
  trial = {
    engine,
    music,
    events,
    offer: async (who) => await (await phoneOf(who)).offer(),
    accept: async (who, answer) => await (await phoneOf(who)).accept(answer),
    async hears(who) {
      const heard = (await phones.get(who)?.hears(Object.values(tone))) ?? []
      return tones.filter(([, hertz]) => heard.includes(hertz)).map(([name]) => name)
    },
    async vanish(who) {
      await phones.get(who)?.page.context().close()
      phones.delete(who)
    },
    press: async (who, digits) => await (await phoneOf(who)).press(digits),
    async until(what, isTrue) {
      const patience = Date.now() + 15_000
      while (!(await isTrue())) {
        if (Date.now() > patience) throw new Error(`Never: ${what}.`)
        await pause(100)
      }
    },
  }
})
afterAll(async () => {
  await engine?.close()
  await browser?.close()
  rmSync(folder, { recursive: true })
})

async function talk(): Promise<Conversation> {
  const call = new Conversation(trial)
  await call.connects('customer')
  await call.answeredBy('ana')
  return call
}

describe('the contract, with real sound', () => {
  it.each(scenarios)('$name', async ({ run }) => {
    await expect(run(trial)).resolves.toBeUndefined()
  })
})

describe('the embedded engine', () => {
  it('records on one beat, without what was muted or paused, and not in the clear', async () => {
    const call = await talk()
    await call.sounds({ customer: 'ana', ana: 'customer' })
    const mute = (on: boolean) => ({ type: 'muted', partyId: 'pty_ana', on }) as const
    events.length = 0
    await call.does({ type: 'recording-set', to: 'on' })
    await pause(2_000)
    await call.does(mute(true))
    await pause(2_000)
    await call.does(mute(false), { type: 'recording-set', to: 'paused' })
    await pause(2_000)
    await call.does({ type: 'recording-set', to: 'on' })
    await pause(2_000)
    await call.ends()
    await trial.until('it is finished', () => events.some(({ type }) => type === 'recording-finished'))
    const finished = events.flatMap((event) => (event.type === 'recording-finished' ? [event] : []))[0]
    const heard: Record<string, readonly (readonly number[])[]> = {}
    for (const { partyId, path } of finished?.tracks ?? []) {
      const file = readFileSync(path)
      expect(file.includes('OggS')).toBe(false)
      const track = await tonesIn(browser, openTrack(recordingKey, file), Object.values(tone))
      expect(Math.abs(track.seconds * 1_000 - (finished?.durationMs ?? 0))).toBeLessThan(100)
      heard[partyId] = track.heard.slice(0, 8)
    }
    const [customer, ana] = [[tone.customer], [tone.ana]]
    expect(heard).toEqual({
      pty_customer: [customer, customer, customer, customer, [], [], customer, customer],
      pty_ana: [ana, ana, [], [], [], [], ana, ana],
    })
  })

  it('when its process dies, it costs new legs and nobody the call', async () => {
    const call = await talk()
    events.length = 0
    const died = engine.processId()
    if (died) process.kill(died, 'SIGKILL')
    await trial.until('it has restarted', () => events.some(({ type }) => type === 'restarted'))
    expect(engine.processId()).not.toBe(died)
    for (const who of callers.slice(0, 2)) await call.connects(who)
    await call.sounds({ customer: 'ana', ana: 'customer' })
    await call.ends()
  })
})
