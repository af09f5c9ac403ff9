/**
 * What is worth telling about the own microphone, from how loud it is now and was lately: that nothing at all comes from it, that speech is too soft, and
 * that somebody speaks who is muted. Decibels are those of digital sound: 0 is the loudest there is, a calm voice at a headset is about −25.
 */
import type { Hearing } from './phone.ts'

export type Sample = { readonly at: number; readonly decibels: number; readonly isMuted: boolean }

type Second = { readonly from: number; readonly loudest: number }

export type Ears = {
  readonly silentSince: number | null
  readonly seconds: readonly Second[]
  /** When speech was heard while muted, lately. */
  readonly spoke: readonly number[]
  readonly hearing: Hearing
  readonly isSpeakingMuted: boolean
}

export const openEars: Ears = {
  silentSince: null,
  seconds: [],
  spoke: [],
  hearing: 'fine',
  isSpeakingMuted: false,
}

/** Even a good microphone in a quiet room is louder than this: below it is a switch or a plug. */
const nothingBelow = -95
const nothingForMs = 5_000
const speechAbove = -38
/** Softer than this is the room, not a voice. */
const roomBelow = -58
const quietBelow = -42
const quietAfterMs = 12_000
/** This many samples of speech within the time: a cough is no speech. */
const spokeTimes = 4
const spokeWithinMs = 1_500
const hintStaysMs = 4_000

export function hear(ears: Ears, { at, decibels, isMuted }: Sample): Ears {
  const silentSince = decibels < nothingBelow ? (ears.silentSince ?? at) : null
  const seconds = withSecond(ears.seconds, at, decibels)
  const loud = isMuted && decibels > speechAbove ? [at] : []
  const spoke = isMuted ? [...ears.spoke.filter((each) => at - each < hintStaysMs), ...loud] : []
  const recently = spoke.filter((each) => at - each < spokeWithinMs).length
  return {
    silentSince,
    seconds,
    spoke,
    hearing: silentSince !== null && at - silentSince >= nothingForMs ? 'silent' : loudness(seconds, at),
    // Once shown it stays for a moment, so that it can be read.
    isSpeakingMuted: isMuted && (recently >= spokeTimes || (ears.isSpeakingMuted && spoke.length > 0)),
  }
}

function withSecond(seconds: readonly Second[], at: number, decibels: number): readonly Second[] {
  const last = seconds.at(-1)
  if (last && at - last.from < 1_000)
    return decibels > last.loudest
      ? [...seconds.slice(0, -1), { from: last.from, loudest: decibels }]
      : seconds
  return [...seconds.filter(({ from }) => at - from < quietAfterMs), { from: at, loudest: decibels }]
}

/** Judged only over the whole time, and only where there was more than the room. */
function loudness(seconds: readonly Second[], at: number): Hearing {
  const first = seconds[0]
  if (!first || at - first.from < quietAfterMs - 1_000) return 'fine'
  const loudest = Math.max(...seconds.map((second) => second.loudest))
  return loudest > roomBelow && loudest < quietBelow ? 'quiet' : 'fine'
}

/** For a meter: 0 is the room, 1 too loud. */
export const meterOf = (decibels: number): number => Math.min(1, Math.max(0, (decibels + 60) / 54))
