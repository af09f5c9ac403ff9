import type { ReactNode } from 'react'
import { findWords } from '#core/search/find-words.ts'

/** A text with what is searched for (folded words) marked. */
export function MarkedText({
  text,
  words,
}: {
  readonly text: string
  readonly words: readonly string[]
}): ReactNode {
  const spans = words.length === 0 ? [] : findWords(text, words)
  if (spans.length === 0) return text
  const parts: ReactNode[] = []
  let at = 0
  for (const { from, to } of spans) {
    parts.push(text.slice(at, from), <mark key={from}>{text.slice(from, to)}</mark>)
    at = to
  }
  return [...parts, text.slice(at)]
}
