/**
 * A text as people compare it: accents and case do not count (F1). The database folds in the same way (server/store/message-search.ts), so that
 * what it finds is what is marked on the screen.
 */
export function foldText(text: string): string {
  return text.normalize('NFD').replaceAll(marks, '').toLowerCase()
}

const marks = /[\u0300-\u036f]/gu

/** The words that must all be found (F2). */
export function searchWords(query: string): readonly string[] {
  return [
    ...new Set(
      foldText(query)
        .split(/\s+/u)
        .filter((word) => word !== ''),
    ),
  ]
}
