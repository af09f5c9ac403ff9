/**
 * The sound of one call on this page, for as long as it belongs here. A connection that does not come about, breaks or is lost by the server is made anew,
 * each time as a new leg in the same place (K18), sooner at first and more slowly when it keeps failing.
 */
import type { CallId, LegId } from '#core/id.ts'
import type { LegAnswer, VoiceSettings } from '#protocol/call.ts'
import { isPassing, type Answer, type Problem } from '../net/problem.ts'
import type { OpenedLine } from './duty.ts'
import type { CallSound, LineSound, SoundProblem } from './phone.ts'
import type { LineState, OpenLine, PhoneLine } from './phone-line.ts'

export type CallLineParts<Track> = {
  readonly callId: CallId
  /** The leg that the server shows now. */
  readonly instead: LegId | null
  readonly settings: () => Promise<Answer<VoiceSettings>>
  readonly openLeg: (callId: CallId, offer: string) => Promise<Answer<LegAnswer>>
  readonly openLine: OpenLine<Track>
  readonly wait: (ms: number, then: () => void) => () => void
  readonly onChange: () => void
  /** The server says that this agent has no business in this call (any more). */
  readonly onRefused: () => void
}

export type CallLine<Track> = {
  readonly opened: () => OpenedLine
  readonly sound: () => CallSound
  readonly seenUp: () => void
  /** A new leg instead of this one, at once. */
  readonly renew: () => void
  readonly isConnected: () => boolean
  readonly speakInto: (track: Track | null) => void
  readonly mute: (isMuted: boolean) => void
  readonly measure: () => Promise<LineSound> | null
  readonly close: () => void
}

/** How long the browser may look for addresses: most have them all at once, one behind a slow relay gets more time when it failed. */
const lookMs = [500, 1_500, 4_000] as const
const connectMs = 5_000
const againMs = [300, 1_000, 2_000, 4_000, 8_000] as const
const failedAfter = 3

const at = (delays: readonly number[], failures: number): number =>
  delays[Math.min(failures, delays.length - 1)] ?? 0

export function createCallLine<Track>(parts: CallLineParts<Track>): CallLine<Track> {
  const { callId, wait, onChange } = parts
  let line: PhoneLine<Track> | null = null
  let state: LineState = 'connecting'
  let opened: OpenedLine = { legId: null, wasUp: false, isBroken: false, instead: parts.instead }
  let problem: SoundProblem | null = null
  let isBlocked = false
  let failures = 0
  let track: Track | null = null
  let isMuted = false
  let isClosed = false
  /** What comes from an attempt that is given up is passed over. */
  let attempts = 0
  let stopWaiting = (): void => {}

  async function attempt(): Promise<void> {
    const mine = ++attempts
    const isOver = (): boolean => isClosed || mine !== attempts
    stopWaiting()
    line?.close()
    line = null
    state = 'connecting'
    opened = { legId: null, wasUp: false, isBroken: false, instead: insteadOf() }
    onChange()
    const settings = await parts.settings()
    if (isOver()) return
    if (!settings.ok) return fail(problemOfServer(settings.problem))
    const made = parts.openLine(settings.value, {
      state: (next) => (isOver() ? undefined : heard(next)),
      playback: (blocked) => {
        if (isOver()) return
        isBlocked = blocked
        onChange()
      },
    })
    line = made
    made.mute(isMuted)
    made.speakInto(track)
    try {
      const offer = await made.offer(at(lookMs, failures))
      if (isOver()) return
      const answer = await parts.openLeg(callId, offer)
      if (isOver()) return
      if (!answer.ok) return refused(answer.problem)
      opened = { ...opened, legId: answer.value.legId }
      stopWaiting = wait(connectMs, () => fail('no-connection'))
      onChange()
      await made.accept(answer.value.answer)
    } catch {
      // An answer that the browser does not take, or a connection that could not even be begun.
      if (!isOver()) fail('no-connection')
    }
  }

  /** One that never was the party's leg stands for nothing. */
  const insteadOf = (): LegId | null => (opened.wasUp ? opened.legId : opened.instead)

  function heard(next: LineState): void {
    state = next
    if (next === 'connected') {
      stopWaiting()
      failures = 0
      problem = null
    }
    if (next === 'broken') return fail('no-connection')
    onChange()
  }

  function refused(why: Problem): void {
    if (why.code === 'voice-down' || why.code === 'voice-refused' || isPassing(why))
      return fail(problemOfServer(why))
    close()
    parts.onRefused()
  }

  function fail(why: SoundProblem): void {
    // Whatever this attempt still says is too late.
    attempts += 1
    stopWaiting()
    line?.close()
    line = null
    state = 'broken'
    problem = why
    opened = { legId: null, wasUp: false, isBroken: true, instead: insteadOf() }
    stopWaiting = wait(at(againMs, failures), () => void attempt())
    failures += 1
    onChange()
  }

  function close(): void {
    isClosed = true
    stopWaiting()
    line?.close()
    line = null
  }

  void attempt()
  return {
    opened: () => opened,
    sound() {
      if (failures >= failedAfter || (problem === 'refused' && failures > 0))
        return { phase: 'failed', problem }
      if (state === 'connected' || state === 'shaky')
        return { phase: 'up', problem: isBlocked ? 'playback-blocked' : null }
      return { phase: 'connecting', problem: null }
    },
    seenUp() {
      if (!opened.wasUp) opened = { ...opened, wasUp: true }
    },
    renew() {
      if (!isClosed) void attempt()
    },
    isConnected: () => state === 'connected',
    speakInto(next) {
      if (next === track) return
      track = next
      line?.speakInto(next)
    },
    mute(next) {
      if (next === isMuted) return
      isMuted = next
      line?.mute(next)
    },
    measure: () => (state === 'connected' ? (line?.measure() ?? null) : null),
    close,
  }
}

function problemOfServer({ code }: Problem): SoundProblem {
  if (code === 'voice-down') return 'voice-down'
  return code === 'voice-refused' ? 'refused' : 'no-connection'
}
