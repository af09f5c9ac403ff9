/**
 * The page's tones as plain values: a handful of strikes each, in seconds and Hz. Short, soft-edged and apart from each other by rhythm and colour, so
 * that an agent knows the channel without looking; none is taken from anybody.
 */
import type { ChannelKind } from '#core/channel-kind.ts'
import type { Preferences, Tone } from '#protocol/workspace.ts'

export type Strike = {
  readonly atS: number
  readonly lengthS: number
  readonly hz: number
  /** Where it glides to. */
  readonly toHz?: number
  /** 0 to 1, before the agent's own volume. */
  readonly loudness: number
  readonly wave: 'sine' | 'triangle'
}

const rising: readonly Strike[] = [
  { atS: 0, lengthS: 0.5, hz: 587.33, loudness: 0.5, wave: 'triangle' },
  { atS: 0.16, lengthS: 0.7, hz: 880, loudness: 0.5, wave: 'triangle' },
]
/** Partials of a small bell, each dying sooner the higher it is. */
const bell: readonly Strike[] = [
  { atS: 0, lengthS: 1.3, hz: 659.26, loudness: 0.42, wave: 'sine' },
  { atS: 0, lengthS: 0.9, hz: 1_318.5, loudness: 0.2, wave: 'sine' },
  { atS: 0, lengthS: 0.5, hz: 1_819.5, loudness: 0.12, wave: 'sine' },
  { atS: 0, lengthS: 0.25, hz: 3_560, loudness: 0.07, wave: 'sine' },
]
const knock: readonly Strike[] = [0, 0.17].flatMap((atS) => [
  { atS, lengthS: 0.12, hz: 320, toHz: 150, loudness: 0.8, wave: 'sine' as const },
  { atS, lengthS: 0.05, hz: 900, toHz: 500, loudness: 0.3, wave: 'triangle' as const },
])
const drop: readonly Strike[] = [0, 0.22].map((atS) => ({
  atS,
  lengthS: 0.16,
  hz: 480,
  toHz: 1_150,
  loudness: 0.5,
  wave: 'sine',
}))
/** Two low notes in quick turns, twice: a telephone far away. */
const ring: readonly Strike[] = [0, 0.55].flatMap((fromS) =>
  [0, 1, 2, 3, 4, 5, 6].map((n) => ({
    atS: fromS + n * 0.055,
    lengthS: 0.075,
    hz: n % 2 === 0 ? 740 : 622.25,
    loudness: 0.42,
    wave: 'triangle' as const,
  })),
)

export const strikesOf: Readonly<Record<Tone | 'message', readonly Strike[]>> = {
  chime: rising,
  bell,
  knock,
  drop,
  ring,
  message: [{ atS: 0, lengthS: 0.28, hz: 392, loudness: 0.3, wave: 'triangle' }],
}

type Chosen = { readonly on: boolean; readonly tone: Tone }

export const usualVolume = 0.6

/** What this agent wants to hear for an offer on this channel. Calls ring like calls, the others chime. */
export function soundOf(channel: ChannelKind, { sound = true, sounds }: Partial<Preferences>): Chosen {
  const usual: Tone = channel === 'voice' || channel === 'callback' ? 'ring' : 'chime'
  const chosen = sounds?.[channel] ?? { on: true, tone: usual }
  return { on: sound && chosen.on, tone: chosen.tone }
}
