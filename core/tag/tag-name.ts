/** A tag's name as people compare it: case, accents and doubled spaces make no other word (G3). */
export function foldTagName(name: string): string {
  return name.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/\s+/gu, ' ').trim()
}

/** The tag that has this name already. */
export function tagNamed<Tag extends { readonly name: string }>(
  tags: readonly Tag[],
  name: string,
): Tag | null {
  const folded = foldTagName(name)
  return tags.find((tag) => foldTagName(tag.name) === folded) ?? null
}
