/** The order in which waiting interactions are served: the highest score, then the older place, then the id (Q2). */
import { hasOlderPlace, type Waiting } from './line.ts'

const minuteMs = 60_000

/**
 * `priority` is the queue's and the interaction's own; the points of ageing come on top (Q3). Never less for having waited longer, which
 * the order inside a lane relies on.
 */
export function scoreAt({ line, placeAt }: Waiting, priority: number, at: number): number {
  const { pointsPerMinute, maximumPoints } = line
  if (pointsPerMinute === 0 || at <= placeAt) return priority
  return priority + Math.min(maximumPoints, (pointsPerMinute * (at - placeAt)) / minuteMs)
}

export function priorityOf({ line, facts }: Waiting): number {
  return (line.queue?.priority ?? 0) + facts.priority
}

/** Something to be served with its score at the instant of the question. */
export type Ranked = { readonly waiting: Waiting; readonly score: number }

export function isServedBefore(one: Waiting, score: number, other: Waiting, otherScore: number): boolean {
  return score === otherScore ? hasOlderPlace(one, other) : score > otherScore
}

export function isRankedBefore(one: Ranked, other: Ranked): boolean {
  return isServedBefore(one.waiting, one.score, other.waiting, other.score)
}
