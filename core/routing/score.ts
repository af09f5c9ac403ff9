/** The order in which waiting interactions are served: the highest score, then the older place, then the id (Q2). */
import { hasOlderPlace, type Line, type Waiting } from './line.ts'

const minuteMs = 60_000

/** Points of ageing after `waitedMs` (Q3): never fewer for having waited longer. */
function ageingPoints(line: Line, waitedMs: number): number {
  if (!line.queue || waitedMs <= 0) return 0
  const { pointsPerMinute, maximum } = line.queue.ageing
  return pointsPerMinute <= 0 || maximum <= 0 ? 0 : Math.min(maximum, (pointsPerMinute * waitedMs) / minuteMs)
}

/** `priority`: the queue's and the interaction's own. */
export function scoreAt({ line, facts }: Waiting, priority: number, at: number): number {
  return priority + ageingPoints(line, at - facts.placeAt)
}

export function priorityOf({ line, facts }: Waiting): number {
  return (line.queue?.priority ?? 0) + facts.priority
}

/** Something to be served with its score at the instant of the question. */
export type Ranked = { readonly waiting: Waiting; readonly score: number }

export function isServedBefore(one: Ranked, other: Ranked): boolean {
  if (one.score !== other.score) return one.score > other.score
  return hasOlderPlace(one.waiting, other.waiting)
}
