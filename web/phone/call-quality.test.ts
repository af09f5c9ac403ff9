import { describe, expect, it } from 'vitest'
import type { CallQuality } from '#protocol/call.ts'
import { callQuality } from './call-quality.ts'

const clean: CallQuality = { lossIn: 0, jitterInMs: 4, lossOut: 0, roundTripMs: 20 }

describe('the quality of a call', () => {
  it('is not known before anything was measured', () => {
    expect(callQuality(null, null)).toEqual({ grade: 'unknown', reason: null, value: null })
    expect(callQuality(null, { lossIn: null, jitterMs: null, roundTripMs: null }).grade).toBe('unknown')
  })

  it('is good up to what nobody hears', () => {
    const most = { lossIn: 0.03, jitterInMs: 30, lossOut: 0.03, roundTripMs: 300 }
    expect([callQuality(clean, null).grade, callQuality(most, null).grade]).toEqual(['good', 'good'])
  })

  it.each([
    ['loss-in', { lossIn: 0.031 }, 'fair', 0.031],
    ['loss-in', { lossIn: 0.081 }, 'poor', 0.081],
    ['loss-out', { lossOut: 0.05 }, 'fair', 0.05],
    ['loss-out', { lossOut: 0.2 }, 'poor', 0.2],
    ['jitter', { jitterInMs: 31 }, 'fair', 31],
    ['jitter', { jitterInMs: 61 }, 'poor', 61],
    ['round-trip', { roundTripMs: 301 }, 'fair', 301],
    ['round-trip', { roundTripMs: 601 }, 'poor', 601],
  ] as const)('names %s: %o is %s', (reason, worse, grade, value) => {
    expect(callQuality({ ...clean, ...worse }, null)).toEqual({ grade, reason, value })
  })

  it('names the one that is furthest beyond its limit', () => {
    expect(callQuality({ ...clean, lossIn: 0.04, roundTripMs: 900 }, null).reason).toBe('round-trip')
  })

  it('takes the worse of what the engine and this page have measured', () => {
    expect(callQuality(clean, { lossIn: 0.1, jitterMs: 2, roundTripMs: 10 })).toMatchObject({
      grade: 'poor',
      reason: 'loss-out',
    })
  })

  it('is poor with a silent microphone whatever the line is, and fair with a quiet one where nothing is worse', () => {
    expect(callQuality(clean, null, 'silent')).toMatchObject({ grade: 'poor', reason: 'microphone-silent' })
    expect(callQuality(clean, null, 'quiet')).toMatchObject({ grade: 'fair', reason: 'microphone-quiet' })
    expect(callQuality({ ...clean, lossIn: 0.3 }, null, 'quiet').reason).toBe('loss-in')
  })
})
