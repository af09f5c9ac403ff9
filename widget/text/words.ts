import type { Language } from '#protocol/text.ts'
import { en } from './en.ts'
import { es, type Words } from './es.ts'

export type { Words } from './es.ts'
export const words: Readonly<Record<Language, Words>> = { es, en }

/** The language for a page that says `tag` (`es-MX`, `en`, …) of itself. */
export function languageOf(tag: string | null | undefined): Language | null {
  if (!tag) return null
  return /^en\b/i.test(tag) ? 'en' : /^es\b/i.test(tag) ? 'es' : null
}

/** How people of this language write times and numbers here: as the browser prefers, where it speaks the language. */
export function localeOf(language: Language, preferred: readonly string[] = navigator.languages): string {
  return preferred.find((tag) => languageOf(tag) === language) ?? language
}
