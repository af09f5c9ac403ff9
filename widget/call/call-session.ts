/**
 * One caller's call, without a screen: the microphone, the line to the server, the sound. The screen shows `state` and calls the rest.
 *
 * - The microphone is asked for first: nobody is put in line who then cannot speak.
 * - The call is the server's. A page that was reloaded, or lost its line, finds it again by saying hello; the sound is offered anew.
 * - This tab takes the sound up again by itself only if it had it: another tab of the caller shows the call and asks.
 * - What the caller does is done here at once (mute, hang up) and told as soon as it can be.
 */
import type { VisitorCall, WebCallFrameInput, WebCallServerFrame } from '#protocol/web-call.ts'
import { line, type Line } from '../net/line.ts'
import type { Answers } from '../visit/answers.ts'
import type { CallSessionParts } from './call-session-parts.ts'
import type { CallerState, Problem } from './caller-state.ts'
import type { Loudspeaker } from './loudspeaker.ts'
import type { Microphone } from './microphone.ts'
import { soundLink, type SoundLink } from './sound-link.ts'

/** After this long without a line somebody who wants to call is told. */
const lineMs = 12_000
const farewellMs = 10_000
const passing = ['too-many-requests', 'unavailable', 'voice-down']

export class CallSession {
  readonly #parts: CallSessionParts
  readonly #line: Line<WebCallFrameInput>
  readonly #link: SoundLink
  readonly #speaker: Loudspeaker
  #microphone: Microphone | null = null
  #call: VisitorCall | null = null
  #step: CallerState['step'] = 'none'
  #place: CallerState['place'] = null
  #problem: Problem | null = null
  #endedAt: number | null = null
  #iceServers: Extract<WebCallServerFrame, { type: 'welcome' }>['iceServers'] = []
  #wanted: Answers | null = null
  #wantsEnd = false
  #wishMuted: boolean | null = null
  /** Grows with everything that calls off a microphone that is still being asked for. */
  #asking = 0
  #callOff = (): void => undefined

