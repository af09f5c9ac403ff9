/** `GET /api/v1/workspace`: what the agent's page needs once, besides the live snapshot. */
import type { Role } from '#core/permission/role.ts'
import type { AgentId, CaseFieldId, ChannelAccountId, QueueId, ReasonId, SkillId } from '#core/id.ts'
import type { ChannelKind } from '#core/channel-kind.ts'
import { z } from 'zod'
import type { CaseField } from './config/case-field.ts'
import type { Centre } from './config/centre.ts'
import type { DispositionTree } from './config/disposition-tree.ts'
import type { Queue } from './config/queue.ts'
import type { Reason } from './config/reason.ts'
import type { Skill } from './config/skill.ts'
import { language, type Language } from './text.ts'

export type Workspace = {
  readonly at: number
  readonly agent: {
    readonly id: AgentId
    readonly name: string
    readonly email: string
    readonly role: Role
    readonly queueIds: readonly QueueId[]
    readonly channels: readonly ChannelKind[]
    readonly preferences: Preferences
  }
  readonly centre: Pick<Centre, 'name' | 'timeZone' | 'pendingWhileBusy'>
  readonly agents: readonly {
    readonly id: AgentId
    readonly name: string
    readonly role: Role
    readonly queueIds: readonly QueueId[]
  }[]
  readonly queues: readonly (Pick<
    Queue,
    | 'name'
    | 'channels'
    | 'dispositionPolicy'
    | 'dispositionTreeId'
    | 'offerFields'
    | 'membersMayAssign'
    | 'autoAnswer'
  > & {
    readonly id: QueueId
    readonly afterWork: Queue['afterWork']
  })[]
  readonly skills: readonly (Skill & { readonly id: SkillId })[]
  readonly reasons: readonly (Reason & { readonly id: ReasonId })[]
  readonly dispositionTrees: readonly (DispositionTree & { readonly id: string })[]
  readonly caseFields: readonly (CaseField & { readonly id: CaseFieldId })[]
  readonly channelAccounts: readonly {
    readonly id: ChannelAccountId
    readonly name: string
    readonly channel: ChannelKind
  }[]
}

/** `PATCH /api/v1/me/preferences`: kept on the server, the same on every device. Unknown keys are refused. */
export const preferences = z.strictObject({
  language: language.optional(),
  theme: z.enum(['system', 'light', 'dark']).optional(),
  density: z.enum(['comfortable', 'compact']).optional(),
  sound: z.boolean().optional(),
  notifications: z.boolean().optional(),
  listSort: z.enum(['longest-waiting', 'newest', 'oldest']).optional(),
})
export type Preferences = z.infer<typeof preferences> & { readonly language: Language }
