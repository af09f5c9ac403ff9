import { z } from 'zod'
import { localText } from '../text.ts'

/** Why an agent is not ready: break, training, meeting … */
export const reason = z.object({
  name: localText,
  /** A sign besides the word: one of the page's icon names. */
  icon: z
    .enum(['coffee', 'utensils', 'graduation-cap', 'users', 'phone-off', 'plane', 'wrench', 'circle'])
    .default('circle'),
  /** Longest allowed time in ms; null: none (rule P16). */
  maximumMs: z.number().int().min(1_000).max(86_400_000).nullable().default(null),
  /** Position in lists. */
  order: z.number().int().min(0).max(1000).default(0),
})
export type Reason = z.infer<typeof reason>
