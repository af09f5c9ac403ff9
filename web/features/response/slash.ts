/**
 * The stroke that asks for a response while somebody writes: `/` at the beginning, or after a space or a new line, and what is typed behind it. An
 * address (`https://…`) or `y/o` is none.
 */

export type Slash = {
  /** Of the stroke. */
  readonly from: number
  /** Behind what was typed. */
  readonly to: number
  readonly query: string
}

const longestQuery = 40

export function slashAt(text: string, caret: number): Slash | null {
  const from = text.lastIndexOf('/', caret - 1)
  if (from < 0 || caret === 0) return null
  const query = text.slice(from + 1, caret)
  const before = text[from - 1]
  const isAlone = before === undefined || /\s/u.test(before)
  return isAlone && query.length <= longestQuery && !/^\s|\n/u.test(query) ? { from, to: caret, query } : null
}

/** A key in the field, offered to the list. True: it was the list's. */
export type ListKeys = (event: KeyboardEvent) => boolean

/** Enter, as whoever chooses presses it. */
export const isChoosing: ListKeys = ({ key, shiftKey, ctrlKey, metaKey, altKey, isComposing }) =>
  key === 'Enter' && !shiftKey && !ctrlKey && !metaKey && !altKey && !isComposing
