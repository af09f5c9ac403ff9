/**
 * One round of decisions at one instant (Q13, Q18).
 *
 * When the last round ended, no waiting interaction had a candidate. So whatever can be decided now has to do with what is *fresh*: an
 * interaction that was put, or whose alarm rang, or an agent who was put. Of all that is possible the best is decided first, and counts
 * at once. Within a round agents only fill up and interactions only go: what was the best for an agent stays so until it is taken, and
 * a fresh interaction without a candidate gets none. (Who may take an interaction but is passed over for a preferred agent, or for
 * somebody who has not declined it, is no exception: then it goes to that other.)
 */
import { bestForAgent } from './best-for-agent.ts'
import { candidatesFor, type Candidates } from './candidate.ts'
import type { Waiting } from './line.ts'
import { countOne, isFreeOn, type AgentRecord, type Roster } from './roster.ts'
import { isRankedBefore, priorityOf, scoreAt, type Ranked } from './score.ts'
import { createHeap, insert, outside, remove, reorder, type SlottedHeap } from './slotted-heap.ts'
import type { Decision } from './snapshot.ts'
import { choose } from './strategy.ts'

/** The best one agent could take. */
type Proposal = { readonly agent: AgentRecord; best: Ranked; slot: number }

export function runRound(
  roster: Roster,
  freshWaiting: readonly Waiting[],
  freshAgents: readonly AgentRecord[],
  at: number,
  dice: () => number,
  takeOff: (waiting: Waiting) => void,
): Decision[] {
  const decisions: Decision[] = []
  const fresh = rank(freshWaiting, at)
  const proposals = propose(freshAgents, at)
  let next = 0
  for (;;) {
    const proposed = truest(proposals, at)
    while (fresh[next]?.waiting.listed === false) next++
    const arrived = fresh[next]
    const isArrivedFirst = arrived !== undefined && (!proposed || !isRankedBefore(proposed, arrived))
    const ranked = isArrivedFirst ? arrived : proposed
    if (!ranked) return decisions
    if (isArrivedFirst) next++
    const candidates = candidatesFor(roster, ranked.waiting, at)
    if (candidates.agents.length > 0) {
      takeOff(ranked.waiting)
      decisions.push(decide(roster, ranked.waiting, candidates, at, dice))
    } else if (!isArrivedFirst) throw new Error(`Proposed without a candidate: ${ranked.waiting.facts.id}`)
  }
}

function rank(waiting: readonly Waiting[], at: number): Ranked[] {
  const ranked = waiting.map((one) => ({ waiting: one, score: scoreAt(one, priorityOf(one), at) }))
  return ranked.sort((one, other) => (isRankedBefore(one, other) ? -1 : 1))
}

function propose(agents: readonly AgentRecord[], at: number): SlottedHeap<Proposal> {
  const proposals = createHeap<Proposal>((one, other) => isRankedBefore(one.best, other.best))
  for (const agent of agents) {
    const best = bestForAgent(agent, at)
    if (best) insert(proposals, { agent, best, slot: outside })
  }
  return proposals
}

/** The best proposal, after those in front of it that have been overtaken by earlier decisions were made anew. */
function truest(proposals: SlottedHeap<Proposal>, at: number): Ranked | null {
  for (;;) {
    const proposal = proposals.members[0]
    if (!proposal) return null
    const { agent, best } = proposal
    if (best.waiting.listed && isFreeOn(agent, best.waiting.channel)) return best
    const again = agent.free === 0 ? null : bestForAgent(agent, at)
    if (again) {
      proposal.best = again
      reorder(proposals, proposal)
    } else remove(proposals, proposal)
  }
}

function decide(
  roster: Roster,
  { facts, line, channel }: Waiting,
  { agents, stage, preferred }: Candidates,
  at: number,
  dice: () => number,
): Decision {
  const strategy = line.queue?.strategy ?? 'longest-idle'
  const chosen = choose(strategy, line, agents, dice)
  for (const agent of chosen) countOne(roster, agent, channel)
  return {
    interactionId: facts.id,
    queueId: facts.queueId,
    agentIds: chosen.map((agent) => agent.id),
    why: {
      strategy,
      candidates: agents.length,
      preferred,
      skills: stage.skills,
      relaxed: stage.relaxed,
      waitedMs: Math.max(0, at - facts.placeAt),
    },
  }
}
