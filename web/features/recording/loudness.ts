/**
 * How loud each side is along a recording, in so many steps from its beginning to its end: what the two lanes draw. Sound is put in part by part, in
 * any order, and forgotten.
 */
export const steps = 240

/** From 0 to 1, of the loudest step of both. */
export type Loudness = { readonly customer: readonly number[]; readonly agents: readonly number[] }

export const silent: Loudness = {
  customer: Array.from({ length: steps }, () => 0),
  agents: Array.from({ length: steps }, () => 0),
}

export type Sound = {
  readonly fromMs: number
  readonly rate: number
  readonly channels: readonly Float32Array[]
}

export type Speakers = readonly { readonly kind: 'customer' | 'agent' }[]

export function createLoudness(durationMs: number, speakers: Speakers) {
  const sums = { customer: new Float64Array(steps), agents: new Float64Array(steps) }
  const counts = { customer: new Float64Array(steps), agents: new Float64Array(steps) }

  return {
    put({ fromMs, rate, channels }: Sound): void {
      for (const [n, channel] of channels.entries()) {
        const side = sideOf(n, speakers)
        const [sum, count] = [sums[side], counts[side]]
        const perSample = (steps * 1_000) / rate / durationMs
        const from = (fromMs / durationMs) * steps
        // Step by step and not sample by sample: a minute is half a million of them.
        for (let at = 0; at < channel.length;) {
          const step = Math.min(steps - 1, Math.floor(from + at * perSample + tiny))
          const ends = step === steps - 1 ? channel.length : Math.ceil((step + 1 - from) / perSample - tiny)
          const part = channel.subarray(at, Math.max(at + 1, ends))
          let squares = 0
          for (const sample of part) squares += sample * sample
          sum[step] = (sum[step] ?? 0) + squares
          if (n < 2) count[step] = (count[step] ?? 0) + part.length
          at += part.length
        }
      }
    },
    read(): Loudness {
      const customer = levels(sums.customer, counts.customer)
      const agents = levels(sums.agents, counts.agents)
      const loudest = Math.max(...customer, ...agents)
      const share = (level: number): number => (loudest === 0 ? 0 : Math.sqrt(level / loudest))
      return { customer: customer.map(share), agents: agents.map(share) }
    },
  }
}

/** What sums of fractions are off by. */
const tiny = 1e-9

function levels(sums: Float64Array, counts: Float64Array): number[] {
  return Array.from(sums, (sum, step) => Math.sqrt(sum / Math.max(1, counts[step] ?? 0)))
}

/** The customer is on the left and nobody else is; whoever is in no other channel are agents (voice/recording-lanes.ts). */
function sideOf(channel: number, speakers: Speakers): keyof Loudness {
  return channel === 0 && speakers.some(({ kind }) => kind === 'customer') ? 'customer' : 'agents'
}
