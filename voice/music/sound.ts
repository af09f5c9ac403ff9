/** What is read from a file that somebody brought in, whatever its kind: one voice of samples, some at a time. */

export type Flaw =
  /** It is of a kind that is read here, and not as it should be. */
  | 'damaged'
  /** It is sound, of a kind or in a form that is not read here. */
  | 'unsupported'
  | 'too-long'

export type SoundPart = {
  readonly samples: Float32Array
  /** How much of the file has been read, 0–1. */
  readonly share: number
}

export type Sound = {
  /** Samples in a second. */
  readonly rate: number
  /** It is in the engine's own form already. */
  readonly isReady: boolean
  /** What is wrong may turn out at the end only; null: nothing is. Holds no more than a part at once. */
  readonly parts: () => Generator<SoundPart, Flaw | null, void>
}

export const longestMs = 10 * 60_000

export const isTooLong = (samples: number, rate: number): boolean => samples > (longestMs / 1_000) * rate
