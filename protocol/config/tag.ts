import { z } from 'zod'

/** The colours a tag may have: names of the page's own palette, which has a light, a dark and a high-contrast shade of each. */
export const tagColours = [
  'grey',
  'red',
  'orange',
  'yellow',
  'green',
  'teal',
  'blue',
  'purple',
  'pink',
] as const
export type TagColour = (typeof tagColours)[number]

/** A word put on interactions (B5). Its name is the same in every language, and no two current tags share one (case and accents apart). */
export const tag = z.object({
  name: z.string().trim().min(1).max(40),
  colour: z.enum(tagColours).default('grey'),
})
export type Tag = z.infer<typeof tag>
