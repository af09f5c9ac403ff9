/** `GET /api/v1/workspace`: what the agent's page needs once, besides the live snapshot. */
import type { Role } from '#core/permission/role.ts'
import type {
  AgentId,
  CaseFieldId,
  ChannelAccountId,
  QueueId,
  ReasonId,
  SkillId,
  TagId,
  TeamId,
} from '#core/id.ts'
import { channelKinds, type ChannelKind } from '#core/channel-kind.ts'
import { z } from 'zod'
import type { Agent } from './config/agent.ts'
import type { CaseField } from './config/case-field.ts'
import type { Centre } from './config/centre.ts'
import type { DispositionTree } from './config/disposition-tree.ts'
import type { Queue } from './config/queue.ts'
import type { Reason } from './config/reason.ts'
import type { Skill } from './config/skill.ts'
import type { Tag } from './config/tag.ts'
import type { Team } from './config/team.ts'
import { agentId, dispositionId, reasonId, responseId } from './id.ts'
import { forwarding } from './call.ts'
import { language, type Language } from './text.ts'

export type Workspace = {
  readonly at: number
  readonly agent: {
    readonly id: AgentId
    readonly name: string
    readonly email: string
    readonly role: Role
    readonly queueIds: readonly QueueId[]
    readonly teamIds: readonly TeamId[]
    readonly channels: readonly ChannelKind[]
    readonly preferences: Preferences
  }
  readonly centre: Pick<Centre, 'name' | 'language' | 'timeZone' | 'pendingWhileBusy' | 'agentsMayAddTags'>
  readonly agents: readonly {
    readonly id: AgentId
    readonly name: string
    readonly email: string
    readonly role: Role
    readonly queueIds: readonly QueueId[]
    readonly teamIds: readonly TeamId[]
    readonly skillIds: readonly SkillId[]
    readonly channels: readonly ChannelKind[]
    /** How many of a channel at once (rule P7). */
    readonly maximum: Agent['capacity']['maximum']
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
    | 'voice'
  > & {
    readonly id: QueueId
    readonly afterWork: Queue['afterWork']
  })[]
  readonly skills: readonly (Skill & { readonly id: SkillId })[]
  readonly reasons: readonly (Reason & { readonly id: ReasonId })[]
  readonly dispositionTrees: readonly (DispositionTree & { readonly id: string })[]
  readonly caseFields: readonly (CaseField & { readonly id: CaseFieldId })[]
  readonly tags: readonly (Tag & { readonly id: TagId })[]
  readonly teams: readonly (Team & { readonly id: TeamId })[]
  readonly channelAccounts: readonly {
    readonly id: ChannelAccountId
    readonly name: string
    readonly channel: ChannelKind
  }[]
}

/** The sounds the page can make for an offer. */
export const tones = ['chime', 'bell', 'knock', 'drop', 'ring'] as const
export type Tone = (typeof tones)[number]

/** More than there are acts. */
const mostOwnKeys = 300

/** `PATCH /api/v1/me/preferences`: kept on the server, the same on every device. Unknown keys are refused. */
export const preferences = z.strictObject({
  language: language.optional(),
  theme: z.enum(['system', 'light', 'dark']).optional(),
  /** `high`: borders, text and states with at least 7:1, in the light and in the dark theme. */
  contrast: z.enum(['normal', 'high']).optional(),
  density: z.enum(['comfortable', 'compact']).optional(),
  /** Sounds as a whole; `sounds` says more for a channel. */
  sound: z.boolean().optional(),
  /** 0 to 1. */
  volume: z.number().min(0).max(1).optional(),
  /** Whether offers on a channel sound, and which of the page's tones. */
  sounds: z
    .partialRecord(z.enum(channelKinds), z.object({ on: z.boolean(), tone: z.enum(tones) }))
    .optional(),
  notifications: z.boolean().optional(),
  listSort: z.enum(['longest-waiting', 'newest', 'oldest']).optional(),
  layout: z
    .object({
      /** Widths in CSS px. */
      listWidth: z.number().int().min(200).max(800),
      contextWidth: z.number().int().min(240).max(1000),
      isListCollapsed: z.boolean(),
      isContextCollapsed: z.boolean(),
    })
    .partial()
    .optional(),
  /** Keys that differ from the page's own: act → key (`KeyboardEvent.key`, lower case), or null: none. */
  keys: z
    .record(z.string().max(40), z.string().max(20).nullable())
    .refine((keys) => Object.keys(keys).length <= mostOwnKeys, `at most ${mostOwnKeys}`)
    .optional(),
  /** Off: letters alone do nothing (for those who dictate); the palette and the chords stay. */
  singleKeys: z.boolean().optional(),
  favouriteResponseIds: z.array(responseId).max(200).optional(),
  recentResponseIds: z.array(responseId).max(20).optional(),
  recentDispositionIds: z.array(dispositionId).max(20).optional(),
  recentEmojis: z.array(z.string().max(40)).max(40).optional(),
  recentReasonIds: z.array(reasonId).max(10).optional(),
  favouriteAgentIds: z.array(agentId).max(200).optional(),
  /** Where the agent's own calls go instead; null: nowhere else. */
  forwarding: forwarding.nullable().optional(),
  /** Microphone and loudspeakers by the name that the browser gives them; ids differ from one browser to the next. */
  devices: z
    .object({
      microphone: z.string().max(200),
      speaker: z.string().max(200),
      ringer: z.string().max(200),
    })
    .partial()
    .optional(),
})
export type Preferences = z.infer<typeof preferences> & { readonly language: Language }
