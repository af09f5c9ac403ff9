import type { Person } from '#channels/channel.ts'

/** Empty when nothing is known: screens then say "visitor" in the reader's own language. */
export function nameOfNewcomer(person: Person): string {
  return person.name?.trim().slice(0, 80) ?? person.email?.split('@', 1)[0]?.slice(0, 80) ?? ''
}

/** One spelling for each address; null when it is none. */
export function normaliseAddress(kind: 'email' | 'phone', value: string): string | null {
  const text = value.trim()
  if (kind === 'email') return /^[^\s@]+@[^\s@]+$/.test(text) ? text.toLowerCase() : null
  const digits = text.replaceAll(/[^\d+]/g, '')
  return digits.replaceAll('+', '').length >= 6 ? digits : null
}
