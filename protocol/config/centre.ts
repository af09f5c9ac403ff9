import { z } from 'zod'
import { language } from '../text.ts'

/** What holds for the whole centre. */
export const centre = z.object({
  name: z.string().trim().min(1).max(80).default('Atiende'),
  language: language.default('es'),
  timeZone: z.string().default('Europe/Madrid'),
  /** Not ready asked while handling waits until the work is finished (F3, rule P4). */
  pendingWhileBusy: z.boolean().default(true),
  /** Agents may put words on interactions that are no tags yet, and so make them tags (B5). */
  agentsMayAddTags: z.boolean().default(true),
  /** How long an agent's connection may be gone before the agent counts as lost (rule P13), in ms. */
  lostAfterMs: z.number().int().min(5_000).max(3_600_000).default(45_000),
  /** How long after that what the agent held waits for the agent, before it goes back to its place in line (rule I13), in ms. */
  giveBackAfterMs: z.number().int().min(0).max(86_400_000).default(120_000),
})
export type Centre = z.infer<typeof centre>
