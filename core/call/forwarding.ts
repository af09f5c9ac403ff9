/**
 * Where an agent's own calls go (K30): a chain of what each of them has said, followed until somebody is reached who has said nothing for the case. Only
 * calls in person are forwarded: what a queue offers is offered to somebody else by the queue.
 */
import type { AgentId } from '../id.ts'

export type ForwardRule = {
  readonly to: AgentId
  readonly when: 'always' | 'busy' | 'no-answer'
}

/** `away`: not there to be rung, which is the surest way not to answer. */
export type Reach = 'free' | 'busy' | 'away'

export type ForwardFacts = {
  readonly ruleOf: (agentId: AgentId) => ForwardRule | null
  readonly reachOf: (agentId: AgentId) => Reach
  /** Takes part in the call, or is rung for it. */
  readonly isIn: (agentId: AgentId) => boolean
}

/** How often one call is sent on. */
export const mostForwards = 3

/** Who is rung, and in whose place, in order; nobody's: the one who was meant. */
export type Forwarded = { readonly to: AgentId; readonly insteadOf: readonly AgentId[] }

export function forwarded(wanted: AgentId, facts: ForwardFacts, before: readonly AgentId[] = []): Forwarded {
  const rule = facts.ruleOf(wanted)
  return rule && applies(rule, facts.reachOf(wanted))
    ? follow(wanted, rule, facts, before)
    : { to: wanted, insteadOf: before }
}

/** Who is rung after a ring that nobody answered (K31); null: nobody. */
export function forwardedOnNoAnswer(
  rung: AgentId,
  facts: ForwardFacts,
  before: readonly AgentId[],
): Forwarded | null {
  const rule = facts.ruleOf(rung)
  if (rule?.when !== 'no-answer') return null
  const next = follow(rung, rule, facts, before)
  return next.to === rung ? null : next
}

function follow(
  from: AgentId,
  { to }: ForwardRule,
  facts: ForwardFacts,
  before: readonly AgentId[],
): Forwarded {
  const isEnd = before.length >= mostForwards || to === from || before.includes(to) || facts.isIn(to)
  return isEnd ? { to: from, insteadOf: before } : forwarded(to, facts, [...before, from])
}

function applies({ when }: ForwardRule, reach: Reach): boolean {
  const reaches: Record<ForwardRule['when'], readonly Reach[]> = {
    always: ['free', 'busy', 'away'],
    busy: ['busy'],
    'no-answer': ['away'],
  }
  return reaches[when].includes(reach)
}
