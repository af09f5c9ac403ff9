import { z } from 'zod'
import { localText } from '../text.ts'

/** Something agents can do at a level from 1 to 10; a language is a skill too. */
export const skill = z.object({ name: localText })
export type Skill = z.infer<typeof skill>
