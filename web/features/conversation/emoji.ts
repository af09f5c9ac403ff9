/** Emojis as they are looked for: by the words of their names and of what they are about, in the page's language. */
import { foldText, searchWords } from '#core/search/fold-text.ts'

export type Emoji = {
  readonly unicode: string
  readonly label: string
  readonly tags: readonly string[]
  readonly group: EmojiGroup
}

export const emojiGroups = [
  'smileys',
  'people',
  'animals',
  'food',
  'travel',
  'activities',
  'objects',
  'symbols',
  'flags',
] as const
export type EmojiGroup = (typeof emojiGroups)[number]

/** Every word must begin a word of the name or of the tags; names that begin with the query come first. */
export function findEmojis(all: readonly Emoji[], query: string): readonly Emoji[] {
  const words = searchWords(query)
  const whole = foldText(query).trim()
  const ranked = all.flatMap((emoji) => {
    const label = foldText(emoji.label)
    const name = label.split(/[^\p{L}\p{N}]+/u)
    const about = [...name, ...emoji.tags.flatMap((tag) => foldText(tag).split(/\s+/u))]
    const begins = (among: readonly string[]): boolean =>
      words.every((word) => among.some((one) => one.startsWith(word)))
    if (!begins(about)) return []
    return [{ emoji, rank: label.startsWith(whole) ? 0 : begins(name) ? 1 : 2 }]
  })
  return ranked.toSorted((a, b) => a.rank - b.rank).map(({ emoji }) => emoji)
}

/** How many of those used last are remembered. */
const mostRecent = 24

export function withRecent(recent: readonly string[], unicode: string): string[] {
  return [unicode, ...recent.filter((one) => one !== unicode)].slice(0, mostRecent)
}
