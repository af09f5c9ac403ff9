import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Language, LocalText } from '#protocol/text.ts'
import type { es } from './es.ts'
import { createFormat } from './format.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    readonly resources: { readonly translation: typeof es }
    readonly returnNull: false
  }
}

const formats = { es: createFormat('es'), en: createFormat('en') } as const

/** The texts in the person's language, with dates and numbers to match; `local` picks from what an administrator wrote in both. */
export function useText() {
  const { t, i18n } = useTranslation()
  const language: Language = i18n.language === 'en' ? 'en' : 'es'
  return useMemo(
    () => ({ t, language, format: formats[language], local: (text: LocalText) => text[language] }),
    [t, language],
  )
}

export type Text = ReturnType<typeof useText>
