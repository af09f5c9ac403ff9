/** How a call stands for its caller, and what of it is shown. Pure. */
import type { VisitorCall } from '#protocol/web-call.ts'
import type { LineState } from '../net/line.ts'

/** Why nothing can be heard. `text` is the server's, in the caller's words. */
export type Problem =
  | { readonly kind: 'denied' | 'no-microphone' | 'busy' | 'insecure' | 'unsupported' | 'offline' }
  | { readonly kind: 'refused'; readonly text: string }

/** `elsewhere`: another page of the same caller has it. */
export type Sound = 'off' | 'connecting' | 'on' | 'lost' | 'elsewhere'

export type CallerState = {
  readonly call: VisitorCall | null
  /** The way to a call that is not there yet. */
  readonly step: 'none' | 'microphone' | 'calling'
  readonly place: { readonly position: number; readonly waitMs: number | null } | null
  readonly problem: Problem | null
  readonly sound: Sound
  readonly isMuted: boolean
  /** The browser plays nothing until the page is touched. */
  readonly isBlocked: boolean
  readonly isWeak: boolean
  readonly line: LineState
  /** When the call ended here; null: it has not. */
  readonly endedAt: number | null
}

export type Stage = 'none' | 'microphone' | 'calling' | 'call' | 'problem' | 'over'

/** A problem with a call that goes on is said beside it; it must still be possible to hang up. */
export function stageOf({ call, step, problem }: CallerState): Stage {
  if (call) return call.state === 'over' ? 'over' : 'call'
  if (problem) return 'problem'
  return step === 'none' ? 'none' : step
}

/** What is said about a call that goes on, the most urgent first; null: nothing. */
export type Notice = 'elsewhere' | 'problem' | 'offline' | 'lost' | 'blocked' | 'weak' | null

export function noticeOf({ problem, sound, line, isBlocked, isWeak }: CallerState): Notice {
  if (sound === 'elsewhere') return 'elsewhere'
  if (problem) return 'problem'
  if (sound === 'lost') return line === 'on' ? 'lost' : 'offline'
  if (isBlocked) return 'blocked'
  return isWeak && sound === 'on' ? 'weak' : null
}
