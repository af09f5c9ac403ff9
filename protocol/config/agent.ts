import { channelKinds } from '#core/channel-kind.ts'
import { roles } from '#core/permission/role.ts'
import { z } from 'zod'
import { queueId, skillId, teamId } from '../id.ts'
import { language } from '../text.ts'

const channelKind = z.enum(channelKinds)

/** A person who works here, of any role (I1). */
export const agent = z.object({
  name: z.string().trim().min(1).max(80),
  email: z.email().max(200),
  role: z.enum(roles).default('agent'),
  language: language.default('es'),
  queues: z
    .array(z.object({ queueId, order: z.number().int().min(0).max(1000).default(0) }))
    .max(200)
    .default([]),
  skills: z
    .array(z.object({ skillId, level: z.number().int().min(1).max(10).default(1) }))
    .max(200)
    .default([]),
  teamIds: z.array(teamId).max(50).default([]),
  channels: z.array(channelKind).default(['web-chat']),
  /** How much at once, and what may interrupt what (rule P7). */
  capacity: z
    .object({
      maximum: z.partialRecord(channelKind, z.number().int().min(0).max(50)),
      interruptedBy: z.partialRecord(channelKind, z.array(channelKind)),
    })
    .default({ maximum: { voice: 1, 'web-chat': 4 }, interruptedBy: { 'web-chat': ['voice'] } }),
})
export type Agent = z.infer<typeof agent>
