import type { AgentId, QueueId } from '#core/id.ts'
import type { RoutingFacts } from '#core/presence/routing-facts.ts'
import type { RoutingAgent, RoutingQueue } from '#core/routing/snapshot.ts'
import type { Agent } from '#protocol/config/agent.ts'
import type { Configured } from '#protocol/config/kind.ts'
import type { Queue } from '#protocol/config/queue.ts'

/** Configuration and presence as the matcher wants them. */
export function toRoutingQueue(queue: Configured<Queue>, open: boolean): RoutingQueue {
  return {
    // The id was given out by this server for this kind.
    id: queue.id as QueueId,
    strategy: queue.strategy,
    requiredSkills: queue.requiredSkills,
    relaxations: queue.relaxations,
    priority: queue.priority,
    ageing: queue.ageing,
    preferredPatienceMs: queue.sticky.enabled ? queue.sticky.patienceMs : 0,
    declinePauseMs: queue.declinePauseMs,
    open: open && queue.archivedAt === null,
  }
}

export function toRoutingAgent(agent: Configured<Agent>, facts: RoutingFacts): RoutingAgent {
  return {
    ...facts,
    id: agent.id as AgentId,
    queues: agent.queues,
    skills: Object.fromEntries(agent.skills.map(({ skillId, level }) => [skillId, level])),
  }
}
