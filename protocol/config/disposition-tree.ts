import type { DispositionNode } from '#core/disposition/tree.ts'
import { z } from 'zod'
import { dispositionId } from '../id.ts'
import { localText } from '../text.ts'

const node: z.ZodType<DispositionNode> = z.lazy(() =>
  z.object({
    id: dispositionId,
    name: localText,
    archived: z.boolean().default(false),
    /** Present: a folder, which cannot be chosen (rule D2). */
    children: z.array(node).max(200).optional(),
  }),
)

/** The outcomes of one or more queues. */
export const dispositionTree = z.object({
  name: z.string().trim().min(1).max(80),
  nodes: z.array(node).max(200),
})
export type DispositionTree = z.infer<typeof dispositionTree>
