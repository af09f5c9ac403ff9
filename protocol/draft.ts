/**
 * What an agent has begun to write and not sent or saved yet. It is on the server within a second, so that a reload, another device or another
 * owner finds it. Each agent has one draft of each kind in an interaction; of the reply drafts, the owner of the conversation also sees what former
 * owners left.
 */
import type { AgentId, InteractionId } from '#core/id.ts'
import { z } from 'zod'
import { fileId, messageId } from './id.ts'
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

/**
 * `PUT /interactions/:id/drafts/:kind` → `{ draft }`. `baseRevision` is what the page had (0: none); when another page has written meanwhile it is
 * refused with `changed-meanwhile`, and `GET /interactions/:id/drafts` tells what there is.
 */
export const saveDraft = z.object({
  baseRevision: z.number().int().nonnegative(),
  text: z.string().max(20_000),
  fileIds: z.array(fileId).max(10).default([]),
  quotedMessageId: messageId.nullable().default(null),
})
export type SaveDraft = z.input<typeof saveDraft>
