/** Plain facts for the matcher's tests: everything has a value that changes nothing, and a test names what it is about. */
import type { Matcher, RoutingAgent, RoutingQueue, WaitingInteraction } from '#core/routing/snapshot.ts'

export const minuteMs = 60_000
export const secondMs = 1000

export const middle = (): number => 0.5

export function queue(facts: Partial<RoutingQueue> = {}): RoutingQueue {
  return {
    id: 'que_sales',
    strategy: 'longest-idle',
    requiredSkills: [],
    relaxations: [],
    priority: 0,
    ageing: { pointsPerMinute: 0, maximum: 0 },
    preferredPatienceMs: 0,
    declinePauseMs: 0,
    open: true,
    ...facts,
  }
}

export function agent(facts: Partial<RoutingAgent> = {}): RoutingAgent {
  return {
    id: 'agt_ana',
    online: true,
    queues: [{ queueId: 'que_sales', order: 1 }],
    skills: {},
    readyOn: ['web-chat'],
    load: {},
    capacity: { maximum: { 'web-chat': 1 }, interruptedBy: {} },
    idleSince: 0,
    occupancy: 0,
    ...facts,
  }
}

export function waiting(facts: Partial<WaitingInteraction> = {}): WaitingInteraction {
  return {
    id: 'int_1',
    queueId: 'que_sales',
    channel: 'web-chat',
    placeAt: 0,
    priority: 0,
    requiredSkills: [],
    preferredAgentId: null,
    declines: [],
    ...facts,
  }
}

export type Facts = RoutingQueue | RoutingAgent | WaitingInteraction

/** Tells the matcher any facts, in the order given. */
export function put(matcher: Matcher, ...facts: readonly Facts[]): Matcher {
  for (const fact of facts) {
    if ('strategy' in fact) matcher.putQueue(fact)
    else if ('online' in fact) matcher.putAgent(fact)
    else matcher.putWaiting(fact)
  }
  return matcher
}

/** Who gets what, without the why. */
export function given(matcher: Matcher, at: number, dice: () => number = middle): string[] {
  return matcher
    .decide(at, dice)
    .map(
      ({ interactionId, agentIds }) =>
        `${interactionId.slice(4)} → ${agentIds.map((id) => id.slice(4)).join(' ')}`,
    )
}
