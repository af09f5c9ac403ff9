import { findWords } from './find-words.ts'

/** How much of what stands before the first hit is shown, of the whole length. */
const leadIn = 1 / 4

/** One line of at most `longest` characters around the first hit, with an ellipsis where something was left out (F4). */
export function excerptAround(text: string, words: readonly string[], longest: number): string {
  const line = text.replaceAll(/\s+/gu, ' ').trim()
  const characters = Array.from(line)
  if (characters.length <= longest) return line
  const [hit] = findWords(line, words)
  const hitAt = Array.from(line.slice(0, hit?.from ?? 0)).length
  const from = Math.max(0, Math.min(hitAt - Math.floor(longest * leadIn), characters.length - longest + 1))
  const before = from > 0 ? '…' : ''
  const room = longest - before.length
  const isCut = from + room < characters.length
  const to = isCut ? from + room - 1 : characters.length
  return `${before}${characters.slice(from, to).join('')}${isCut ? '…' : ''}`
}
