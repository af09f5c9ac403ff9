/** Where agents have sent their own calls, as core wants to know it. A rule that leads nowhere (to somebody who is gone, or has no calls) is none. */
import { mostForwards, type ForwardRule } from '#core/call/forwarding.ts'
import type { AgentId } from '#core/id.ts'
import type { Forwarding } from '#protocol/call.ts'
import type { Context } from '../context.ts'
import { readForwardings } from '../store/forwarding-row.ts'
import type { Queryable } from '../store/query.ts'

export type ForwardRules = ReadonlyMap<AgentId, ForwardRule>

export async function forwardRules(
  { configuration }: Pick<Context, 'configuration'>,
  on: Queryable,
): Promise<ForwardRules> {
  const rules = new Map<AgentId, ForwardRule>()
  for (const [agentId, forwarding] of await readForwardings(on)) {
    const to = agentToRing(forwarding)
    const agent = to && configuration.agent(to)
    if (to && agent && !agent.archivedAt && agent.channels.includes('voice'))
      rules.set(agentId, { to, when: forwarding.when })
  }
  return rules
}

/** There is no telephone line that could call a number: the agent is rung as if nothing had been said. */
function agentToRing({ to }: Forwarding): AgentId | null {
  return 'agentId' in to ? to.agentId : null
}

/** Everybody whom a call to this agent might reach. */
export function chainOf(from: AgentId, rules: ForwardRules): readonly AgentId[] {
  const chain = [from]
  let next = rules.get(from)?.to
  while (next && !chain.includes(next) && chain.length <= mostForwards) {
    chain.push(next)
    next = rules.get(next)?.to
  }
  return chain
}
