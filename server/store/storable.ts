/**
 * Text that comes from outside may hold what no database keeps: a NUL, or half of a character. Nobody can see either, so they are taken
 * out at the doors and the rest is kept; refused, one such message would fail together with all that are written with it.
 */

function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0')
  if (Array.isArray(value)) return value.every(isStorable)
  if (typeof value !== 'object' || value === null) return true
  return Object.entries(value).every(([key, field]) => isStorable(key) && isStorable(field))
}

function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\0', '').toWellFormed()
  if (Array.isArray(value)) return value.map(cleaned)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [cleaned(key), cleaned(field)]))
}

/** The same value (JSON, however deep) without what cannot be kept. Nearly always it is the very same object. */
export function storable<T>(value: T): T {
  // Only texts differ, and they stay texts.
  return isStorable(value) ? value : (cleaned(value) as T)
}
