/** The centre of the bad day: five queues, one for each ring strategy, and fourteen agents who are all a little different. */
import { ringStrategies, type RingStrategy } from '../routing/snapshot.ts'
import type { CentreAgent, CentreQueue } from './centre.ts'

const seconds = (count: number): number => count * 1000

export const queues: readonly CentreQueue[] = ringStrategies.map((strategy: RingStrategy, index) => ({
  routing: {
    id: `que_${strategy}`,
    strategy,
    requiredSkills: index === 1 ? [{ skillId: 'skl_tax', level: 2 }] : [],
    relaxations:
      index % 2 === 1
        ? [
            { skillId: 'skl_english', afterMs: seconds(60), level: 1 },
            { skillId: 'skl_tax', afterMs: seconds(90), level: 0 },
          ]
        : [],
    priority: index === 2 ? 1 : 0,
    ageing: index === 3 ? { pointsPerMinute: 1, maximum: 2 } : { pointsPerMinute: 0, maximum: 0 },
    preferredPatienceMs: seconds(index % 2 === 0 ? 45 : 0),
    declinePauseMs: seconds(10 * index),
    open: true,
  },
  rules: {
    afterWork: {
      limitMs: seconds(index * 10),
      extensionMs: seconds(index === 2 ? 15 : 0),
      forcedEndMs: index === 2 ? seconds(40) : null,
      then:
        index === 4 ? { state: 'not-ready', reasonId: null } : { state: index === 3 ? 'as-before' : 'ready' },
    },
    misses: { limit: index % 3 === 0 ? 2 : 0, banMs: index === 0 ? seconds(60) : null, mayLiftOwn: true },
  },
  offerMs: seconds(15),
}))

export const staff: readonly CentreAgent[] = Array.from({ length: 14 }, (_, index): CentreAgent => ({
  id: `agt_${String(index).padStart(2, '0')}`,
  queues: queues
    .filter((_queue, number) => (index + number) % 3 !== 0)
    .map(({ routing }, number) => ({ queueId: routing.id, order: (index * 7 + number) % 5 })),
  skills: {
    ...(index % 2 === 0 ? { skl_english: 1 + (index % 5) } : {}),
    ...(index % 4 < 2 ? { skl_tax: 3 } : {}),
  },
  channels: index % 5 === 0 ? ['voice'] : ['voice', 'web-chat', 'email'],
  capacity: {
    maximum: { voice: 1, 'web-chat': 1 + (index % 3), email: 1 },
    interruptedBy:
      index % 2 === 0 ? { email: ['voice', 'web-chat'], 'web-chat': ['email'] } : { email: ['voice'] },
  },
}))
