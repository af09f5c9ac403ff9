/**
 * The page's texts: one language is loaded at a time. Before anybody has signed in the browser's own language (or the last one chosen here)
 * holds; afterwards the one the agent keeps on the server.
 */
import i18next from 'i18next'
import type { Language } from '#protocol/text.ts'
import { languages } from './languages.ts'

const storageKey = 'atiende.language'

export const texts = i18next.createInstance()

export async function startTexts(): Promise<void> {
  await texts.init({
    lng: 'none',
    fallbackLng: false,
    resources: {},
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  await setLanguage(firstLanguage())
}

export async function setLanguage(language: Language): Promise<void> {
  if (!texts.hasResourceBundle(language, 'translation')) {
    texts.addResourceBundle(language, 'translation', await load(language))
  }
  await texts.changeLanguage(language)
  document.documentElement.lang = language
  localStorage.setItem(storageKey, language)
}

export function languageNow(): Language {
  return isLanguage(texts.language) ? texts.language : firstLanguage()
}

async function load(language: Language): Promise<object> {
  return language === 'es' ? (await import('./es.ts')).es : (await import('./en.ts')).en
}

function firstLanguage(): Language {
  const kept = localStorage.getItem(storageKey)
  if (isLanguage(kept)) return kept
  const wanted = navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage)
  return wanted ?? 'es'
}

const isLanguage = (text: unknown): text is Language => languages.some((language) => language === text)
