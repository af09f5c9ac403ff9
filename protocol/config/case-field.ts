import { z } from 'zod'
import { localText } from '../text.ts'

/** One field of case data (B1). `key` is how channels, tokens and the API name it; it never changes. */
export const caseField = z.object({
  key: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/),
  label: localText,
  type: z.enum(['text', 'number', 'date-time', 'choice', 'boolean', 'link', 'heading']),
  choices: z
    .array(z.object({ value: z.string().min(1).max(80), label: localText }))
    .max(100)
    .default([]),
  /** Whether agents may change it; what it shows is up to `show`. */
  editable: z.boolean().default(true),
  /** `filled`: only with a value (an agent may add it to a case); `never`: kept for tokens, routing and the API. */
  show: z.enum(['always', 'filled', 'never']).default('always'),
  /** Where a link opens. */
  target: z.enum(['tab', 'window']).default('tab'),
  tooltip: localText.nullable().default(null),
  order: z.number().int().min(0).max(1000).default(0),
})
export type CaseField = z.infer<typeof caseField>
