/**
 * The phone at work: it looks at the agent's calls each time something has changed, does its duty for each of them (`duty.ts`), and keeps what screens read.
 * The browser, the server and the clock are brought by whoever makes it; it is loaded when there is a first call to be heard of (`create-phone.ts`).
 */
import type { AgentId, CallId, InteractionId, LegId } from '#core/id.ts'
import type { LegAnswer, VoiceSettings } from '#protocol/call.ts'
import type { LiveModel } from '../live/model.ts'
import type { Store } from '../live/store.ts'
import type { Answer } from '../net/problem.ts'
import { createCallLine, type CallLine } from './call-line.ts'
import type { Claims } from './claims.ts'
import { dutyOf, type Attention } from './duty.ts'
import { hear, meterOf, openEars } from './hearing.ts'
import type { Microphone, MicrophoneTrack } from './microphone.ts'
import type { CallSound, LineSound, Phone, PhoneState } from './phone.ts'
import type { OpenLine } from './phone-line.ts'
import { hearsRinging, voiceNews, type OwnCall } from './voice-news.ts'

export type TelephoneParts<Track extends MicrophoneTrack> = {
  readonly me: AgentId
  readonly live: Pick<Store<LiveModel>, 'get' | 'subscribe'>
  readonly state: Store<PhoneState>
  readonly level: Store<number>
  readonly measured: Store<ReadonlyMap<CallId, LineSound>>
  readonly claims: Claims
  /** The server's time. */
  readonly now: () => number
  readonly wait: (ms: number, then: () => void) => () => void
  readonly settings: () => Promise<Answer<VoiceSettings>>
  readonly openLeg: (callId: CallId, offer: string) => Promise<Answer<LegAnswer>>
  readonly openLine: OpenLine<Track>
  readonly microphone: Microphone<Track>
  /** How loud the microphone is, some times a second; nothing where the browser does not let the page listen. Returns how to stop. */
  readonly listen: (track: Track, heard: (decibels: number) => void) => () => void
  readonly ringBack: (isOn: boolean) => void
  readonly attention: { readonly now: () => Attention; readonly onChange: (then: () => void) => () => void }
}

export type Telephone = Pick<Phone, 'setLocalMute' | 'close'> & {
  /** The person wants the sound here now: what failed is tried again at once. */
  readonly attach: (callId: CallId) => void
  readonly expect: (interactionId: InteractionId) => void
  readonly look: () => void
}

/** How long an open microphone stays when nobody needs it at the moment: between an offer and its call, and between two calls. */
const lingerMs = 6_000
const beatMs = 2_000
/** What sounded here until a moment ago was cut off by a reload: it is opened again before the server has said a word. */
const reloadMs = 10_000
/** A beat that comes this late comes after a sleep. */
const sleptMs = 12_000
/** The server has said by then whether it did what was wished. */
const muteWishMs = 5_000

