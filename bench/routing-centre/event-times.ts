/** How long each of many events takes, and the line that says so. */
export type Measured = {
  readonly events: number
  readonly decisions: number
  /** Sorted. */
  readonly nanoseconds: Float64Array
  /** Events a second of each tenth: the middle one is said, since a machine that does other things now and then spoils some. */
  readonly rates: readonly number[]
}

/** `event` returns how many decisions it led to; what `between` does is not measured. */
export function measure(count: number, event: () => number, between: () => void): Measured {
  const nanoseconds = new Float64Array(count)
  let decisions = 0
  for (let index = 0; index < count; index++) {
    between()
    const begun = process.hrtime.bigint()
    decisions += event()
    nanoseconds[index] = Number(process.hrtime.bigint() - begun)
  }
  const tenth = Math.ceil(count / 10)
  const rates = Array.from({ length: 10 }, (_, index) => {
    const part = nanoseconds.subarray(index * tenth, (index + 1) * tenth)
    return part.length / (part.reduce((sum, one) => sum + one, 0) / 1e9)
  })
  return { events: count, decisions, nanoseconds: nanoseconds.sort(), rates: rates.toSorted((a, b) => a - b) }
}

export function report(name: string, { events, decisions, nanoseconds, rates }: Measured): void {
  const rate = rates[Math.floor(rates.length / 2)] ?? 0
  const quantile = (share: number): string =>
    `${((nanoseconds[Math.floor(share * (events - 1))] ?? 0) / 1000).toFixed(2)} µs`
  const whole = (value: number): string => Math.round(value).toLocaleString('en')
  const columns = [
    name.padEnd(44),
    `${whole(rate).padStart(9)} events/s`,
    `${whole((rate * decisions) / events).padStart(9)} decisions/s`,
    `p50 ${quantile(0.5).padStart(10)}`,
    `p99 ${quantile(0.99).padStart(10)}`,
    `p99.9 ${quantile(0.999).padStart(10)}`,
  ]
  process.stdout.write(`${columns.join('  ')}\n`)
}
