/** The languages in which texts to customers exist. */
export type TextLanguage = 'es' | 'en'

export type TextInBoth = { readonly es: string; readonly en: string }
