import { describe, expect, it } from 'vitest'
import { createLoudness, steps } from './loudness.ts'

const both = [{ kind: 'customer' }, { kind: 'agent' }] as const
const tone = (level: number, samples: number): Float32Array => new Float32Array(samples).fill(level)
const rate = 1_000
const durationMs = steps * 10

describe('the loudness along a recording', () => {
  it('has the customer from the left and agents from everywhere else, as loud as the loudest of both', () => {
    const loudness = createLoudness(durationMs, both)
    loudness.put({ fromMs: 0, rate, channels: [tone(0.5, 10), tone(0, 10), tone(0.125, 10), tone(0, 10)] })
    const { customer, agents } = loudness.read()
    expect([customer[0], customer[1], agents[0], agents[1]]).toEqual([1, 0, 0.5, 0])
  })

  it('puts each part where it belongs, whatever came before', () => {
    const loudness = createLoudness(durationMs, both)
    loudness.put({ fromMs: durationMs - 10, rate, channels: [tone(0, 10), tone(0.2, 10)] })
    loudness.put({ fromMs: 20, rate, channels: [tone(0.2, 20), tone(0, 20)] })
    const { customer, agents } = loudness.read()
    expect(agents.findIndex((level) => level > 0)).toBe(steps - 1)
    expect(customer.flatMap((level, step) => (level > 0 ? [step] : []))).toEqual([2, 3])
  })

  it('has only agents where no customer was heard, and stays silent where nothing is', () => {
    const loudness = createLoudness(durationMs, [{ kind: 'agent' }])
    expect(loudness.read().agents.every((level) => level === 0)).toBe(true)
    loudness.put({ fromMs: 0, rate, channels: [tone(0.5, 10)] })
    expect(loudness.read().customer.every((level) => level === 0)).toBe(true)
    expect(loudness.read().agents[0]).toBe(1)
  })
})
