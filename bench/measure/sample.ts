/** A set of durations and what is said about it. */
export type Sample = {
  readonly count: number
  readonly p50: number
  readonly p90: number
  readonly p99: number
  readonly worst: number
}

export function summarise(durations: readonly number[]): Sample {
  const sorted = durations.toSorted((a, b) => a - b)
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
  return { count: sorted.length, p50: at(0.5), p90: at(0.9), p99: at(0.99), worst: at(1) }
}