export function createTelephone<Track extends MicrophoneTrack>(parts: TelephoneParts<Track>): Telephone {
  const { me, live, claims, microphone, state, measured, wait, now } = parts
  const lines = new Map<CallId, CallLine<Track>>()
  const muteWishes = new Map<CallId, { readonly on: boolean; readonly stop: () => void }>()
  let stopTimer = (): void => {}
  let stopLinger: (() => void) | null = null
  let before: readonly OwnCall[] = []
  let isLooking = false
  let isClosed = false

  function look(): void {
    // What is done here changes things that are looked at.
    if (isLooking || isClosed) return
    isLooking = true
    const model = live.get()
    const news = voiceNews(model)
    for (const id of news.answering) claims.expect(id)
    // Before the first word of the server nothing is known of any call; those that sounded here are opened at once, and the others wait.
    if (model.connection !== 'connecting') forget(news.calls)
    before = news.calls
    const dues = news.calls.flatMap((call) => doDuty(call) ?? [])
    for (const line of lines.values()) line.speakInto(microphone.track.get())
    wantMicrophone(news.isAlerted || news.answering.length > 0, news.answering.length > 0)
    parts.ringBack(news.calls.some((call) => lines.has(call.view.id) && hearsRinging(call)))
    show(news.calls)
    listen()
    stopTimer()
    stopTimer = dues.length > 0 ? wait(Math.max(0, Math.min(...dues) - now()), look) : () => {}
    isLooking = false
  }

  /** Returns when it is to be looked at again; null: when something changes. */
  function doDuty({ view, party }: OwnCall): number | null {
    const { id, interactionId } = view
    const line = lines.get(id)
    if (party.leg.legId !== null && line?.opened().legId === party.leg.legId) {
      line.seenUp()
      claims.keep(id, party.leg.legId, now())
    }
    const duty = dutyOf(party.leg, {
      line: line?.opened() ?? null,
      claim: claims.of(id, interactionId),
      attention: parts.attention.now(),
    })
    const isDue = duty.do === 'open-at' && duty.at <= now()
    if (duty.do === 'open' || isDue) {
      if (line) line.renew()
      else open(id, party.leg.legId)
    }
    if (duty.do === 'leave') {
      leave(id)
      claims.drop(id, interactionId)
    }
    lines.get(id)?.mute(muteWishes.get(id)?.on ?? party.isMuted)
    const wish = muteWishes.get(id)
    if (wish?.on === party.isMuted) endWish(id)
    return duty.do === 'open-at' && !isDue ? duty.at : null
  }

  function open(callId: CallId, instead: LegId | null): void {
    lines.set(
      callId,
      createCallLine({
        callId,
        instead,
        settings: parts.settings,
        openLeg: parts.openLeg,
        openLine: parts.openLine,
        wait,
        onChange: look,
        onRefused() {
          leave(callId)
          claims.drop(callId, live.get().calls.get(callId)?.view.interactionId ?? null)
          look()
        },
      }),
    )
    lines.get(callId)?.speakInto(microphone.track.get())
  }

  function leave(callId: CallId): void {
    lines.get(callId)?.close()
    lines.delete(callId)
    endWish(callId)
    measured.update((all) => {
      if (!all.has(callId)) return all
      const rest = new Map(all)
      rest.delete(callId)
      return rest
    })
  }

  /** Calls that are over, or that this agent has left: should they come back, they belong to whoever answers then. */
  function forget(calls: readonly OwnCall[]): void {
    const current = new Set(calls.map(({ view }) => view.id))
    for (const { view } of before) if (!current.has(view.id)) claims.drop(view.id, view.interactionId)
    for (const { callId } of claims.kept()) if (!current.has(callId)) claims.drop(callId, null)
    for (const id of lines.keys()) if (!current.has(id)) leave(id)
  }

  function endWish(callId: CallId): void {
    muteWishes.get(callId)?.stop()
    muteWishes.delete(callId)
  }

  function wantMicrophone(isAlerted: boolean, isAnswering: boolean): void {
    if (lines.size > 0 || isAlerted) {
      stopLinger?.()
      stopLinger = null
      microphone.want(lines.size > 0 || isAnswering ? 'now' : 'if-allowed')
      return
    }
    stopLinger ??= wait(lingerMs, () => microphone.want('no'))
  }

  function show(calls: readonly OwnCall[]): void {
    const sounds = new Map<CallId, CallSound>()
    for (const call of calls) if (call.party.leg.name !== 'ringing') sounds.set(call.view.id, soundOf(call))
    state.update((before) => {
      const known = microphone.state.get()
      return isSame(before.calls, sounds) && before.microphone === known
        ? before
        : { ...before, calls: isSame(before.calls, sounds) ? before.calls : sounds, microphone: known }
    })
  }

  function soundOf({ view, party }: OwnCall): CallSound {
    const line = lines.get(view.id)
    if (!line) return { phase: party.leg.name === 'joining' ? 'connecting' : 'elsewhere', problem: null }
    const sound = line.sound()
    const known = microphone.state.get()
    // A supervisor who only listens needs none.
    const isHeard = party.mode !== 'listen'
    return sound.problem === null && known.name === 'missing' && isHeard
      ? { ...sound, problem: known.problem }
      : sound
  }

  let ears = openEars
  let stopListening: (() => void) | null = null
  let listenedTo: Track | null = null

  function listen(): void {
    const track = lines.size > 0 ? microphone.track.get() : null
    if (track === listenedTo) return
    stopListening?.()
    listenedTo = track
    stopListening = track ? parts.listen(track, heard) : null
    ears = openEars
    parts.level.update(() => 0)
    tellEars()
  }

  function heard(decibels: number): void {
    const ids = [...lines.keys()]
    ears = hear(ears, { at: now(), decibels, isMuted: ids.length > 0 && ids.every(isMuted) })
    parts.level.update(() => meterOf(decibels))
    tellEars()
  }

  function isMuted(id: CallId): boolean {
    const wish = muteWishes.get(id)
    const view = live.get().calls.get(id)?.view
    return wish?.on ?? view?.parties.some(({ who, isMuted: is }) => is && isMe(who)) ?? false
  }
  const isMe = (who: OwnCall['party']['who']): boolean => who.kind === 'agent' && who.agentId === me

  function tellEars(): void {
    const { hearing, isSpeakingMuted } = ears
    state.update((before) =>
      before.hearing === hearing && before.isSpeakingMuted === isSpeakingMuted
        ? before
        : { ...before, hearing, isSpeakingMuted },
    )
  }

  let lastBeatAt = now()
  let stopBeat = wait(beatMs, beat)
  function beat(): void {
    const slept = now() - lastBeatAt > sleptMs
    lastBeatAt = now()
    for (const [id, line] of lines) {
      // What was connected before a long sleep is asked by the server's own account of it; what was not is made anew without waiting.
      if (slept && !line.isConnected()) line.renew()
      else void measure(id, line)
      const { legId, wasUp } = line.opened()
      if (legId && wasUp) claims.keep(id, legId, lastBeatAt)
    }
    if (slept) look()
    stopBeat = wait(beatMs, beat)
  }

  async function measure(id: CallId, line: CallLine<Track>): Promise<void> {
    const sound = await line.measure()?.catch(() => null)
    if (sound && lines.get(id) === line) measured.update((all) => new Map(all).set(id, sound))
  }

  const stops = [
    live.subscribe(look),
    microphone.track.subscribe(look),
    microphone.state.subscribe(look),
    parts.attention.onChange(look),
  ]
  // A line says at once that it is on its way. Looked at before it stands in its place, its call would be opened a second time, and two lines would take
  // the leg from each other for as long as the call lasts.
  isLooking = true
  for (const { callId, legId, at } of claims.kept()) if (now() - at < reloadMs) open(callId, legId)
  isLooking = false
  look()

  return {
    attach(callId) {
      claims.ask(callId)
      const line = lines.get(callId)
      if (line && !line.isConnected()) line.renew()
      look()
    },
    expect(interactionId) {
      claims.expect(interactionId)
      look()
    },
    look,
    setLocalMute(callId, on) {
      endWish(callId)
      if (on !== null)
        muteWishes.set(callId, {
          on,
          stop: wait(muteWishMs, () => {
            muteWishes.delete(callId)
            look()
          }),
        })
      look()
    },
    close() {
      isClosed = true
      for (const stop of stops) stop()
      stopTimer()
      stopBeat()
      stopLinger?.()
      stopListening?.()
      parts.ringBack(false)
      for (const line of lines.values()) line.close()
      lines.clear()
      microphone.close()
    },
  }
}

function isSame(a: ReadonlyMap<CallId, CallSound>, b: ReadonlyMap<CallId, CallSound>): boolean {
  if (a.size !== b.size) return false
  for (const [id, { phase, problem }] of b) {
    const other = a.get(id)
    if (other?.phase !== phase || other.problem !== problem) return false
  }
  return true
}
