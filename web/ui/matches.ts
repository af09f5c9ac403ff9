/** Whether every word of `query` is somewhere in `text`; accents and case do not matter. */
export function matches(text: string, query: string): boolean {
  const plainText = plain(text)
  return plain(query)
    .split(/\s+/u)
    .every((word) => plainText.includes(word))
}

const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
