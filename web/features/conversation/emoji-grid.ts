/** Emojis in rows under titles, and how the keys move among them: a row of a title is stepped over, and a short row keeps the column in mind. */
import type { Emoji, EmojiGroup } from './emoji.ts'

export type EmojiSection = { readonly title: EmojiGroup | 'recent' | null; readonly emojis: readonly Emoji[] }

export type EmojiRow =
  | { readonly kind: 'title'; readonly title: EmojiGroup | 'recent' }
  | { readonly kind: 'emojis'; readonly emojis: readonly Emoji[] }

export type EmojiCell = { readonly row: number; readonly column: number }

export function emojiRows(sections: readonly EmojiSection[], columns: number): readonly EmojiRow[] {
  return sections.flatMap(({ title, emojis }): EmojiRow[] => {
    const rows: EmojiRow[] = []
    for (let from = 0; from < emojis.length; from += columns) {
      rows.push({ kind: 'emojis', emojis: emojis.slice(from, from + columns) })
    }
    return title === null || rows.length === 0 ? rows : [{ kind: 'title', title }, ...rows]
  })
}

export function emojiAt(rows: readonly EmojiRow[], { row, column }: EmojiCell): Emoji | null {
  const found = rows[row]
  return found?.kind === 'emojis' ? (found.emojis[Math.min(column, found.emojis.length - 1)] ?? null) : null
}

export function firstCell(rows: readonly EmojiRow[]): EmojiCell {
  return {
    row: Math.max(
      0,
      rows.findIndex(({ kind }) => kind === 'emojis'),
    ),
    column: 0,
  }
}

const lengthOf = (rows: readonly EmojiRow[], row: number): number => {
  const found = rows[row]
  return found?.kind === 'emojis' ? found.emojis.length : 0
}

function nextRow(rows: readonly EmojiRow[], from: number, by: 1 | -1): number | null {
  for (let row = from + by; row >= 0 && row < rows.length; row += by) {
    if (rows[row]?.kind === 'emojis') return row
  }
  return null
}

/** Where an arrow leads; null: it is none of ours. At an end it stays. */
export function moved(rows: readonly EmojiRow[], cell: EmojiCell, key: string): EmojiCell | null {
  const column = Math.min(cell.column, Math.max(0, lengthOf(rows, cell.row) - 1))
  switch (key) {
    case 'ArrowDown':
    case 'ArrowUp': {
      const row = nextRow(rows, cell.row, key === 'ArrowDown' ? 1 : -1)
      return row === null ? cell : { row, column: cell.column }
    }
    case 'ArrowRight': {
      if (column + 1 < lengthOf(rows, cell.row)) return { row: cell.row, column: column + 1 }
      const row = nextRow(rows, cell.row, 1)
      return row === null ? cell : { row, column: 0 }
    }
    case 'ArrowLeft': {
      if (column > 0) return { row: cell.row, column: column - 1 }
      const row = nextRow(rows, cell.row, -1)
      return row === null ? cell : { row, column: lengthOf(rows, row) - 1 }
    }
    default:
      return null
  }
}
