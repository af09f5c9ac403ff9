/**
 * How well one party's sound comes through, as a colour and the one reason that weighs most. Limits as people hear them with Opus: up to 3 % of loss is
 * filled in without anybody noticing, from 8 % on words are missing; from 300 ms of round trip on people begin to talk over each other, from 600 ms on they
 * have to take turns; jitter of 30 ms fills the buffer of a usual browser, 60 ms breaks it. Measured by the engine on the leg, and by this page on its own.
 */
import type { CallQuality } from '#protocol/call.ts'
import type { Hearing, LineSound } from './phone.ts'

/** Green, orange, red. `unknown`: nothing has been measured yet. */
export type Grade = 'good' | 'fair' | 'poor' | 'unknown'
type Measured = 'loss-in' | 'loss-out' | 'jitter' | 'round-trip'
/** `loss-in`: of what they say something is lost on its way; `loss-out`: of what they hear. */
export type QualityReason = Measured | 'microphone-silent' | 'microphone-quiet'
export type Quality = {
  readonly grade: Grade
  /** Null: nothing is wrong. */
  readonly reason: QualityReason | null
  /** Of the reason: a share of 0–1, or ms; null: a microphone's is no number. */
  readonly value: number | null
}

type Limit = { readonly fair: number; readonly poor: number }
export const limits: Readonly<Record<Measured, Limit>> = {
  'loss-in': { fair: 0.03, poor: 0.08 },
  'loss-out': { fair: 0.03, poor: 0.08 },
  jitter: { fair: 30, poor: 60 },
  'round-trip': { fair: 300, poor: 600 },
}

const unknown: Quality = { grade: 'unknown', reason: null, value: null }
const good: Quality = { grade: 'good', reason: null, value: null }

/** `engine`: as `model.calls[..].quality` has it. `own`, `hearing`: what this page has measured, for its own party only. */
export function callQuality(
  engine: CallQuality | null,
  own: LineSound | null,
  hearing: Hearing = 'fine',
): Quality {
  if (hearing === 'silent') return { grade: 'poor', reason: 'microphone-silent', value: null }
  const line = lineQuality(engine, own)
  return hearing === 'quiet' && line.grade !== 'poor'
    ? { grade: 'fair', reason: 'microphone-quiet', value: null }
    : line
}

function lineQuality(engine: CallQuality | null, own: LineSound | null): Quality {
  const values: readonly (readonly [Measured, number | null])[] = [
    ['loss-in', engine?.lossIn ?? null],
    ['loss-out', worst(engine?.lossOut, own?.lossIn)],
    ['jitter', worst(engine?.jitterInMs, own?.jitterMs)],
    ['round-trip', worst(engine?.roundTripMs, own?.roundTripMs)],
  ]
  const known = values.flatMap(([reason, value]) => (value === null ? [] : [{ reason, value }]))
  if (known.length === 0) return unknown
  // How far above its own limit each one is decides which is named.
  const bad = known
    .filter(({ reason, value }) => value > limits[reason].fair)
    .toSorted((a, b) => b.value / limits[b.reason].poor - a.value / limits[a.reason].poor)[0]
  if (!bad) return good
  return { grade: bad.value > limits[bad.reason].poor ? 'poor' : 'fair', ...bad }
}

function worst(...values: readonly (number | null | undefined)[]): number | null {
  const known = values.filter((value) => value !== null && value !== undefined)
  return known.length === 0 ? null : Math.max(...known)
}
