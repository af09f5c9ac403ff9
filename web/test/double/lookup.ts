/** What the double looks up: people, queues and trees of its configuration, and whom an interaction concerns. */
import type { AgentId, DispositionId, QueueId } from '#core/id.ts'
import { mayChoose } from '#core/disposition/may-choose.ts'
import { openOffers, ownerOf } from '#core/interaction/interaction.ts'
import { isAtLeast } from '#core/permission/role.ts'
import type { QueueRules } from '#core/presence/event.ts'
import type { InteractionView } from '#protocol/interaction.ts'
import { people, queues, workspaceParts, type Person } from './configuration.ts'

export function person(agentId: AgentId): Person {
  return people.find(({ id }) => id === agentId) as Person
}

export function queueName(queueId: QueueId): string {
  return queues.find(({ id }) => id === queueId)?.name ?? ''
}

export function hasCode(queueId: QueueId, code: DispositionId): boolean {
  const treeId = queues.find(({ id }) => id === queueId)?.dispositionTreeId
  const tree = workspaceParts.dispositionTrees.find(({ id }) => id === treeId)
  return tree ? mayChoose(tree.nodes, code) : false
}

export function rulesOf(queueId: QueueId): QueueRules {
  const afterWork = queues.find(({ id }) => id === queueId)?.afterWork
  if (!afterWork) throw new Error(`There is no ${queueId}.`)
  return { afterWork, misses: { limit: 3, banMs: null, mayLiftOwn: true } }
}

/** Owner and alerted agents, members of the queue while it waits there, supervisors always. */
export function concerns(view: InteractionView): (agentId: AgentId) => boolean {
  const waits = ['waiting', 'offered', 'stored'].includes(view.state.name)
  return (agentId) => {
    const { role, queueIds } = person(agentId)
    if (view.state.name === 'closed') return false
    if (isAtLeast(role, 'supervisor') || ownerOf(view) === agentId) return true
    return (
      (waits && queueIds.includes(view.queueId)) ||
      openOffers(view).some((offer) => offer.agentId === agentId)
    )
  }
}
