import { channelKinds } from '#core/channel-kind.ts'
import { dispositionPolicies } from '#core/disposition/policy.ts'
import { ringStrategies } from '#core/routing/snapshot.ts'
import { z } from 'zod'
import { fileId, hoursId, reasonId, skillId } from '../id.ts'

const requiredSkill = z.object({ skillId, level: z.number().int().min(1).max(10).default(1) })

/** What happens after an interaction of this queue has ended (rules P8–P10). Lengths in ms. */
const afterWork = z.object({
  limitMs: z.number().int().min(0).max(86_400_000).default(0),
  extensionMs: z.number().int().min(0).max(3_600_000).default(0),
  forcedEndMs: z.number().int().min(0).max(86_400_000).nullable().default(null),
  then: z
    .discriminatedUnion('state', [
      z.object({ state: z.literal('ready') }),
      z.object({ state: z.literal('as-before') }),
      z.object({ state: z.literal('not-ready'), reasonId: reasonId.nullable() }),
    ])
    .default({ state: 'as-before' }),
})

/** What calls of this queue do. */
const voice = z.object({
  /** Whether conversations with customers are recorded; `on-demand`: when the agent says so. */
  recording: z.enum(['off', 'on-demand', 'always']).default('off'),
  /** How long recordings of this queue's calls are kept, in days; null: for ever. Changing it holds for those that are there, too. */
  recordingDays: z.number().int().min(1).max(36_500).nullable().default(null),
  /** Music on hold and while waiting: a file of `POST /queues/:id/music`; null: the product's own. */
  musicFileId: fileId.nullable().default(null),
  /** How long a colleague's telephone rings, asked or given, in ms. */
  ringMs: z.number().int().min(5_000).max(120_000).default(20_000),
  /** A call given to one agent who does not answer comes back to who gave it (rule I26). */
  transferReturns: z.boolean().default(true),
  /** How long a parked call waits for somebody before it goes back to the line, in ms. */
  parkMs: z.number().int().min(30_000).max(3_600_000).default(120_000),
})

/** A queue. Members are in the agents (`agent.queues`). */
export const queue = z.object({
  name: z.string().trim().min(1).max(80),
  /** The channels that may bring interactions here. */
  channels: z.array(z.enum(channelKinds)).min(1),
  strategy: z.enum(ringStrategies).default('longest-idle'),
  /** How long one offer alerts, in ms. */
  offerMs: z.number().int().min(3_000).max(600_000).default(20_000),
  autoAnswer: z.boolean().default(false),
  priority: z.number().int().min(0).max(100).default(0),
  ageing: z
    .object({ pointsPerMinute: z.number().min(0).max(100), maximum: z.number().min(0).max(100) })
    .default({ pointsPerMinute: 0, maximum: 0 }),
  requiredSkills: z.array(requiredSkill).max(20).default([]),
  /** After `afterMs` of waiting a skill is asked at `level` only; level 0 drops it. */
  relaxations: z
    .array(z.object({ skillId, afterMs: z.number().int().min(0), level: z.number().int().min(0).max(10) }))
    .max(40)
    .default([]),
  /** Sticky routing: send a customer to who served them last, if online; wait this long for that agent, in ms (rule Q5). */
  sticky: z
    .object({ enabled: z.boolean(), patienceMs: z.number().int().min(0).max(3_600_000) })
    .default({ enabled: false, patienceMs: 0 }),
  declinePauseMs: z.number().int().min(0).max(600_000).default(15_000),
  afterWork: afterWork.default({
    limitMs: 0,
    extensionMs: 0,
    forcedEndMs: null,
    then: { state: 'as-before' },
  }),
  /** Missed offers in a row before the agent is taken out (rule P11); 0: never. */
  misses: z
    .object({
      limit: z.number().int().min(0).max(50),
      banMs: z.number().int().min(1_000).nullable(),
      mayLiftOwn: z.boolean(),
    })
    .default({ limit: 3, banMs: null, mayLiftOwn: true }),
  dispositionPolicy: z.enum(dispositionPolicies).default('optional'),
  dispositionTreeId: z.string().nullable().default(null),
  hoursId: hoursId.nullable().default(null),
  /** Members may give waiting interactions to colleagues. */
  membersMayAssign: z.boolean().default(false),
  /** The case fields an offer shows, by key, in order. */
  offerFields: z.array(z.string()).max(12).default([]),
  voice: voice.default({
    recording: 'off',
    recordingDays: null,
    musicFileId: null,
    ringMs: 20_000,
    transferReturns: true,
    parkMs: 120_000,
  }),
  /** How long a customer whose page is closed keeps the place in line, in ms (channels whose customers hold a connection); null: for ever. */
  customerGoneMs: z.number().int().min(60_000).max(86_400_000).nullable().default(300_000),
})
export type Queue = z.infer<typeof queue>
