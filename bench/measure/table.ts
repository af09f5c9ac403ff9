/** Figures as people read them: rows under headings, numbers to the right. */
export type Row = readonly (string | number)[]

export function printTable(headings: readonly string[], rows: readonly Row[]): void {
  const texts = [headings, ...rows.map((row) => row.map(text))]
  const widths = headings.map((_, column) => Math.max(...texts.map((row) => row[column]?.length ?? 0)))
  for (const row of texts) {
    const cells = row.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
    )
    process.stdout.write(`${cells.join('  ').trimEnd()}\n`)
  }
}

function text(value: string | number): string {
  if (typeof value === 'string') return value
  return value >= 100 || Number.isInteger(value) ? String(Math.round(value)) : value.toFixed(1)
}
