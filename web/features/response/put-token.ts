/** Tokens that have no value are written by hand or taken out, everywhere in the text. */
import { fillTokens } from '#core/text-token/fill-tokens.ts'
import { parseTokens } from '#core/text-token/parse-tokens.ts'

export function textWithValue(text: string, key: string, value: string): string {
  return fillTokens(text, (one) => (one === key ? value : undefined)).text
}

/** With the space that would be left double, or before a sign that follows. */
export function textWithout(text: string, key: string): string {
  let rest = text
  for (;;) {
    const token = parseTokens(rest).find((one) => one.key === key)
    if (!token) return rest
    const before = rest.slice(0, token.from)
    const after = rest.slice(token.to)
    const isSpaceLeft = /(^|\s)$/u.test(before) ? /^[ \t]/u.test(after) : false
    const isSignNext = /[ \t]$/u.test(before) && /^[.,;:!?)]/u.test(after)
    rest = isSpaceLeft ? before + after.slice(1) : isSignNext ? before.slice(0, -1) + after : before + after
  }
}
