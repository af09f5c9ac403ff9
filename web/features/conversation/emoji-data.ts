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

/** One promise for each language, so that it is waited for once; one that failed is asked for again. */
const asked = new Map<Language, Promise<readonly Emoji[]>>()

export function emojisIn(language: Language): Promise<readonly Emoji[]> {
  const had = asked.get(language)
  if (had) return had
  const asking = loadEmojis(language)
  asked.set(language, asking)
  asking.catch(() => asked.delete(language))
  return asking
}

const orOthers = new Map<Language, Promise<readonly Emoji[]>>()

/** Where the names of a language just chosen cannot be had, those that are there. */
export function emojisOrOthers(language: Language): Promise<readonly Emoji[]> {
  const had = orOthers.get(language)
  if (had) return had
  const others = [...asked.values()]
  const asking = emojisIn(language).catch(async () => await (others[0] ?? []))
  orOthers.set(language, asking)
  return asking
}

async function loadEmojis(language: Language): Promise<readonly Emoji[]> {
  const entries = (await load[language]()).default as readonly Entry[]
  return entries
    .toSorted((a, b) => (a.order ?? 0) - (b.order ?? 0))
    .flatMap(({ unicode, label, tags = [], group }): Emoji[] => {
      const place = group === undefined ? null : (groupOf[group] ?? null)
      const name = place === null ? undefined : emojiGroups[place]
      return name ? [{ unicode, label, tags, group: name }] : []
    })
}
