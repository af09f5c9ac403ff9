/** The part of a file that a player asks for. `end` is the last byte of it, as in the header. */
export type ByteRange = { readonly start: number; readonly end: number }

const one = /^bytes=(\d{0,15})-(\d{0,15})$/

/** Null: all of it. That is also the answer to what makes no sense or asks for several parts: a server need not follow the header. */
export function parseByteRange(header: string | undefined, sizeBytes: number): ByteRange | null {
  const match = one.exec(header ?? '')
  if (!match) return null
  const [, first = '', last = ''] = match
  if (first === '' && last === '') return null
  const start = first === '' ? Math.max(0, sizeBytes - Number(last)) : Number(first)
  const end = first === '' || last === '' ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1)
  return start <= end ? { start, end } : null
}
