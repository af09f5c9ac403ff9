import { describe, expect, it } from 'vitest'
import { hear, meterOf, openEars, type Ears } from './hearing.ts'

/** Ten samples a second. */
function after(seconds: number, decibels: number, isMuted = false, before: Ears = openEars, from = 0): Ears {
  let ears = before
  for (let n = 0; n < seconds * 10; n += 1) ears = hear(ears, { at: from + n * 100, decibels, isMuted })
  return ears
}

describe('the own microphone', () => {
  it('is silent when nothing at all has come for five seconds, and not before', () => {
    expect(after(4, -120).hearing).toBe('fine')
    const silent = after(6, -120)
    expect(silent.hearing).toBe('silent')
    expect(hear(silent, { at: 6_100, decibels: -60, isMuted: false }).hearing).toBe('fine')
  })

  it('is not silent in a quiet room, nor quiet', () => {
    expect(after(30, -70).hearing).toBe('fine')
  })

  it('is quiet when speech stays soft for a while', () => {
    expect(after(5, -50).hearing).toBe('fine')
    expect(after(14, -50).hearing).toBe('quiet')
  })

  it('is fine as soon as something was loud enough', () => {
    const ears = hear(after(14, -50), { at: 14_000, decibels: -30, isMuted: false })
    expect(ears.hearing).toBe('fine')
  })

  it('tells who speaks while muted, for as long as it takes to read', () => {
    const spoke = after(1, -25, true)
    expect(spoke.isSpeakingMuted).toBe(true)
    expect(after(2, -70, true, spoke, 1_000).isSpeakingMuted).toBe(true)
    expect(after(6, -70, true, spoke, 1_000).isSpeakingMuted).toBe(false)
    expect(hear(spoke, { at: 1_100, decibels: -25, isMuted: false }).isSpeakingMuted).toBe(false)
  })

  it('does not take a cough for speech, nor speech for something when nobody is muted', () => {
    expect(hear(openEars, { at: 0, decibels: -10, isMuted: true }).isSpeakingMuted).toBe(false)
    expect(after(3, -20).isSpeakingMuted).toBe(false)
  })

  it('has a meter from the room to too loud', () => {
    expect([meterOf(-90), meterOf(-33), meterOf(0)]).toEqual([0, 0.5, 1])
  })
})
