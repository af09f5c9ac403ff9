/**
 * What is to be heard, decided without a sound being made: a new offer once at full volume, and as long as one is open again and again, quietly; nothing
 * from the moment the last one is gone. Only the tab whose turn it is sounds, and only for channels the agent wants to hear.
 */
import type { ChannelKind } from '#core/channel-kind.ts'
import type { Preferences, Tone } from '#protocol/workspace.ts'
import { soundOf, strikesOf, usualVolume, type Strike } from './tone.ts'

export type OpenOffer = { readonly id: string; readonly channel: ChannelKind }

/** How the sounds reach the ear; tests listen here. */
export type RingingPorts = {
  readonly play: (strikes: readonly Strike[], volume: number) => () => void
  readonly isMyTurn: () => boolean
  readonly every: (ms: number, then: () => void) => () => void
}

export type Ringing = {
  /** The open offers and the agent's wishes as they are now, the most urgent first. */
  readonly follow: (open: readonly OpenOffer[], preferences: Partial<Preferences>) => void
  readonly stop: () => void
}

export const againMs = 4_000
/** Of the volume, when it rings again: a reminder and no second call. */
export const againShare = 0.55

type Wanted = { readonly id: string; readonly tone: Tone }

export function createRinging({ play, isMyTurn, every }: RingingPorts): Ringing {
  let heard = new Set<string>()
  let wanted: readonly Wanted[] = []
  let volume = usualVolume
  /** What sounds now, and for which offer. */
  let sounding: { readonly id: string; readonly stop: () => void } | null = null
  let stopAgain: (() => void) | null = null

  function sound({ id, tone }: Wanted, share: number): void {
    if (!isMyTurn()) return
    sounding?.stop()
    sounding = { id, stop: play(strikesOf[tone], volume * share) }
  }

  function silence(): void {
    sounding?.stop()
    sounding = null
  }

  function remind(): void {
    const [first] = wanted
    if (first) sound(first, againShare)
  }

  return {
    follow(open, preferences) {
      volume = preferences.volume ?? usualVolume
      wanted = open.flatMap(({ id, channel }) => {
        const { on, tone } = soundOf(channel, preferences)
        return on ? [{ id, tone }] : []
      })
      if (sounding && !wanted.some(({ id }) => id === sounding?.id)) silence()
      const fresh = wanted.find(({ id }) => !heard.has(id))
      heard = new Set(open.map(({ id }) => id))
      if (wanted.length === 0) {
        stopAgain?.()
        stopAgain = null
        return
      }
      if (fresh) sound(fresh, 1)
      // A new one begins the rhythm anew: no reminder right behind it.
      if (fresh) {
        stopAgain?.()
        stopAgain = null
      }
      stopAgain ??= every(againMs, remind)
    },
    stop() {
      silence()
      stopAgain?.()
      stopAgain = null
      wanted = []
    },
  }
}
