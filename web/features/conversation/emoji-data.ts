/** The names of all emojis in one language; fetched when the picker is first opened, from where the page itself comes. */
import type { Language } from '#protocol/text.ts'
import { emojiGroups, type Emoji } from './emoji.ts'

type Entry = {
  readonly unicode: string
  readonly label: string
  readonly tags?: readonly string[]
  readonly group?: number
  readonly order?: number
}

/** The data's numbers; 2 are parts that emojis are made of, those without one are single letters of flags. */
const groupOf = [0, 1, null, 2, 3, 4, 5, 6, 7, 8] as const

const load = {
  es: async (): Promise<{ default: unknown }> =>
    await import('emojibase-data/es/compact.json', { with: { type: 'json' } }),
  en: async (): Promise<{ default: unknown }> =>
    await import('emojibase-data/en/compact.json', { with: { type: 'json' } }),
}

const loaded = new Map<Language, readonly Emoji[]>()

export async function loadEmojis(language: Language): Promise<readonly Emoji[]> {
  const had = loaded.get(language)
  if (had) return had
  const entries = (await load[language]()).default as readonly Entry[]
  const emojis = entries
    .toSorted((a, b) => (a.order ?? 0) - (b.order ?? 0))
    .flatMap(({ unicode, label, tags = [], group }): Emoji[] => {
      const place = group === undefined ? null : (groupOf[group] ?? null)
      const name = place === null ? undefined : emojiGroups[place]
      return name ? [{ unicode, label, tags, group: name }] : []
    })
  loaded.set(language, emojis)
  return emojis
}
