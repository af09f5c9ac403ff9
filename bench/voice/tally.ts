/** Packets said and heard in one window of time, and how long they took; cheap enough to be done for each packet. */
export type Told = {
  readonly said: number
  readonly heard: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly worstMs: number
}

export type Tally = {
  readonly said: () => void
  readonly heard: (tookMs: number) => void
  readonly told: () => Told
}

const bucketMs = 0.05
const longestMs = 5_000

export function createTally(): Tally {
  const buckets = new Uint32Array(longestMs / bucketMs)
  let said = 0
  let heard = 0
  let worstMs = 0

  /** The upper end of the bucket, so that nothing looks better than it was. */
  function quantile(share: number): number {
    const wanted = Math.ceil(heard * share)
    let sum = 0
    for (const [index, count] of buckets.entries()) {
      sum += count
      if (sum >= wanted && sum > 0) return (index + 1) * bucketMs
    }
    return Number.NaN
  }

  return {
    said: () => void (said += 1),
    heard(tookMs) {
      heard += 1
      worstMs = Math.max(worstMs, tookMs)
      const index = Math.min(buckets.length - 1, Math.max(0, Math.floor(tookMs / bucketMs)))
      buckets[index] = (buckets[index] ?? 0) + 1
    },
    told: () => ({ said, heard, p50Ms: quantile(0.5), p99Ms: quantile(0.99), worstMs }),
  }
}
