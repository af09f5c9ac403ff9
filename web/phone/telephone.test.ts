import { beforeEach, describe, expect, it } from 'vitest'
import type { CallId, LegId } from '#core/id.ts'
import type { CallView, LegAnswer, PartyView, VoiceSettings } from '#protocol/call.ts'
import { foldLive } from '../live/fold.ts'
import type { LiveModel } from '../live/model.ts'
import { createStore, type Store } from '../live/store.ts'
import type { Answer } from '../net/problem.ts'
import { ana, offered, offerTo, play, snapshot, view } from '../test/sample.ts'
import { createClaims } from './claims.ts'
import type { Attention } from './duty.ts'
import type { MicrophoneTrack } from './microphone.ts'
import type { Want } from './microphone.ts'
import { silentPhone, type LineSound, type MicrophoneState, type PhoneState } from './phone.ts'
import type { LineState, PhoneLine } from './phone-line.ts'
import { createTelephone, type Telephone } from './telephone.ts'
import {
  call,
  callOf,
  customer,
  downSince,
  interaction,
  party,
  start,
  upSince,
  withCall,
} from './test/call-values.ts'

type FakeLine = {
  readonly heard: string[]
  readonly say: (state: LineState) => void
  isClosed: boolean
}

let at: number
let timers: { at: number; then: () => void }[]
let live: Store<LiveModel>
let state: Store<PhoneState>
let level: Store<number>
let asked: string[]
let answers: (answer: Answer<LegAnswer>) => void
let lines: FakeLine[]
let wants: Want[]
let rings: boolean[]
let attention: Attention
let storage: Map<string, string>
let microphone: { state: Store<MicrophoneState>; track: Store<MicrophoneTrack | null> }
let phone: Telephone
let speak: (decibels: number) => void

const settings: VoiceSettings = { iceServers: [], lines: 4, numbers: false }

beforeEach(() => {
  at = start
  timers = []
  lines = []
  asked = []
  wants = []
  rings = []
  attention = 'focused'
  storage = new Map()
  speak = () => {}
  answers = () => {
    throw new Error('Nothing was asked.')
  }
})

function wait(ms: number, then: () => void): () => void {
  const timer = { at: at + ms, then }
  timers.push(timer)
  return () => {
    timers = timers.filter((one) => one !== timer)
  }
}

const settled = async (): Promise<void> => {
  for (let n = 0; n < 20; n += 1) await Promise.resolve()
}

async function passes(ms: number): Promise<void> {
  const until = at + ms
  for (;;) {
    const next = timers.filter((one) => one.at <= until).toSorted((a, b) => a.at - b.at)[0]
    if (!next) break
    timers = timers.filter((one) => one !== next)
    at = Math.max(at, next.at)
    next.then()
    await settled()
  }
  at = until
}

async function openPage(model: LiveModel): Promise<void> {
  live = createStore(model)
  state = createStore(silentPhone)
  level = createStore(0)
  microphone = {
    state: createStore<MicrophoneState>({ name: 'off' }),
    track: createStore<MicrophoneTrack | null>(null),
  }
  phone = createTelephone<MicrophoneTrack>({
    me: ana,
    live,
    state,
    level,
    measured: createStore<ReadonlyMap<CallId, LineSound>>(new Map()),
    claims: createClaims(
      {
        getItem: (key) => storage.get(key) ?? null,
        setItem: (key, text) => void storage.set(key, text),
        removeItem: (key) => void storage.delete(key),
      },
      'phone',
      true,
    ),
    now: () => at,
    wait,
    settings: async () => await Promise.resolve({ ok: true, value: settings }),
    async openLeg(callId) {
      asked.push(callId)
      return await new Promise((resolve) => (answers = resolve))
    },
    openLine: (_, on) => {
      const line: FakeLine = { heard: [], say: on.state, isClosed: false }
      lines.push(line)
      const fake: PhoneLine<MicrophoneTrack> = {
        offer: async () => await Promise.resolve('offer'),
        accept: async (answer) => await Promise.resolve(void line.heard.push(answer)),
        speakInto: () => undefined,
        mute: (isMuted) => void line.heard.push(isMuted ? 'muted' : 'open'),
        measure: async () => await Promise.resolve({ lossIn: 0, jitterMs: 1, roundTripMs: 2 }),
        close: () => (line.isClosed = true),
      }
      return fake
    },
    microphone: { ...microphone, want: (want) => void wants.push(want), look: () => {}, close: () => {} },
    listen: (_, heard) => {
      speak = heard
      return () => {}
    },
    ringBack: (isOn) => void rings.push(isOn),
    attention: { now: () => attention, onChange: () => () => {} },
  })
  await settled()
}

