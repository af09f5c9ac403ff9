/**
 * SVG is a drawing that can be a program. It is never shown in place, only downloaded; but who downloads it may open it, so drawings that
 * carry code, other pages or text hidden behind entities are not taken at all. Drawing programs write none of these.
 *
 * The patterns are matched against what strangers send: none may take longer than in proportion to its length.
 */

/** It is read in one piece. Drawings are small; what is larger holds photographs. */
export const longestSvgBytes = 2_000_000

const skipped = /\s*(?:<\?[^]*?\?>|<!--[^]*?-->|<!DOCTYPE[^[>]*(?:\[[^]*?\]\s*)?>)/iy
const root = /\s*<(?:[a-z_][\w.-]*:)?svg[\s/>]/iy

/** Whether the first element of the document is a drawing. */
export function isSvg(text: string): boolean {
  let at = 0
  for (;;) {
    skipped.lastIndex = at
    if (!skipped.test(text)) break
    at = skipped.lastIndex
  }
  root.lastIndex = at
  return root.test(text)
}

const active: readonly RegExp[] = [
  /<\s*(?:[\w.-]+:)?(?:script|handler|listener|iframe|embed|object|applet|form|meta|link|base)\b/i,
  /[\s"'/]on[a-z]+\s*=/i,
  /attributename\s*=\s*(?:["']\s*)?on/i,
  /(?:java|vb|live)script:/i,
  /data:(?:text\/html|application|image\/svg)/i,
  // An entity that brings something other than plain words along.
  /<!entity[^>]{0,4000}[<&%]/i,
  /<!entity\s+(?:%|\S+\s+(?:system|public))/i,
  /<\?xml-stylesheet/i,
]

const named: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  colon: ':',
  tab: '',
  newline: '',
}

function decoded(text: string): string {
  return text.replaceAll(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{2,8}));?/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return named[name.toLowerCase()] ?? whole
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
      return code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole
    },
  )
}

export function carriesCode(text: string): boolean {
  const plain = decoded(text)
  // Browsers read `java\nscript:` as if the line end were not there.
  const tight = plain.replaceAll(/[\u0000-\u0020]+/g, '')
  const has = (one: string): boolean => active.some((pattern) => pattern.test(one))
  return has(plain) || (plain !== text && has(text)) || /(?:java|vb|live)script:/i.test(tight)
}
