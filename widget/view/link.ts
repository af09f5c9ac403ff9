/** Finds the addresses in a text, so that they can be followed. Everything stays text; nothing is ever read as HTML. Pure. */
export type TextPart = { readonly text: string; readonly href?: string }

// Web addresses only; what is written like one but is not (a script, a file) stays plain text.
const address = /\bhttps?:\/\/[^\s<>"'`]+/gi
/** What ends a sentence rather than an address. */
const tail = /[.,;:!?»”’…*_]+$/

export function linkParts(text: string): readonly TextPart[] {
  const parts: TextPart[] = []
  let from = 0
  for (const found of text.matchAll(address)) {
    const shown = trim(found[0])
    if (!isAddress(shown)) continue
    if (found.index > from) parts.push({ text: text.slice(from, found.index) })
    parts.push({ text: shown, href: new URL(shown).href })
    from = found.index + shown.length
  }
  if (from < text.length) parts.push({ text: text.slice(from) })
  return parts
}

function trim(found: string): string {
  const shown = found.replace(tail, '')
  // A closing bracket belongs to the sentence unless the address opened one.
  const isLoose = shown.endsWith(')') && !shown.includes('(')
  return isLoose ? shown.slice(0, -1).replace(tail, '') : shown
}

function isAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { hostname, username, password } = new URL(text)
  // `https://bank.example@evil.example` looks like what it is not.
  return hostname.includes('.') && username === '' && password === ''
}
