/**
 * Brings sound to 48 000 samples a second: each new sample is a sum of those around it, weighted by a windowed sinc that leaves out what the lower of
 * the two rates cannot hold. The weights repeat, so that they are made once.
 */

const outRate = 48_000
/** Zero crossings of the sinc on each side. */
const reach = 24
/** Where it begins to fade, of the lower rate's half. */
const passed = 0.95
/** Kaiser: about 80 dB. */
const beta = 8
/** Rates that have nothing in common with ours have as many places between two samples as there are; the nearest of so many will do. */
const mostPhases = 4_096

export type Resampler = {
  readonly take: (samples: Float32Array) => Float32Array
  /** What was still waiting for its neighbours. */
  readonly end: () => Float32Array
}

export function createResampler(rate: number): Resampler {
  if (rate === outRate) return { take: (samples) => samples, end: () => new Float32Array() }
  const common = greatestCommon(rate, outRate)
  const [ratio, step] = [outRate / common, rate / common]
  const phases = Math.min(ratio, mostPhases)
  const half = Math.ceil(reach * Math.max(1, rate / outRate))
  const weights = makeWeights(phases, half, passed * Math.min(1, outRate / rate))

  /** What may still be needed; it begins with the sample of number `first`. */
  let kept = new Float32Array(half)
  let first = -half
  let made = 0

  function take(samples: Float32Array): Float32Array {
    const all = new Float32Array(kept.length + samples.length)
    all.set(kept)
    all.set(samples, kept.length)
    const before = made
    const end = first + all.length
    // The last one for which there are `half` samples after its own place.
    const until = Math.max(before, Math.ceil(((end - half) * ratio) / step))
    const out = new Float32Array(until - before)
    for (let n = 0; n < out.length; n += 1) {
      const place = (before + n) * step
      const part = place % ratio
      const from = (place - part) / ratio - half + 1 - first
      const row = Math.floor((part * phases) / ratio) * half * 2
      let sum = 0
      for (let tap = 0; tap < half * 2; tap += 1) sum += (all[from + tap] ?? 0) * (weights[row + tap] ?? 0)
      out[n] = sum
    }
    made = until
    const keepFrom = Math.max(0, Math.floor((made * step) / ratio) - half + 1 - first)
    kept = all.slice(keepFrom)
    first += keepFrom
    return out
  }

  return { take, end: () => take(new Float32Array(half)) }
}

function greatestCommon(one: number, two: number): number {
  return two === 0 ? one : greatestCommon(two, one % two)
}

function makeWeights(phases: number, half: number, cutoff: number): Float32Array {
  const weights = new Float32Array(phases * half * 2)
  for (let phase = 0; phase < phases; phase += 1) {
    const row = weights.subarray(phase * half * 2, (phase + 1) * half * 2)
    let sum = 0
    for (const tap of row.keys()) {
      const away = tap - half + 1 - phase / phases
      const weight = sinc(cutoff * away) * kaiser(away / half)
      row[tap] = weight
      sum += weight
    }
    for (const tap of row.keys()) row[tap] = (row[tap] ?? 0) / sum
  }
  return weights
}

const sinc = (x: number): number => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x))
const kaiser = (x: number): number =>
  Math.abs(x) >= 1 ? 0 : bessel(beta * Math.sqrt(1 - x * x)) / bessel(beta)

/** The modified Bessel function of order 0. */
function bessel(x: number): number {
  let [sum, term] = [1, 1]
  for (let n = 1; term > sum * 1e-9; n += 1) {
    term *= (x / (2 * n)) ** 2
    sum += term
  }
  return sum
}
