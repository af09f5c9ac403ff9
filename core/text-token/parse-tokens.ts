/**
 * Where the tokens of a text are (T1): `<$ Contact.FullName $>`, words joined by dots between the signs. Whatever is not one from beginning to
 * end is text and stays as it is, because customers and agents may write anything.
 */

export type Token = {
  /** As it stands in the text. */
  readonly raw: string
  /** As it was written, without spaces: `Contact.FullName`. */
  readonly name: string
  /** What tells two tokens apart: the name without capitals. */
  readonly key: string
  /** Its place in the text, in UTF-16 units. */
  readonly from: number
  readonly to: number
}

const pattern = /<\$\s*([\p{L}\p{M}\p{N}_]+(?:\s*\.\s*[\p{L}\p{M}\p{N}_]+)*)\s*\$>/gu

export function tokenKey(name: string): string {
  return name.replaceAll(/\s+/gu, '').toLowerCase()
}

/** In the order of the text. */
export function parseTokens(text: string): Token[] {
  if (!text.includes('<$')) return []
  return [...text.matchAll(pattern)].map((match): Token => {
    const [raw, written = ''] = match
    const name = written.replaceAll(/\s+/gu, '')
    return { raw, name, key: tokenKey(name), from: match.index, to: match.index + raw.length }
  })
}
