/** Finds web addresses in plain text. Only http and https become links: what a customer writes must not do more than be shown. */
export type TextPart = { readonly text: string; readonly href: string | null }

const address = /https?:\/\/[^\s<>"']+/giu
/** Marks that end the sentence and not the address. */
const trailing = /[.,;:!?)\]»”]+$/u

export function linkParts(text: string): TextPart[] {
  const parts: TextPart[] = []
  let at = 0
  for (const match of text.matchAll(address)) {
    const found = match[0].replace(trailing, '')
    if (match.index > at) parts.push({ text: text.slice(at, match.index), href: null })
    parts.push({ text: found, href: URL.canParse(found) ? found : null })
    at = match.index + found.length
  }
  if (at < text.length) parts.push({ text: text.slice(at), href: null })
  return parts
}
