/**
 * What an agent has begun to write and not sent or saved yet. It is on the server within a second, so that a reload, another device or another
 * owner finds it. Each agent has one draft of each kind in an interaction; of the reply drafts, the owner of the conversation also sees what former
 * owners left.
 *
 * `GET /interactions/:id/drafts` and `GET /me/drafts` answer `{ drafts }`. That one has changed is told by the signal `draft-changed`, without its
 * text; whoever knows an older revision asks.
 */
import type { AgentId, InteractionId } from '#core/id.ts'
import { z } from 'zod'
import { agentId, fileId, interactionId, messageId } from './id.ts'
import type { FileView, MessageQuote } from './message.ts'

export const draftKinds = ['reply', 'note'] as const
export type DraftKind = (typeof draftKinds)[number]

export type DraftView = {
  readonly interactionId: InteractionId
  readonly kind: DraftKind
  readonly agentId: AgentId
  /** Grows by one with each change; the larger one is the newer one. */
  readonly revision: number
  /** Empty (with no files): nothing is left of it. */
  readonly text: string
  readonly files: readonly FileView[]
  readonly quote: MessageQuote | null
  readonly updatedAt: number
}

/** The longest text of a draft, in characters: twice the longest message, so that what is too long to send is not lost. */
export const maximumDraftLength = 20_000
/** As many as one agent may have at the same time in all. */
export const mostDrafts = 500

/**
 * `PUT /interactions/:id/drafts/:kind` → `{ draft }`. `baseRevision` is what the page had (0: none); when another page has written meanwhile it is
 * refused with `changed-meanwhile`, and `GET /interactions/:id/drafts` tells what there is. Empty: nothing is left of it.
 */
export const saveDraft = z.object({
  baseRevision: z.number().int().nonnegative(),
  text: z.string().max(maximumDraftLength),
  fileIds: z.array(fileId).max(10).default([]),
  quotedMessageId: messageId.nullable().default(null),
})
export type SaveDraft = z.input<typeof saveDraft>

/**
 * `POST /interactions/:id/drafts/put-away` → `{ files }`: the owner has seen what a former owner left, and it is not shown to this owner again.
 * It stays its author's all the same. `take`: its files are this owner's from now on (`files`, under ids of their own).
 */
export const putDraftAway = z.object({
  agentId,
  revision: z.number().int().positive(),
  take: z.boolean().default(false),
})
export type PutDraftAway = z.input<typeof putDraftAway>

export const draftPlace = z.object({ id: interactionId, kind: z.enum(draftKinds) })
