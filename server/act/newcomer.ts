import type { Person } from '#channels/channel.ts'

const longestName = 80

/** Empty when nothing is known: screens then say "visitor" in the reader's own language. */
export function nameOfNewcomer(person: Person): string {
  const name = person.name?.trim() ?? person.email?.split('@', 1)[0] ?? ''
  // Half of a character at the end would be something that no database keeps.
  return name.slice(0, longestName).replace(/[\ud800-\udbff]$/, '')
}

/** One spelling for each address; null when it is none. */
export function normaliseAddress(kind: 'email' | 'phone', value: string): string | null {
  const text = value.trim()
  if (kind === 'email') return /^[^\s@]+@[^\s@]+$/.test(text) ? text.toLowerCase() : null
  const digits = text.replaceAll(/[^\d+]/g, '')
  return digits.replaceAll('+', '').length >= 6 ? digits : null
}
