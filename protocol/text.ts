import { z } from 'zod'

/** The product's languages. Every text an administrator writes for people exists in both. */
export const languages = ['es', 'en'] as const
export type Language = (typeof languages)[number]
export const language = z.enum(languages)

/** A text in both languages, 1–200 characters each. */
export const localText = z.object({
  es: z.string().trim().min(1).max(200),
  en: z.string().trim().min(1).max(200),
})
export type LocalText = z.infer<typeof localText>

/** A longer text in both languages, which may be empty. */
export const longLocalText = z.object({ es: z.string().max(2000), en: z.string().max(2000) })
