/**
 * The caller's sound, for as long as it is wanted: one connection after another, each offered to the server and answered.
 *
 * - A connection is never mended. What is lost, refused for now or never comes up is offered anew, later after each failure.
 * - Before it offers anew it looks for a moment whether another page of the caller has taken the sound: then it lets go, and does not take it back.
 * - Answers come in the order of the offers; one to an offer that does not count any more is not listened to.
 */
import type { VisitorCall } from '#protocol/web-call.ts'
import { backoffMs } from '../net/backoff.ts'
import type { Clock } from '../net/clock.ts'
import type { Sound } from './caller-state.ts'
import type { OpenPeer, Peer, PeerParts } from './peer.ts'

const answerMs = 10_000
const upMs = 8_000
/** News of another page's leg is under way at the same time as the end of ours. */
const graceMs = 1_200
const lookEveryMs = 4_000
/** Above this share of lost packets words are missing. */
const weakLoss = 0.08

export interface SoundLinkParts {
  readonly clock: Clock
  readonly openPeer: OpenPeer
  readonly iceServers: () => PeerParts['iceServers']
  /** False: the line is off; `lineIsOn` is called when it is back. */
  readonly sendOffer: (sdp: string) => boolean
  readonly onTrack: (track: MediaStreamTrack) => void
  /** What was heard on the connection before is over. */
  readonly onSilence: () => void
  readonly onChange: () => void
}

export interface SoundLink {
  readonly sound: Sound
  readonly isWeak: boolean
  open(track: MediaStreamTrack): void
  /** Another microphone on the same connection. */
  speak(track: MediaStreamTrack): void
  answered(sdp: string, legId: string): void
  /** The offer cannot be taken now. */
  putOff(): void
  /** What the server says of the caller's leg. */
  learn(call: Pick<VisitorCall, 'leg' | 'legId'>): void
  lineIsOn(): void
  lineIsOff(): void
  /** The network is another one. */
  renew(): void
  leaveToOther(): void
  close(): void
}

export function soundLink(parts: SoundLinkParts): SoundLink {
  const { clock, onChange } = parts
  const own = new Set<string>()
  let sound: Sound = 'off'
  let isWeak = false
  let track: MediaStreamTrack | null = null
  let peer: Peer | null = null
  let phase: 'idle' | 'offering' | 'answering' | 'up' | 'lost' = 'idle'
  let attempt = 0
  let failures = 0
  let asked: number[] = []
  let callOff = (): void => undefined
  let stopLooking = (): void => undefined

  function become(next: Sound): void {
    if (sound === next) return
    sound = next
    if (next !== 'on') isWeak = false
    onChange()
  }

  function wait(ms: number, call: () => void): void {
    callOff()
    callOff = clock.later(call, ms)
  }

  function begin(): void {
    if (!track) return
    drop()
    const mine = attempt
    phase = 'offering'
    become(sound === 'off' || sound === 'elsewhere' || sound === 'connecting' ? 'connecting' : 'lost')
    const opened = parts.openPeer({
      iceServers: parts.iceServers(),
      track,
      onTrack: parts.onTrack,
      onState: (state) => mine === attempt && (state === 'up' ? onUp() : onLost()),
    })
    peer = opened
    wait(answerMs, again)
    opened.offer().then(
      (sdp) => {
        // Without a line it waits for one: `lineIsOn` begins anew.
        if (mine === attempt && parts.sendOffer(sdp)) asked.push(mine)
      },
      () => mine === attempt && again(),
    )
  }

  function onUp(): void {
    callOff()
    phase = 'up'
    failures = 0
    become('on')
    look()
  }

  function onLost(): void {
    if (phase === 'lost') return
    phase = 'lost'
    become('lost')
    wait(graceMs, begin)
  }

  function again(): void {
    failures += 1
    become(sound === 'connecting' && failures < 2 ? 'connecting' : 'lost')
    wait(backoffMs(failures, clock.dice()), begin)
  }

  function look(): void {
    const looked = peer
    stopLooking = clock.later(() => {
      void looked?.loss().then((loss) => {
        if (looked !== peer || phase !== 'up') return
        const wasWeak = isWeak
        isWeak = loss !== null && loss > weakLoss
        if (wasWeak !== isWeak) onChange()
        look()
      })
    }, lookEveryMs)
  }

  /** What the connection before still says is not listened to. */
  function drop(): void {
    attempt += 1
    callOff()
    stopLooking()
    if (!peer) return
    peer.close()
    peer = null
    parts.onSilence()
  }

  function leaveToOther(): void {
    drop()
    phase = 'idle'
    track = null
    become('elsewhere')
  }

  return {
    get sound() {
      return sound
    },
    get isWeak() {
      return isWeak
    },
    open(next) {
      track = next
      failures = 0
      begin()
    },
    speak(next) {
      track = next
      peer?.speak(next)
    },
    answered(sdp, legId) {
      own.add(legId)
      if (asked.shift() !== attempt || !peer) return
      const mine = attempt
      phase = 'answering'
      wait(upMs, again)
      peer.accept(sdp).catch(() => mine === attempt && again())
    },
    putOff() {
      if (asked.shift() === attempt) again()
    },
    learn({ leg, legId }) {
      if (phase !== 'up' && phase !== 'lost') return
      if (leg === 'up' && legId !== null && !own.has(legId)) leaveToOther()
      // We believe that we are heard, and are not.
      else if (leg === 'lost' && phase === 'up') {
        become('lost')
        begin()
      }
    },
    lineIsOn() {
      if (phase === 'offering' && !asked.includes(attempt)) begin()
    },
    lineIsOff() {
      asked = []
    },
    renew() {
      if (phase !== 'idle') begin()
    },
    leaveToOther,
    close() {
      drop()
      phase = 'idle'
      track = null
      asked = []
      become('off')
    },
  }
}
