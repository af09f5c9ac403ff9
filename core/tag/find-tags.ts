import { foldTagName } from './tag-name.ts'

/**
 * Completion (G4): the tags of which a word, or what follows from it, begins with the query. Those used most come first, equal ones by name; an
 * empty query finds all.
 */
export function findTags<Tag extends { readonly name: string }>(
  tags: readonly Tag[],
  query: string,
  usedTimes: (tag: Tag) => number,
): Tag[] {
  const wanted = foldTagName(query)
  return tags
    .map((tag) => ({ tag, folded: foldTagName(tag.name), used: usedTimes(tag) }))
    .filter(({ folded }) => beginsSomewhere(folded, wanted))
    .toSorted((a, b) => b.used - a.used || compare(a.folded, b.folded))
    .map(({ tag }) => tag)
}

function beginsSomewhere(folded: string, wanted: string): boolean {
  if (folded.startsWith(wanted)) return true
  return [...folded.matchAll(/(?<=[^\p{L}\p{N}])[\p{L}\p{N}]/gu)].some(({ index }) =>
    folded.startsWith(wanted, index),
  )
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
