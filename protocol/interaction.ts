/** An interaction as lists, offers and the open conversation show it. */
import type { ChannelKind } from '#core/channel-kind.ts'
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
import type { Interaction } from '#core/interaction/interaction.ts'
import type { ConversationSummary } from '#core/interaction/summary.ts'
import type { DecisionWhy } from '#core/routing/snapshot.ts'
import { z } from 'zod'
import { agentId, dispositionId, offerId, queueId } from './id.ts'

export type CaseValue = string | number | boolean | null

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

/** `GET /interactions`: the open ones the person may see; `list` as on the screen. */
export const interactionListQuery = z.object({
  list: z.enum(['active', 'pending', 'ended', 'all']).default('all'),
  queueId: queueId.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(200),
})

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
