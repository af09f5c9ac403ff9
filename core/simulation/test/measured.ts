/**
 * Figures of runs, and how far they stray. Every figure is a sum over calls divided by another sum (answered in time by answered, time in
 * line by time); independent runs say how far such a ratio strays from run to run.
 */
import type { Fate } from '#core/simulation/call-centre.ts'
import type { Trace } from './call-trace.ts'
import { figures, type Figure, type Row } from './erlang-table.ts'

export type Ratio = { readonly above: number; readonly below: number }
export type Run = Readonly<Record<Figure, Ratio>>

export function valueOf(runs: readonly Run[], figure: Figure): number {
  return sum(runs, (run) => run[figure].above) / sum(runs, (run) => run[figure].below)
}

/** The standard deviation of the figure of one run; of a number of runs it is smaller by the root of their number. */
export function spreadOfOne(runs: readonly Run[], figure: Figure): number {
  const value = valueOf(runs, figure)
  const squares = sum(runs, (run) => (run[figure].above - value * run[figure].below) ** 2)
  const meanBelow = sum(runs, (run) => run[figure].below) / runs.length
  return Math.sqrt(squares / (runs.length - 1)) / meanBelow
}

const sum = (runs: readonly Run[], of: (run: Run) => number): number =>
  runs.reduce((total, run) => total + of(run), 0)

export function ratiosOf(row: Row, { calls, already, endsAt }: Trace, fates: readonly Fate[]): Run {
  const sums: Record<Figure, number> = { ...zero }
  const count = { all: 0, in: 0, answered: 0, first: 0, second: 0 }
  calls.forEach((call, index) => {
    const fate = fates[index]
    if (!fate) throw new Error(`Call ${index} was forgotten.`)
    sums.lineLength += overlap(call.at, call.at + fate.waitMs, endsAt)
    if (fate.freeAt !== null) sums.occupancy += overlap(call.at + fate.waitMs, fate.freeAt, endsAt)
    if (index < already) return
    count.all++
    if (fate.outcome === 'refused') {
      sums.refused++
      return
    }
    const isServed = fate.outcome === 'served'
    const isInTime = fate.waitMs <= row.thresholdMs
    count.in++
    sums.waited += fate.waitMs > 0 ? 1 : 0
    sums.waitMs += fate.waitMs
    sums.abandoned += isServed ? 0 : 1
    sums.serviceLevel += isServed && isInTime ? 1 : 0
    sums.serviceLevelOfRemoved += isInTime ? 1 : 0
    if (isServed) {
      count.answered++
      sums.speedOfAnswerMs += fate.waitMs
      sums.serviceLevelOfAnswered += isInTime ? 1 : 0
    }
    if (call.priority > 0) {
      count.first++
      sums.firstClassWaitMs += fate.waitMs
    } else {
      count.second++
      sums.secondClassWaitMs += fate.waitMs
    }
  })
  return {
    waited: { above: sums.waited, below: count.in },
    speedOfAnswerMs: { above: sums.speedOfAnswerMs, below: count.answered },
    waitMs: { above: sums.waitMs, below: count.in },
    lineLength: { above: sums.lineLength, below: endsAt },
    occupancy: { above: sums.occupancy, below: endsAt * row.staff },
    serviceLevel: { above: sums.serviceLevel, below: count.in },
    serviceLevelOfAnswered: { above: sums.serviceLevelOfAnswered, below: count.answered },
    serviceLevelOfRemoved: { above: sums.serviceLevelOfRemoved, below: count.in },
    abandoned: { above: sums.abandoned, below: count.in },
    refused: { above: sums.refused, below: count.all },
    firstClassWaitMs: { above: sums.firstClassWaitMs, below: count.first },
    secondClassWaitMs: { above: sums.secondClassWaitMs, below: count.second },
  }
}

const zero = Object.fromEntries(figures.map((figure) => [figure, 0])) as Record<Figure, number>

const overlap = (from: number, to: number, endsAt: number): number => Math.max(0, Math.min(to, endsAt) - from)
