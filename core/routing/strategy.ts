/** To whom of the candidates an interaction is offered, by the queue's ring strategy (Q6–Q11). */
import type { Membership } from './roster.ts'
import type { RingStrategy } from './snapshot.ts'

type Order = (one: Membership, other: Membership) => number

export function choose(
  strategy: RingStrategy,
  candidates: readonly Membership[],
  dice: () => number,
): readonly Membership[] {
  switch (strategy) {
    case 'longest-idle':
      return first(candidates, byIdleness)
    case 'in-sequence':
      return first(candidates, bySequence)
    case 'least-occupied':
      return first(candidates, byOccupancy)
    case 'all-at-once':
      return candidates.toSorted(byIdleSince)
    case 'random':
      return draw(candidates, dice)
  }
}

const byId: Order = ({ agent: one }, { agent: other }) => (one.id < other.id ? -1 : one.id > other.id ? 1 : 0)

const byIdleSince: Order = (one, other) =>
  one.agent.facts.idleSince - other.agent.facts.idleSince || byId(one, other)

/** Who has something in hand is not idle, however long ago it was begun (Q6). */
const byIdleness: Order = (one, other) => inHand(one) - inHand(other) || byIdleSince(one, other)

const bySequence: Order = (one, other) => one.order - other.order || byIdleSince(one, other)

const byOccupancy: Order = (one, other) =>
  one.agent.facts.occupancy - other.agent.facts.occupancy || byIdleness(one, other)

function inHand({ agent }: Membership): number {
  let sum = 0
  for (const load of agent.load) sum += load
  return sum
}

function first(candidates: readonly Membership[], order: Order): Membership[] {
  let best: Membership | undefined
  for (const candidate of candidates) if (!best || order(candidate, best) < 0) best = candidate
  return best ? [best] : []
}

/** The candidates in an order of their own, so that the same dice mean the same agent (Q11). */
function draw(candidates: readonly Membership[], dice: () => number): Membership[] {
  if (candidates.length < 2) return [...candidates]
  const drawn = candidates.toSorted(byId)[Math.floor(dice() * candidates.length)]
  return drawn ? [drawn] : []
}
