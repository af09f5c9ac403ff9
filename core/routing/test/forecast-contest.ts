/**
 * One queue in virtual time, in which everybody who has to wait is told by several methods how long it will be. In the end each method is
 * judged by those who waited until they were served. Seconds throughout.
 */
import { createDice, exponential } from '#core/simulation/dice.ts'
import { estimatedWaitMs } from '#core/routing/estimated-wait.ts'

export const methods = ['QLa', 'QL', 'HOL', 'LES', 'EWMA', 'AVG15'] as const
export type Method = (typeof methods)[number]

export type Setting = {
  readonly handling: number
  readonly patience: number | null
  readonly arrivalsPerSecond: (at: number) => number
  readonly highestRate: number
  readonly staff: (at: number) => number
  readonly length: number
  readonly seed: number
}

export type Verdict = {
  /** Root of the mean squared error. */
  readonly rmse: Readonly<Record<Method, number>>
  readonly waiters: number
  /** Of everybody, until served or gone. */
  readonly waited: number
  readonly abandoned: number
}

type Customer = {
  readonly at: number
  readonly leavesAt: number
  told: Readonly<Record<Method, number>> | null
}

export function holdContest({
  handling,
  patience,
  arrivalsPerSecond,
  highestRate,
  staff,
  length,
  seed,
}: Setting): Verdict {
  const dice = createDice(seed)
  const squares: Record<Method, number> = { QLa: 0, QL: 0, HOL: 0, LES: 0, EWMA: 0, AVG15: 0 }
  const endings: number[] = []
  const recent: { readonly at: number; readonly wait: number }[] = []
  let line: Customer[] = []
  let nextArrival = exponential(dice, 1 / highestRate)
  let nextCheck = 0
  let lastWait = 0
  let average = 0
  let waiters = 0
  let waited = 0
  let abandoned = 0
  let at = 0

  const dropLeavers = (): void => {
    const gone = line.filter((one) => one.leavesAt <= at)
    abandoned += gone.length
    for (const one of gone) waited += one.leavesAt - one.at
    if (gone.length > 0) line = line.filter((one) => one.leavesAt > at)
  }
  const begin = (wait: number): void => {
    average = 0.75 * average + 0.25 * wait
    recent.push({ at, wait })
    endings.push(at + exponential(dice, handling))
  }
  const serve = (): void => {
    while (line.length > 0 && endings.length < staff(at)) {
      const one = line.shift()
      if (!one) return
      const wait = at - one.at
      begin(wait)
      waited += wait
      if (!one.told) continue
      lastWait = wait
      waiters++
      for (const method of methods) squares[method] += (one.told[method] - wait) ** 2
    }
  }
  const forecasts = (): Readonly<Record<Method, number>> => {
    while ((recent[0]?.at ?? at) < at - 900) recent.shift()
    const position = line.length + 1
    const seconds = estimatedWaitMs({
      position,
      slots: staff(at),
      meanHandlingMs: handling * 1000,
      meanPatienceMs: patience === null ? null : patience * 1000,
    })
    return {
      QLa: (seconds ?? 0) / 1000,
      QL: (position * handling) / staff(at),
      HOL: line[0] ? at - line[0].at : lastWait,
      LES: lastWait,
      EWMA: average,
      AVG15: recent.length > 0 ? recent.reduce((sum, { wait }) => sum + wait, 0) / recent.length : 0,
    }
  }
  const arrive = (): void => {
    if (dice() > arrivalsPerSecond(at) / highestRate) return
    if (endings.length < staff(at) && line.length === 0) return begin(0)
    const leavesAt = patience === null ? Infinity : at + exponential(dice, patience)
    line.push({ at, leavesAt, told: at > length / 20 ? forecasts() : null })
  }

  while (at < length) {
    const nextEnding = Math.min(...endings)
    at = Math.min(nextArrival, nextEnding, nextCheck)
    dropLeavers()
    if (at === nextEnding) endings.splice(endings.indexOf(nextEnding), 1)
    else if (at === nextCheck) nextCheck += 300
    else {
      nextArrival = at + exponential(dice, 1 / highestRate)
      arrive()
    }
    serve()
  }
  const rmse = (method: Method): number => Math.sqrt(squares[method] / waiters)
  return {
    rmse: {
      QLa: rmse('QLa'),
      QL: rmse('QL'),
      HOL: rmse('HOL'),
      LES: rmse('LES'),
      EWMA: rmse('EWMA'),
      AVG15: rmse('AVG15'),
    },
    waiters,
    waited,
    abandoned,
  }
}
