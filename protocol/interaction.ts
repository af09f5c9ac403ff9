/** An interaction as lists, offers and the open conversation show it. */
import type {
  AgentId,
  CaseId,
  ChannelAccountId,
  ContactId,
  DispositionId,
  InteractionId,
  QueueId,
  TagId,
} from '#core/id.ts'
import type { CaseValue } from '#core/case/case-value.ts'
import type { Interaction } from '#core/interaction/interaction.ts'
import type { ConversationSummary } from '#core/interaction/summary.ts'
import type { DecisionWhy } from '#core/routing/snapshot.ts'
import { channelKinds, type ChannelKind } from '#core/channel-kind.ts'
import { z } from 'zod'
import { tag } from './config/tag.ts'
import { agentId, dispositionId, offerId, queueId, tagId } from './id.ts'

export type { CaseValue }

/** The latest version of an interaction's note, as lists show it. `preview`: one line of at most 120 characters. */
export type NoteBrief = {
  readonly version: number
  readonly agentId: AgentId
  readonly at: number
  readonly preview: string
}

export type ContactBrief = { readonly id: ContactId; readonly name: string }

/** The core's interaction plus what a row and an offer need. `version` grows with every change: the larger one is the newer one. */
export type InteractionView = Interaction & {
  readonly version: number
  readonly contact: ContactBrief
  readonly summary: ConversationSummary
  /** Case data by the field's key. */
  readonly caseData: Readonly<Record<string, CaseValue>>
  readonly tagIds: readonly TagId[]
  readonly note: NoteBrief | null
  /** Why the open offers were made (Q17). */
  readonly offerWhy: DecisionWhy | null
  readonly startedAt: number
}

/** Requests. Each answers `{ interaction: InteractionView }`. */
export const acceptOffer = z.object({ offerId })
export const rejectOffer = z.object({ offerId })
export const assignInteraction = z.object({ agentId })
export const transferInteraction = z.object({ queueId })
export const disposeInteraction = z.object({ dispositionId: dispositionId.nullable() })

/**
 * `POST /interactions/:id/tags`: puts tags on and takes them off. `create`: words; one that is a tag's name already is that tag, another one becomes
 * a tag where the centre allows it. Answers `{ interaction, tags }`: `tags` are those the words have become.
 */
export const changeTags = z.object({
  add: z.array(tagId).max(20).default([]),
  remove: z.array(tagId).max(40).default([]),
  create: z.array(tag.shape.name).max(20).default([]),
})
export type ChangeTags = z.input<typeof changeTags>

/** The places of the inbox, and all of them together. `team`: what colleagues handle now (supervisors). `workbin`: what was stored. */
export const interactionLists = ['active', 'pending', 'ended', 'workbin', 'team', 'all'] as const
export type InteractionList = (typeof interactionLists)[number]

/** One, or several by repeating it. */
const several = <Item extends z.ZodType<string>>(item: Item) =>
  z.union([item.transform((one) => [one]), z.array(item).max(50)]).optional()

/**
 * `GET /interactions`: the open ones the person may see, in the order of their places in line. Answers `{ interactions, next }`; `next` is handed
 * back as `after` for what follows, null: that was all. Filters: one of the queues, and one of the channels, and one of the tags.
 */
export const interactionListQuery = z.object({
  list: z.enum(interactionLists).default('all'),
  queueId: several(queueId),
  channel: several(z.enum(channelKinds)),
  tagId: several(tagId),
  /** In `team`: only what these colleagues handle. */
  agentId: several(agentId),
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(200),
})

/** The answer of `GET /interactions`. */
export type InteractionPage = {
  readonly interactions: readonly InteractionView[]
  readonly next: string | null
}

/** `GET /interactions/:id/messages`: newest first page ends at the newest; `before`/`after` are positions; `at` jumps to an instant. */
export const messagePageQuery = z.object({
  before: z.coerce.number().int().positive().optional(),
  after: z.coerce.number().int().nonnegative().optional(),
  at: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(60),
})

/** One past or present interaction of a contact, for the contact card. */
export type ContactInteraction = {
  readonly id: InteractionId
  readonly caseId: CaseId
  readonly channel: ChannelKind
  readonly accountId: ChannelAccountId
  readonly queueId: QueueId
  readonly startedAt: number
  readonly closedAt: number | null
  readonly agentName: string | null
  readonly dispositionId: DispositionId | null
  readonly preview: string | null
  readonly tagIds: readonly TagId[]
  readonly note: NoteBrief | null
}

export type AddressView = { readonly kind: 'email' | 'phone' | 'web-chat'; readonly value: string }

export type ContactView = ContactBrief & {
  readonly language: string | null
  readonly addresses: readonly AddressView[]
  readonly attributes: Readonly<Record<string, CaseValue>>
  readonly createdAt: number
  readonly interactions: readonly ContactInteraction[]
}
