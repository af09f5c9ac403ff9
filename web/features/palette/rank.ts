/**
 * What comes first in the palette. Every word that was typed must begin a word of the name (or of what else it is known by); a name that is exactly
 * that comes first, then one that begins with it, then those whose words begin with it in order, then the others. Among equals what was chosen
 * lately leads, and otherwise the given order stays.
 */
export type Rankable = {
  readonly id: string
  readonly name: string
  /** Other words by which it is found; they count less. */
  readonly words?: string | undefined
}

export function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().trim()
}

const wordsIn = (text: string): string[] => text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')

/** Smaller is better; null: it is not what was meant. */
export function scoreOf({ name, words = '' }: Rankable, query: string): number | null {
  const asked = plain(query)
  if (asked === '') return 0
  const called = plain(name)
  if (called === asked) return 0
  if (called.startsWith(asked)) return 1
  const wanted = wordsIn(asked)
  const own = wordsIn(called)
  if (wanted.length === 0) return null
  const inOrder = own.some((_, from) => wanted.every((word, index) => own[from + index]?.startsWith(word)))
  if (inOrder) return 2
  if (wanted.every((word) => own.some((one) => one.startsWith(word)))) return 3
  const known = [...own, ...wordsIn(plain(words))]
  return wanted.every((word) => known.some((one) => one.startsWith(word))) ? 4 : null
}

export type Ranked<Item> = { readonly item: Item; readonly score: number }

/** `recent`: ids, the latest first. */
export function rank<Item extends Rankable>(
  items: readonly Item[],
  query: string,
  recent: readonly string[],
): Ranked<Item>[] {
  const place = (id: string): number => {
    const at = recent.indexOf(id)
    return at === -1 ? recent.length : at
  }
  return items
    .flatMap((item) => {
      const score = scoreOf(item, query)
      return score === null ? [] : [{ item, score }]
    })
    .toSorted((a, b) => a.score - b.score || place(a.item.id) - place(b.item.id))
}
