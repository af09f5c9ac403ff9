import { foldText } from './fold-text.ts'

/** A part of a text, in UTF-16 positions. */
export type Span = { readonly from: number; readonly to: number }

/** Where these folded words stand in a text as it was written, in order; those that touch or overlap are one (F3). */
export function findWords(text: string, words: readonly string[]): readonly Span[] {
  const { folded, startOf } = foldedWithPlaces(text)
  const found: Span[] = []
  for (const word of words) {
    if (word === '') continue
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
      found.push({ from: startOf[at] ?? 0, to: endOf(startOf, at + word.length - 1) })
    }
  }
  return joined(found.toSorted((a, b) => a.from - b.from || a.to - b.to))
}

/** The folded text, and of each of its units where in the text the character begins that it comes from; the text's end at last. */
function foldedWithPlaces(text: string): { readonly folded: string; readonly startOf: readonly number[] } {
  let folded = ''
  const startOf: number[] = []
  let at = 0
  for (const character of text) {
    const part = foldText(character)
    for (let unit = 0; unit < part.length; unit += 1) startOf.push(at)
    folded += part
    at += character.length
  }
  startOf.push(text.length)
  return { folded, startOf }
}

/** Behind the character that this unit comes from, with the accents that follow it. */
function endOf(startOf: readonly number[], unit: number): number {
  const start = startOf[unit] ?? 0
  let next = unit + 1
  while (next < startOf.length - 1 && startOf[next] === start) next += 1
  return startOf[next] ?? start
}

function joined(spans: readonly Span[]): readonly Span[] {
  const result: Span[] = []
  for (const span of spans) {
    const last = result.at(-1)
    if (last && span.from <= last.to) {
      result[result.length - 1] = { from: last.from, to: Math.max(last.to, span.to) }
    } else result.push(span)
  }
  return result
}