const up = (legId: LegId): PartyView['leg'] => upSince(at, legId)
const down = (name: 'ringing' | 'joining' | 'lost'): PartyView['leg'] => downSince(at, name)
async function becomes(view_: CallView, left = false): Promise<void> {
  live.update((model) => withCall(model, view_, at, left))
  await settled()
}
const own = (leg: PartyView['leg'], more: Partial<PartyView> = {}): Promise<void> =>
  becomes(callOf([customer, party(leg, more)]))

const idle = (): LiveModel => play(snapshot([]))
const phase = (): string | undefined => state.get().calls.get(call)?.phase
const current = (): FakeLine => lines.at(-1) as FakeLine

/** This page has answered, and the sound is there on `leg_1`. */
async function talks(): Promise<void> {
  await openPage(idle())
  phone.attach(call)
  await own(down('joining'))
  answers({ ok: true, value: { answer: 'answer', legId: 'leg_1' } })
  await settled()
  current().say('connected')
  await own(up('leg_1'))
}

describe('the sound of a call', () => {
  it('is on its way as soon as the page that answered has joined, and there when it is connected', async () => {
    await openPage(idle())
    phone.attach(call)
    await own(down('joining'))
    expect([asked, phase()]).toEqual([[call], 'connecting'])
    answers({ ok: true, value: { answer: 'answer', legId: 'leg_1' } })
    await settled()
    expect(current().heard).toContain('answer')
    current().say('connected')
    await own(up('leg_1'))
    expect(phase()).toBe('up')
  })

  it('comes to the page that has accepted the offer, without anybody saying so', async () => {
    const call_ = view(interaction, offered(offerTo(ana)), { channel: 'voice' })
    await openPage(play(snapshot([call_])))
    expect(wants).toEqual(['if-allowed'])
    live.update((model) =>
      foldLive(model, {
        type: 'wished',
        interactionId: interaction,
        wish: { id: 1, event: { type: 'accepted', offerId: 'off_ana', agentId: ana }, at },
      }),
    )
    await own(down('joining'))
    expect(asked).toEqual([call])
    expect(wants.at(-1)).toBe('now')
  })

  it('is left to the page that answered; only when nobody comes does this one', async () => {
    await openPage(idle())
    await own(down('joining'))
    expect(asked).toEqual([])
    await passes(700)
    expect(asked).toEqual([call])
  })

  it('stays away when it was lost for a moment only, and comes when nobody has it for longer', async () => {
    await openPage(idle())
    await own(up('leg_other'))
    expect(phase()).toBe('elsewhere')
    await own(down('lost'))
    await passes(3_900)
    expect([asked, phase()]).toEqual([[], 'elsewhere'])
    await passes(100)
    expect(asked).toEqual([call])
  })

  it('is taken over when it is asked for, and let go when another device takes it', async () => {
    await openPage(idle())
    await own(up('leg_other'))
    phone.attach(call)
    await settled()
    expect([asked, phase()]).toEqual([[call], 'connecting'])
    answers({ ok: true, value: { answer: 'answer', legId: 'leg_1' } })
    await settled()
    // Still as it was, for a moment.
    await own(up('leg_other'))
    current().say('connected')
    await own(up('leg_1'))
    expect(phase()).toBe('up')
    await own(up('leg_third'))
    expect([phase(), current().isClosed]).toEqual(['elsewhere', true])
    await own(down('lost'))
    expect(asked.length).toBe(1)
  })

  it('is opened again at once, before the server has said a word, after a reload', async () => {
    await talks()
    phone.close()
    at += 1_000
    await openPage({ ...idle(), connection: 'connecting' })
    expect(asked).toEqual([call, call])
    // The leg of before is still shown: it is being replaced.
    live.update(() => withCall(idle(), callOf([customer, party(up('leg_1'))]), at))
    expect([phase(), current().isClosed]).toEqual(['connecting', false])
  })

  it.each(['up', 'lost'] as const)(
    'is opened once after a reload, when the server shows it %s already',
    async (how) => {
      await talks()
      await openPage(
        withCall(idle(), callOf([customer, party(how === 'up' ? up('leg_1') : down('lost'))]), at, false),
      )
      expect(asked).toHaveLength(2)
      expect(lines).toHaveLength(2)
    },
  )

  it('is not opened after a reload that came much later, unless it is still this page’s', async () => {
    await talks()
    phone.close()
    at += 60_000
    await openPage({ ...idle(), connection: 'connecting' })
    expect(asked.length).toBe(1)
    live.update(() => withCall(idle(), callOf([customer, party(up('leg_other'))]), at))
    expect([asked.length, phase()]).toEqual([1, 'elsewhere'])
  })

  it('is made anew when it breaks, and when the server has lost it', async () => {
    await talks()
    current().say('shaky')
    expect(phase()).toBe('up')
    current().say('broken')
    await passes(300)
    expect(asked.length).toBe(2)
    answers({ ok: true, value: { answer: 'answer', legId: 'leg_2' } })
    await settled()
    current().say('connected')
    await own(up('leg_2'))
    expect([phase(), lines[0]?.isClosed]).toEqual(['up', true])
    await own(down('lost'))
    expect(asked.length).toBe(3)
  })

  it('has failed after three attempts, goes on trying, and is tried at once when it is asked for', async () => {
    await openPage(idle())
    phone.attach(call)
    await own(down('joining'))
    for (let n = 0; n < 3; n += 1) {
      answers({ ok: false, problem: { code: 'voice-down', details: {} } })
      await settled()
      if (n < 2) await passes(1_000)
    }
    expect(state.get().calls.get(call)).toEqual({ phase: 'failed', problem: 'voice-down' })
    const before = asked.length
    phone.attach(call)
    await settled()
    expect(asked.length).toBe(before + 1)
    answers({ ok: true, value: { answer: 'answer', legId: 'leg_9' } })
    await settled()
    current().say('connected')
    await own(up('leg_9'))
    expect(state.get().calls.get(call)).toEqual({ phase: 'up', problem: null })
  })

  it('that does not connect in time is tried again', async () => {
    await openPage(idle())
    phone.attach(call)
    await own(down('joining'))
    answers({ ok: true, value: { answer: 'answer', legId: 'leg_1' } })
    await settled()
    await passes(5_500)
    expect([asked.length, lines[0]?.isClosed]).toEqual([2, true])
  })

  it('is closed with the call, and when the server says that the agent has no business in it', async () => {
    await talks()
    await becomes(callOf([customer]), true)
    expect([phase(), current().isClosed]).toEqual([undefined, true])
    await openPage(idle())
    phone.attach(call)
    await own(down('joining'))
    answers({ ok: false, problem: { code: 'party-gone', details: {} } })
    await settled()
    await becomes(callOf([customer]), true)
    expect(phase()).toBeUndefined()
  })

  it('of a call that came back belongs to whoever answers it then', async () => {
    await talks()
    await becomes(callOf([customer]), true)
    attention = 'hidden'
    await own(down('joining'))
    expect(asked.length).toBe(1)
  })

  it('is opened once only while the agent is rung: when they have answered', async () => {
    await openPage(idle())
    await own(down('ringing'), { role: 'consulted' })
    await passes(10_000)
    expect([asked, phase(), wants.at(-1)]).toEqual([[], undefined, 'if-allowed'])
  })
})

