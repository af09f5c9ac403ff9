/**
 * Finds web addresses in plain text. Only http and https become links: what a customer writes must not do more than be shown. An address that
 * pretends (`https://bank.example@elsewhere.example`) or is too long to be read stays text; one whose letters only look like others is told by the
 * name that it really goes to.
 */
export type TextPart = {
  readonly text: string
  readonly href: string | null
  /** Where a link really leads, when it is written in letters that can be taken for others; else null. */
  readonly host: string | null
}

const address = /https?:\/\/[^\s<>"'`]+/giu
/** Marks that end the sentence and not the address. */
const trailing = /[.,;:!?»”]+$/u
const longestHref = 2_048

export function linkParts(text: string): TextPart[] {
  const parts: TextPart[] = []
  let at = 0
  for (const match of text.matchAll(address)) {
    const found = withoutTrailing(match[0])
    if (match.index > at) parts.push({ text: text.slice(at, match.index), href: null, host: null })
    parts.push({ text: found, ...destination(found) })
    at = match.index + found.length
  }
  if (at < text.length) parts.push({ text: text.slice(at), href: null, host: null })
  return parts
}

function destination(found: string): Pick<TextPart, 'href' | 'host'> {
  const nowhere = { href: null, host: null }
  if (found.length > longestHref || !URL.canParse(found)) return nowhere
  const { username, password, hostname, href } = new URL(found)
  // Whatever stands before an @ is read as the site and is not.
  if (username !== '' || password !== '' || /^https?:\/\/[^/?#]*[@\\]/iu.test(found)) return nowhere
  const isDisguised = hostname.split('.').some((label) => label.startsWith('xn--'))
  return { href: isDisguised ? href : found, host: isDisguised ? hostname : null }
}

/** A closing bracket belongs to the address only when it was opened in it. */
function withoutTrailing(found: string): string {
  const shorter = found.replace(trailing, '')
  const last = shorter.at(-1)
  const opening = last === ')' ? '(' : last === ']' ? '[' : null
  if (opening === null || shorter.split(opening).length >= shorter.split(last ?? '').length) return shorter
  return withoutTrailing(shorter.slice(0, -1))
}
