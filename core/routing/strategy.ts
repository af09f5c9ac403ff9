/** To whom of the candidates an interaction is offered, by the queue's ring strategy (Q6–Q11). */
import type { Line } from './line.ts'
import type { AgentRecord } from './roster.ts'
import type { RingStrategy } from './snapshot.ts'

type Order = (one: AgentRecord, other: AgentRecord) => number

export function choose(
  strategy: RingStrategy,
  line: Line,
  candidates: readonly AgentRecord[],
  dice: () => number,
): readonly AgentRecord[] {
  switch (strategy) {
    case 'longest-idle':
      return first(candidates, byIdleness)
    case 'in-sequence':
      return first(candidates, bySequenceIn(line))
    case 'least-occupied':
      return first(candidates, byOccupancy)
    case 'all-at-once':
      return candidates.toSorted(byIdleSince)
    case 'random':
      return draw(candidates, dice)
  }
}

const byId: Order = (one, other) => (one.id < other.id ? -1 : one.id > other.id ? 1 : 0)

const byIdleSince: Order = (one, other) => one.idleSince - other.idleSince || byId(one, other)

/** Who has something in hand is not idle, however long ago it was begun (Q6). */
const byIdleness: Order = (one, other) => one.inHand - other.inHand || byIdleSince(one, other)

const byOccupancy: Order = (one, other) =>
  one.facts.occupancy - other.facts.occupancy || byIdleness(one, other)

function bySequenceIn(line: Line): Order {
  const order = ({ memberships }: AgentRecord): number =>
    memberships.find((membership) => membership.line === line)?.order ?? Infinity
  return (one, other) => order(one) - order(other) || byIdleSince(one, other)
}

function first(candidates: readonly AgentRecord[], order: Order): AgentRecord[] {
  let best: AgentRecord | undefined
  for (const candidate of candidates) if (!best || order(candidate, best) < 0) best = candidate
  return best ? [best] : []
}

/** The candidates in an order of their own, so that the same dice mean the same agent (Q11). */
function draw(candidates: readonly AgentRecord[], dice: () => number): AgentRecord[] {
  if (candidates.length < 2) return [...candidates]
  const drawn = candidates.toSorted(byId)[Math.floor(dice() * candidates.length)]
  return drawn ? [drawn] : []
}
