import type { Language, languages as agreed } from '#protocol/text.ts'

/** As in `protocol/text.ts`, whose schemas this page has no need to load. */
export const languages: typeof agreed = ['es', 'en']

export const languageNames: Readonly<Record<Language, string>> = { es: 'Español', en: 'English' }
