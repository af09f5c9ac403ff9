/** How wide the columns beside the conversation may be, in CSS px. The conversation keeps its least width whatever is asked for (shell.module.css). */
export type Column = 'list' | 'context'

export const widths: Readonly<
  Record<
    Column,
    {
      readonly narrowest: number
      readonly widest: number
      readonly usual: number
      readonly ample: number
      readonly step: number
    }
  >
> = {
  // `ample`: the usual one on a screen so wide that lines would grow too long.
  list: { narrowest: 240, widest: 640, usual: 352, ample: 400, step: 16 },
  context: { narrowest: 280, widest: 720, usual: 344, ample: 400, step: 16 },
}

export function widthAfter(column: Column, width: number, by: number): number {
  const { narrowest, widest } = widths[column]
  return Math.round(Math.min(widest, Math.max(narrowest, width + by)))
}
