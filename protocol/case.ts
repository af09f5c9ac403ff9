/**
 * Changing the data of a case, and who has changed it.
 *
 * `PATCH /api/v1/interactions/:id/case` → `{ interaction }`: all the changes or none. What somebody else has changed meanwhile is refused with
 * `case-changed-meanwhile`; its details say which field (`key`), its value now (`value`, as JSON), and who has set it (`agent`).
 * `GET /api/v1/interactions/:id/case/history` → `CaseHistory`.
 */
import type { CaseValue } from '#core/case/case-value.ts'
import type { AgentId, InteractionId } from '#core/id.ts'
import { z } from 'zod'

/** Which value a field may have is the centre's and core's to say (rule C1). */
const caseValue = z.union([z.string().max(10_000), z.number(), z.boolean(), z.null()])

export const changeCase = z.object({
  changes: z
    .array(
      z.object({
        /** The field's. */
        key: z.string().max(40),
        /** The value it was changed from, as it was shown; null: none. */
        from: caseValue,
        /** null, or an empty text: none any more. */
        to: caseValue,
      }),
    )
    .min(1)
    .max(100)
    .refine((changes) => new Set(changes.map(({ key }) => key)).size === changes.length, 'each field once'),
})
export type ChangeCase = z.infer<typeof changeCase>

export const caseHistoryQuery = z.object({
  /** The `id` of the last one had: what was before it follows. */
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

/** One field, once. */
export type CaseChangeView = {
  readonly id: number
  readonly key: string
  readonly before: CaseValue
  readonly after: CaseValue
  readonly at: number
  /** null: the customer, in a form or by the channel. */
  readonly agentId: AgentId | null
  /** Also of somebody who is no longer there. */
  readonly agentName: string | null
  /** In which interaction of the case. */
  readonly interactionId: InteractionId | null
}

/** Newest first, of all interactions of the case. */
export type CaseHistory = { readonly changes: readonly CaseChangeView[]; readonly hasMore: boolean }