  constructor(parts: CallSessionParts) {
    this.#parts = parts
    this.#speaker = parts.loudspeaker(() => parts.onChange())
    this.#line = line<WebCallFrameInput, WebCallServerFrame>({
      clock: parts.clock,
      dial: async () => {
        await this.#token()
        return parts.dial()
      },
      hello: () => ({
        type: 'hello',
        token: parts.shelf.get('call-token') ?? '',
        language: parts.language(),
        page: parts.page().slice(0, 500),
      }),
      onFrame: (frame) => this.#learn(frame),
      onState: (state) => {
        if (state !== 'on') this.#link.lineIsOff()
        parts.onChange()
      },
    })
    this.#link = soundLink({
      clock: parts.clock,
      openPeer: parts.openPeer,
      iceServers: () => this.#iceServers,
      sendOffer: (sdp) => this.#line.send({ type: 'offer', sdp }),
      onTrack: (track) => this.#speaker.play(track),
      onSilence: () => this.#speaker.silence(),
      onChange: () => parts.onChange(),
    })
  }

  get state(): CallerState {
    return {
      call: this.#call,
      step: this.#step,
      place: this.#place,
      problem: this.#problem,
      sound: this.#link.sound,
      isMuted: this.#isMuted(),
      isBlocked: this.#speaker.isBlocked,
      isWeak: this.#link.isWeak,
      line: this.#line.state,
      endedAt: this.#endedAt,
    }
  }

  get isLive(): boolean {
    return this.#isOpen() || this.#step !== 'none'
  }

  // ---- what the caller does

  async call(answers: Answers): Promise<void> {
    if (this.isLive) return
    this.#begin('microphone')
    const taken = await this.#takeMicrophone()
    if (!taken) return
    if (!this.#parts.isOnline()) return this.#giveUp({ kind: 'offline' })
    this.#wanted = answers
    this.#begin('calling')
    this.#later(lineMs, () => this.#giveUp({ kind: 'offline' }))
    this.#line.start()
    this.#line.nudge()
    this.#goOn()
  }

  /** A call that has begun before this page did. */
  resume(): void {
    if (this.#parts.shelf.get('call-live') === '1') this.#line.start()
  }

  /** After a problem in an open call, or to bring the sound from another page here. */
  async bringSound(): Promise<void> {
    if (!this.#isOpen()) return
    this.#problem = null
    this.#parts.onChange()
    const taken = await this.#takeMicrophone()
    if (!taken || !this.#isOpen()) return
    this.#parts.tab.set(true)
    this.#link.open(taken.track)
  }

  mute(on: boolean): void {
    if (!this.#isOpen()) return
    this.#wishMuted = on
    this.#line.send({ type: 'mute', on })
    this.#applyMute()
    this.#parts.onChange()
  }

  press(digits: string): void {
    this.#line.send({ type: 'press', digits })
  }

  unlock(): void {
    this.#speaker.unlock()
  }

  hangUp(): void {
    const call = this.#call
    if (this.#step !== 'none' && !call) return this.#callItOff()
    if (!call || call.state === 'over') return
    this.#wantsEnd = !this.#line.send({ type: 'hang-up' })
    this.#end({ ...call, state: 'over', by: 'customer' })
  }

  /** The end was seen, or the problem: nothing is shown any more. */
  dismiss(): void {
    if (this.isLive) return
    this.#call = null
    this.#problem = null
    this.#parts.onChange()
  }

  /** What the screen found in the way before anything was asked of us. */
  fail(problem: Problem): void {
    if (this.isLive) return
    this.#call = null
    this.#problem = problem
    this.#parts.onChange()
  }

  /** The network is there again, or another one. */
  nudge(isOtherNetwork: boolean): void {
    this.#line.nudge()
    if (isOtherNetwork) this.#link.renew()
  }

  forget(): void {
    this.hangUp()
    this.dismiss()
    this.#parts.shelf.set('call-token', null)
  }

  // ---- the microphone

  async #takeMicrophone(): Promise<Microphone | null> {
    const mine = (this.#asking += 1)
    const taken = await this.#parts.takeMicrophone()
    if (mine !== this.#asking) {
      if (!('problem' in taken)) taken.stop()
      return null
    }
    if ('problem' in taken) {
      this.#step = 'none'
      this.#problem = taken.problem
      this.#parts.onChange()
      return null
    }
    this.#microphone?.stop()
    this.#microphone = taken
    taken.onGone = () => void this.#replaceMicrophone()
    this.#applyMute()
    return taken
  }

  /** Unplugged: another one if there is one, else the caller is told. */
  async #replaceMicrophone(): Promise<void> {
    const taken = await this.#takeMicrophone()
    if (taken) this.#link.speak(taken.track)
  }

  #applyMute(): void {
    if (this.#microphone) this.#microphone.track.enabled = !this.#isMuted()
  }

  #isMuted(): boolean {
    return this.#wishMuted ?? this.#call?.isMuted ?? false
  }

  // ---- what the server says

  #learn(frame: WebCallServerFrame): void {
    switch (frame.type) {
      case 'welcome':
        this.#iceServers = frame.iceServers
        this.#onWelcome(frame.call)
        break
      case 'call':
        this.#onCall(frame.call)
        break
      case 'queue':
        this.#place = { position: frame.position, waitMs: frame.waitMs }
        break
      case 'answer':
        this.#link.answered(frame.sdp, frame.legId)
        break
      case 'refused':
        this.#onRefused(frame)
        break
      case 'bye':
        if (frame.reason === 'bad-token') this.#parts.shelf.set('call-token', null)
        break
      case 'ping':
        return
    }
    this.#parts.onChange()
  }

  #onWelcome(call: VisitorCall | null): void {
    if (call) {
      const isNew = this.#call?.id !== call.id
      this.#onCall(call)
      if (!this.#isOpen()) return
      if (isNew && this.#link.sound === 'off' && !this.#wanted) this.#takeUp()
      else this.#link.lineIsOn()
      if (this.#wishMuted !== null) this.#line.send({ type: 'mute', on: this.#wishMuted })
    } else if (this.#isOpen() && this.#call) this.#end({ ...this.#call, state: 'over', by: null })
    else if (this.#wantsEnd || !this.#wanted) this.#farewell()
    this.#goOn()
  }

  #takeUp(): void {
    if (this.#parts.tab.get()) void this.bringSound()
    else this.#link.leaveToOther()
  }

  #onCall(call: VisitorCall): void {
    if (this.#wantsEnd && call.state !== 'over') {
      this.#wantsEnd = !this.#line.send({ type: 'hang-up' })
      return
    }
    // The last word on a call that was hung up here is already said.
    if (this.#call?.state === 'over' && this.#call.id === call.id) return this.#farewell()
    if (call.state === 'over') {
      if (this.#call) this.#end(call)
      return
    }
    const hasBegun = this.#call?.id !== call.id
    this.#call = call
    if (call.state !== 'waiting') this.#place = null
    if (call.isMuted === this.#wishMuted) this.#wishMuted = null
    this.#applyMute()
    if (hasBegun) {
      this.#callOff()
      this.#step = 'none'
      this.#endedAt = null
      this.#parts.shelf.set('call-live', '1')
    }
    if (this.#wanted) {
      this.#wanted = null
      this.#parts.tab.set(true)
      if (this.#microphone) this.#link.open(this.#microphone.track)
    } else this.#link.learn(call)
  }

  #onRefused({ to, code, text }: Extract<WebCallServerFrame, { type: 'refused' }>): void {
    if (to === 'call') {
      this.#wanted = null
      return this.#giveUp({ kind: 'refused', text })
    }
    if (to === 'other') {
      this.#wishMuted = null
      this.#applyMute()
      return
    }
    if (passing.includes(code)) return this.#link.putOff()
    if (code === 'call-over' && this.#call) return this.#end({ ...this.#call, state: 'over', by: null })
    this.#link.close()
    this.#problem = { kind: 'refused', text }
  }

  // ---- the ways of a call

  #begin(step: CallerState['step']): void {
    this.#step = step
    this.#call = null
    this.#problem = null
    this.#place = null
    this.#wantsEnd = false
    this.#wishMuted = null
    this.#parts.onChange()
  }

  /** Says what was asked for, now that there is a line. */
  #goOn(): void {
    if (this.#line.state !== 'on' || !this.#wanted || this.#call) return
    this.#line.send({ type: 'call', answers: { ...this.#wanted } })
  }

  #giveUp(problem: Problem): void {
    this.#callItOff()
    this.#problem = problem
    this.#parts.onChange()
  }

  #callItOff(): void {
    this.#asking += 1
    // It may have been begun already: then it is ended as soon as we hear of it.
    this.#wantsEnd = this.#wanted !== null
    this.#wanted = null
    this.#step = 'none'
    this.#silence()
    this.#later(farewellMs, () => this.#farewell())
    this.#parts.onChange()
  }

  #end(call: VisitorCall): void {
    this.#call = call
    this.#endedAt = this.#parts.clock.now()
    this.#step = 'none'
    this.#problem = null
    this.#place = null
    this.#wanted = null
    this.#silence()
    if (!this.#wantsEnd) this.#later(farewellMs, () => this.#farewell())
    this.#parts.onChange()
  }

  #silence(): void {
    this.#asking += 1
    this.#callOff()
    this.#link.close()
    this.#speaker.silence()
    this.#microphone?.stop()
    this.#microphone = null
    this.#parts.tab.set(false)
    if (!this.#wantsEnd) this.#parts.shelf.set('call-live', null)
  }

  /** Nothing more is to be said or heard. */
  #farewell(): void {
    if (this.#isOpen()) return
    this.#callOff()
    this.#wantsEnd = false
    this.#parts.shelf.set('call-live', null)
    this.#line.stop()
  }

  #later(ms: number, call: () => void): void {
    this.#callOff()
    this.#callOff = this.#parts.clock.later(call, ms)
  }

  #isOpen(): boolean {
    return this.#call !== null && this.#call.state !== 'over'
  }

  async #token(): Promise<void> {
    if (this.#parts.shelf.get('call-token') === null)
      this.#parts.shelf.set('call-token', await this.#parts.newSession())
  }
}
