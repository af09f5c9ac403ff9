import { describe, expect, it } from 'vitest'
import { makeMusicFile, musicLimits } from './music-file.ts'
import { heardIn, sine, strength, wav } from './music/test/tone.ts'

const tune = wav([sine(440, 44_100, 20)], { rate: 44_100 })

describe('a file for music', () => {
  it('is made in a thread of its own, which tells how far it is', async () => {
    const shares: number[] = []
    const made = await makeMusicFile(tune, { onProgress: (share) => shares.push(share) })
    expect(made).toMatchObject({ outcome: 'made', durationMs: 20_020, isUnchanged: false })
    const { samples } = await heardIn(made.outcome === 'made' ? made.bytes : Buffer.alloc(0))
    expect(strength(samples, 440)).toBeCloseTo(1, 1)
    expect(shares.length).toBeGreaterThan(20)
    expect(shares.toSorted((a, b) => a - b)).toEqual(shares)
    expect(shares.every((share) => share > 0 && share <= 1)).toBe(true)
  })

  it('is refused, and what it is is said', async () => {
    const flac = Buffer.concat([Buffer.from('fLaC'), Buffer.alloc(200)])
    expect(await makeMusicFile(flac)).toEqual({ outcome: 'refused', reason: 'unsupported', kind: 'flac' })
    expect(await makeMusicFile(new Uint8Array())).toEqual({
      outcome: 'refused',
      reason: 'not-audio',
      kind: null,
    })
  })

  it('is refused without a look at it when it is too large', async () => {
    const huge = new Uint8Array(musicLimits.mostBytes + 1)
    expect(await makeMusicFile(huge)).toMatchObject({ outcome: 'refused', reason: 'too-large' })
  })

  it('may take no more time than it is given', async () => {
    expect(await makeMusicFile(tune, { limitMs: 1 })).toMatchObject({
      outcome: 'refused',
      reason: 'timed-out',
    })
  })

  it('can be given up before and while it is made', async () => {
    expect(await makeMusicFile(tune, { signal: AbortSignal.abort() })).toEqual({ outcome: 'cancelled' })
    const control = new AbortController()
    const shares: number[] = []
    const outcome = await makeMusicFile(tune, {
      signal: control.signal,
      onProgress(share) {
        shares.push(share)
        control.abort()
      },
    })
    expect(outcome).toEqual({ outcome: 'cancelled' })
    expect(shares[0]).toBeLessThan(0.5)
  })
})
