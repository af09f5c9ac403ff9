import { describe, expect, it } from 'vitest'
import type { Preferences } from '#protocol/workspace.ts'
import { createRinging, type OpenOffer } from './ringing.ts'
import { strikesOf, type Strike } from './tone.ts'

function stage() {
  const heard: string[] = []
  let isMine = true
  let beat: (() => void) | null = null
  const nameOf = (strikes: readonly Strike[]): string =>
    Object.entries(strikesOf).find(([, each]) => each === strikes)?.[0] ?? '?'
  const ringing = createRinging({
    play(strikes, volume) {
      heard.push(`${nameOf(strikes)} ${Math.round(volume * 100)}`)
      return () => heard.push('silence')
    },
    isMyTurn: () => isMine,
    every(_, then) {
      beat = then
      return () => {
        beat = null
      }
    },
  })
  return {
    heard,
    ringing,
    passes: () => beat?.(),
    isRinging: () => beat !== null,
    turn: (mine: boolean) => {
      isMine = mine
    },
  }
}

const chat: OpenOffer = { id: 'off_1', channel: 'web-chat' }
const call: OpenOffer = { id: 'off_2', channel: 'voice' }
const full: Partial<Preferences> = { volume: 1 }

describe('ringing', () => {
  it('sounds once for a new offer, then quietly again and again, and stops at once when it is gone', () => {
    const { heard, ringing, passes, isRinging } = stage()
    ringing.follow([chat], full)
    passes()
    passes()
    ringing.follow([], full)
    expect(heard).toEqual(['chime 100', 'silence', 'chime 55', 'silence', 'chime 55', 'silence'])
    expect(isRinging()).toBe(false)
  })

  it('says nothing about what is said already', () => {
    const { heard, ringing } = stage()
    ringing.follow([chat], full)
    ringing.follow([chat], full)
    expect(heard).toEqual(['chime 100'])
  })

  it('tells each of several, reminds of the most urgent, and stops the one that is gone', () => {
    const { heard, ringing, passes } = stage()
    ringing.follow([chat], full)
    ringing.follow([chat, call], full)
    expect(heard).toEqual(['chime 100', 'silence', 'ring 100'])
    passes()
    expect(heard.at(-1)).toBe('chime 55')
    ringing.follow([call], full)
    expect(heard.at(-1)).toBe('silence')
    passes()
    expect(heard.at(-1)).toBe('ring 55')
  })

  it.each([
    ['nothing may sound', { sound: false }],
    ['this channel may not', { sounds: { 'web-chat': { on: false, tone: 'bell' } } }],
  ] as const)('is silent where %s', (_, preferences) => {
    const { heard, ringing, isRinging } = stage()
    ringing.follow([chat], preferences)
    expect(heard).toEqual([])
    expect(isRinging()).toBe(false)
  })

  it('has the tone and the volume that the agent chose for the channel, also from one moment to the next', () => {
    const { heard, ringing, passes } = stage()
    const sounds = { 'web-chat': { on: true, tone: 'knock' } } as const
    ringing.follow([chat], { volume: 0.5, sounds })
    ringing.follow([chat], { volume: 0.2, sounds })
    passes()
    ringing.follow([chat], { volume: 0.2, sounds, sound: false })
    expect(heard).toEqual(['knock 50', 'silence', 'knock 11', 'silence'])
  })

  it('is left to the tab whose turn it is; when that one goes, this one goes on', () => {
    const { heard, ringing, passes, turn } = stage()
    turn(false)
    ringing.follow([chat], full)
    passes()
    expect(heard).toEqual([])
    turn(true)
    passes()
    expect(heard).toEqual(['chime 55'])
  })
})

describe('the tones', () => {
  it('are all different, short, and within what ears and small loudspeakers take', () => {
    const all = Object.values(strikesOf)
    expect(new Set(all.map((strikes) => JSON.stringify(strikes))).size).toBe(all.length)
    for (const strike of all.flat()) {
      expect(strike.atS + strike.lengthS).toBeLessThanOrEqual(1.5)
      expect(Math.min(strike.hz, strike.toHz ?? strike.hz)).toBeGreaterThanOrEqual(150)
      expect(Math.max(strike.hz, strike.toHz ?? strike.hz)).toBeLessThanOrEqual(4_000)
    }
    // Together never above what the loudspeaker takes undistorted.
    for (const strikes of all) {
      const atOnce = Math.max(
        ...strikes.map(({ atS }) =>
          strikes
            .filter((one) => one.atS <= atS && atS < one.atS + one.lengthS)
            .reduce((sum, { loudness }) => sum + loudness, 0),
        ),
      )
      expect(atOnce).toBeLessThanOrEqual(1.3)
    }
  })
})
