/** The yardstick: look at everything, with the same facts and rules and as little work for each as possible. */
import type { QueueId } from '#core/id.ts'
import type { RoutingAgent, RoutingQueue, WaitingInteraction } from '#core/routing/snapshot.ts'
import { arrival, calmQueues, pick, type Centre } from './centre.ts'
import { measure, report } from './event-times.ts'

const scans = 3000

function score({ placeAt, priority }: WaitingInteraction, queue: RoutingQueue, at: number): number {
  return (
    queue.priority +
    priority +
    Math.min(queue.ageing.maximum, (queue.ageing.pointsPerMinute * (at - placeAt)) / 60_000)
  )
}

function fits(
  agent: RoutingAgent,
  interaction: WaitingInteraction,
  queue: RoutingQueue,
  at: number,
): boolean {
  if (!agent.queues.some(({ queueId }) => queueId === interaction.queueId)) return false
  const { preferredAgentId } = interaction
  if (
    preferredAgentId &&
    preferredAgentId !== agent.id &&
    at < interaction.placeAt + queue.preferredPatienceMs
  )
    return false
  if (
    interaction.declines.some(
      (decline) => decline.agentId === agent.id && at < decline.at + queue.declinePauseMs,
    )
  )
    return false
  return interaction.requiredSkills.every(({ skillId, level }) => {
    if ((agent.skills[skillId] ?? 0) >= level) return true
    return queue.relaxations.some(
      (relaxation) => relaxation.skillId === skillId && at >= interaction.placeAt + relaxation.afterMs,
    )
  })
}

export function scanWaiting(centre: Centre, queues: ReadonlyMap<QueueId, RoutingQueue>): void {
  let agent = pick(centre.dice, centre.agents)
  const event = (): number => {
    let best: WaitingInteraction | null = null
    let bestScore = -Infinity
    for (const interaction of centre.waiting.values()) {
      const queue = queues.get(interaction.queueId)
      if (!queue) continue
      const own = score(interaction, queue, centre.at)
      if (own < bestScore || (own === bestScore && best && best.placeAt <= interaction.placeAt)) continue
      if (!fits(agent, interaction, queue, centre.at)) continue
      best = interaction
      bestScore = own
    }
    return best ? 1 : 0
  }
  report(
    '  plain scan: agent frees, all that waits',
    measure(scans, event, () => (agent = pick(centre.dice, centre.agents))),
  )
}

export function scanAgents(centre: Centre, queues: ReadonlyMap<QueueId, RoutingQueue>): void {
  let interaction = arrival(centre, pick(centre.dice, calmQueues))
  const event = (): number => {
    const queue = queues.get(interaction.queueId)
    let best: RoutingAgent | null = null
    for (const agent of centre.agents) {
      if (!queue || (agent.load['web-chat'] ?? 0) > 0 || !fits(agent, interaction, queue, centre.at)) continue
      if (!best || agent.idleSince < best.idleSince) best = agent
    }
    return best ? 1 : 0
  }
  const prepare = (): void => void (interaction = arrival(centre, pick(centre.dice, calmQueues)))
  report('  plain scan: interaction arrives, all agents', measure(scans, event, prepare))
}
