/**
 * The position in line (Q15). Whoever asks for one usually asks for all of the queue at the same instant: the first question is answered
 * by counting, the second numbers the whole line once.
 */
import type { Line, Waiting } from './line.ts'
import { isRankedBefore, priorityOf, scoreAt, type Ranked } from './score.ts'

/** Whether the line was asked about, or is numbered, at this instant; lost with every change of the line. */
export type Numbering = { readonly at: number; readonly numbers: Map<Waiting, number> | null }

export function positionOf(waiting: Waiting, at: number): number {
  const { line } = waiting
  if (line.numbering?.at !== at) {
    line.numbering = { at, numbers: null }
    return countBefore(waiting, at)
  }
  const numbers = line.numbering.numbers ?? numberAll(line, at)
  line.numbering = { at, numbers }
  return numbers.get(waiting) ?? countBefore(waiting, at)
}

function countBefore(waiting: Waiting, at: number): number {
  const own = rankedAt(waiting, at)
  let position = 1
  for (const other of waiting.line.waiting) if (isRankedBefore(rankedAt(other, at), own)) position++
  return position
}

function numberAll({ waiting }: Line, at: number): Map<Waiting, number> {
  const ranked = Array.from(waiting, (one) => rankedAt(one, at))
  ranked.sort((one, other) => (isRankedBefore(one, other) ? -1 : 1))
  return new Map(ranked.map((one, index) => [one.waiting, index + 1]))
}

function rankedAt(waiting: Waiting, at: number): Ranked {
  return { waiting, score: scoreAt(waiting, priorityOf(waiting), at) }
}
