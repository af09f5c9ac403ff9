/**
 * Callers for one row of the table, drawn from a seed. The trace begins in the middle of a day without beginning, at the instant of a call
 * that finds as many there as the mathematics makes likely. Then no figure is spoilt by a centre that starts empty, however short the run.
 * (It must be the instant of a call: the first call after an instant that is none finds fewer, since none has come in between.)
 */
import type { Call } from '#core/simulation/call-centre.ts'
import { createDice, exponential, type Dice } from '#core/simulation/dice.ts'
import type { Row } from './erlang-table.ts'

export type Trace = {
  readonly calls: readonly Call[]
  /** How many of them are those who are there at the beginning. */
  readonly already: number
  readonly endsAt: number
}

export function drawTrace(row: Row, count: number, seed: number): Trace {
  const dice = createDice(seed)
  const already = drawNumberPresent(row, dice)
  const rate = row.rates.reduce((sum, one) => sum + one, 0)
  const urgent = drawNumberUrgent(row, already - row.staff, dice)
  const calls = Array.from({ length: already }, (_, index) => {
    const isUrgent = index >= row.staff && index < row.staff + urgent
    return { ...drawCall(row, dice, 0), priority: isUrgent ? 1 : 0 }
  })
  let at = 0
  for (let index = 0; index < count; index++) {
    calls.push(drawCall(row, dice, at))
    at += exponential(dice, 1 / rate)
  }
  return { calls, already, endsAt: at }
}

/** Exponential times have no memory: what is left of a call that is going on is as long as a new one. */
function drawCall({ rates, handlingMs, patienceMs }: Row, dice: Dice, at: number): Call {
  const [first = 0, second] = rates
  const isFirst = second === undefined ? false : dice() < first / (first + second)
  return {
    at,
    handlingMs: exponential(dice, handlingMs),
    patienceMs: patienceMs === null ? null : exponential(dice, patienceMs),
    priority: isFirst ? 1 : 0,
  }
}

/** Of those waiting. Who has priority waits as if the others were not there: each more is less likely by the same share. */
function drawNumberUrgent({ rates, handlingMs, staff }: Row, waiting: number, dice: Dice): number {
  const [first = 0, second] = rates
  if (second === undefined || waiting <= 0) return 0
  const share = (first * handlingMs) / staff
  return Math.min(waiting, Math.floor(Math.log(1 - dice()) / Math.log(share)))
}

/** From the birth and death of calls: one more at the rate of arrivals, one less when served or given up. */
function drawNumberPresent({ rates, handlingMs, patienceMs, staff, places }: Row, dice: Dice): number {
  const arrivals = rates.reduce((sum, one) => sum + one, 0)
  const leaving = patienceMs === null ? 0 : 1 / patienceMs
  const weights: number[] = []
  let logarithm = 0
  let highest = 0
  for (let present = 0; logarithm > highest - 45; present++) {
    weights.push(logarithm)
    if (present === places) break
    const next = present + 1
    const departures = Math.min(next, staff) / handlingMs + Math.max(0, next - staff) * leaving
    logarithm += Math.log(arrivals / departures)
    highest = Math.max(highest, logarithm)
  }
  const chances = weights.map((weight) => Math.exp(weight - highest))
  let die = dice() * chances.reduce((sum, one) => sum + one, 0)
  const drawn = chances.findIndex((chance) => (die -= chance) < 0)
  return Math.max(0, drawn)
}
