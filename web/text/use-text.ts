import type { TFunction } from 'i18next'
import { useSyncExternalStore } from 'react'
import type { Language, LocalText } from '#protocol/text.ts'
import type { es } from './es.ts'
import { createFormat } from './format.ts'
import { texts } from './language.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    readonly resources: { readonly translation: typeof es }
    readonly returnNull: false
  }
}

export type Text = {
  readonly t: TFunction
  readonly language: Language
  readonly format: ReturnType<typeof createFormat>
  /** Picks from what an administrator wrote in both. */
  readonly local: (text: LocalText) => string
}

const textIn = (language: Language): Text => ({
  t: texts.getFixedT(language),
  language,
  format: createFormat(language),
  local: (text) => text[language],
})

/** One for each language: a conversation has hundreds of components that ask for it. */
const made = new Map<Language, Text>()

function textNow(): Text {
  const language: Language = texts.language === 'en' ? 'en' : 'es'
  const text = made.get(language) ?? textIn(language)
  made.set(language, text)
  return text
}

function subscribe(listener: () => void): () => void {
  texts.on('languageChanged', listener)
  return () => texts.off('languageChanged', listener)
}

/** The texts in the person's language, with dates and numbers to match. */
export function useText(): Text {
  return useSyncExternalStore(subscribe, textNow)
}
