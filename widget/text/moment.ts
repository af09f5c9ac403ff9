/** Times and sizes as people of a locale (`es`, `en-GB`) say them. Pure; the browser's zone. */
import type { Words } from './words.ts'

const dayMs = 86_400_000

function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0)
}

export function clockTime(at: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' }).format(at)
}

export function wholeTime(at: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short' }).format(at)
}

export function isSameDay(a: number, b: number): boolean {
  return startOfDay(a) === startOfDay(b)
}

/** "Hoy", "Ayer", "lunes, 2 de marzo", with the year when it is another one. */
export function dayName(
  at: number,
  now: number,
  locale: string,
  words: Pick<Words, 'today' | 'yesterday'>,
): string {
  const days = Math.round((startOfDay(now) - startOfDay(at)) / dayMs)
  if (days === 0) return words.today
  if (days === 1) return words.yesterday
  const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear()
  return new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(!isThisYear && { year: 'numeric' }),
  }).format(at)
}

/** When it opens: "a las 9:00", "mañana a las 9:00", "el lunes a las 9:00", "el 24 de diciembre a las 9:00". */
export function openingTime(at: number, now: number, locale: string): string {
  const time = clockTime(at, locale)
  const days = Math.round((startOfDay(at) - startOfDay(now)) / dayMs)
  const day = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options).format(at)
  if (locale.startsWith('es')) {
    const hour = `a ${time.startsWith('1:') ? 'la' : 'las'} ${time}`
    if (days <= 0) return hour
    if (days === 1) return `mañana ${hour}`
    return days < 7
      ? `el ${day({ weekday: 'long' })} ${hour}`
      : `el ${day({ day: 'numeric', month: 'long' })} ${hour}`
  }
  if (days <= 0) return `at ${time}`
  if (days === 1) return `tomorrow at ${time}`
  return days < 7
    ? `on ${day({ weekday: 'long' })} at ${time}`
    : `on ${day({ day: 'numeric', month: 'long' })} at ${time}`
}

export function fileSize(bytes: number, locale: string): string {
  const [value, unit] = bytes >= 1_000_000 ? [bytes / 1_048_576, 'MB'] : [bytes / 1024, 'kB']
  const digits = unit === 'MB' && value < 10 ? 1 : 0
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(Math.max(value, 1 / 10 ** digits))} ${unit}`
}