describe('the own voice', () => {
  it('is muted at once, as the server says after a reload, and goes back when it was refused', async () => {
    await talks()
    phone.setLocalMute(call, true)
    expect(current().heard.at(-1)).toBe('muted')
    await passes(5_000)
    expect(current().heard.at(-1)).toBe('open')
    await own(up('leg_1'), { isMuted: true })
    expect(current().heard.at(-1)).toBe('muted')
    phone.setLocalMute(call, false)
    expect(current().heard.at(-1)).toBe('open')
    phone.setLocalMute(call, null)
    expect(current().heard.at(-1)).toBe('muted')
  })

  it('that is not there is said beside the sound, but not to who only listens', async () => {
    await talks()
    microphone.state.update(() => ({ name: 'missing', problem: 'denied' }))
    expect(state.get().calls.get(call)).toEqual({ phase: 'up', problem: 'denied' })
    await own(up('leg_1'), { role: 'supervisor', mode: 'listen' })
    expect(state.get().calls.get(call)).toEqual({ phase: 'up', problem: null })
  })

  it('is measured, and who speaks while muted is told', async () => {
    await talks()
    microphone.track.update(() => new EventTarget() as unknown as MicrophoneTrack)
    speak(-33)
    expect(level.get()).toBe(0.5)
    await own(up('leg_1'), { isMuted: true })
    for (let n = 0; n < 6; n += 1) {
      at += 100
      speak(-20)
    }
    expect(state.get().isSpeakingMuted).toBe(true)
  })

  it('gives way to a tone while a colleague who is asked is rung', async () => {
    await talks()
    expect(rings.at(-1)).toBe(false)
    const parties = [customer, party(up('leg_1')), { ...party(down('ringing')), role: 'consulted' } as const]
    await becomes(callOf(parties, { ownerIn: 'consult' }))
    expect(rings.at(-1)).toBe(true)
  })

  it('has its microphone for a while after the call, and then not', async () => {
    await talks()
    expect(wants.at(-1)).toBe('now')
    await becomes(callOf([customer]), true)
    await passes(5_900)
    expect(wants.at(-1)).toBe('now')
    await passes(200)
    expect(wants.at(-1)).toBe('no')
  })
})
