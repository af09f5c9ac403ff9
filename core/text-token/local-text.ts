/** Dates, times, numbers and the like as a letter to a customer says them (T5): in the language of the text and the centre's time zone. */
import { civilDay, dayMs } from '../hours/civil-day.ts'
import { wallTimeAt } from '../hours/wall-clock.ts'
import type { TextLanguage } from './language.ts'

const styles = {
  date: { dateStyle: 'long' },
  time: { timeStyle: 'short' },
  weekday: { weekday: 'long' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>
export type DateStyle = keyof typeof styles | 'moment'

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(style: keyof typeof styles, language: TextLanguage, timeZone: string): Intl.DateTimeFormat {
  const name = `${style} ${language} ${timeZone}`
  const kept = formats.get(name)
  if (kept) return kept
  const format = new Intl.DateTimeFormat(language, { ...styles[style], timeZone })
  formats.set(name, format)
  return format
}

const zones = new Map<string, string>()

/** A zone that does not exist is UTC: a date in it is better than none. */
function zoneOf(timeZone: string): string {
  const kept = zones.get(timeZone)
  if (kept) return kept
  let zone = 'UTC'
  try {
    zone = new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone
  } catch {
    // As said above.
  }
  zones.set(timeZone, zone)
  return zone
}

/** Thin and unbreakable spaces differ from one machine to the next. */
const plainSpaces = (text: string): string => text.replaceAll(/[\u00a0\u2009\u202f]/g, ' ')

export function dateText(at: number, style: DateStyle, language: TextLanguage, timeZone: string): string {
  // What stands between the date and the time is not the same on every machine.
  if (style === 'moment')
    return `${dateText(at, 'date', language, timeZone)}, ${dateText(at, 'time', language, timeZone)}`
  return plainSpaces(formatOf(style, language, zoneOf(timeZone)).format(at))
}

/** The date on the wall a day later, also on the days the clock is changed. */
export function tomorrowText(at: number, language: TextLanguage, timeZone: string): string {
  const noon = (wallTimeAt(zoneOf(timeZone), at).day + 1.5) * dayMs
  return dateText(noon, 'date', language, 'UTC')
}

const greetings = {
  es: { morning: 'Buenos días', afternoon: 'Buenas tardes', evening: 'Buenas noches' },
  en: { morning: 'Good morning', afternoon: 'Good afternoon', evening: 'Good evening' },
} as const
/** In minutes of the day. People say good evening earlier in English. */
const begins = { morning: 360, afternoon: 720, evening: { es: 1_200, en: 1_080 } } as const

export function greetingText(at: number, language: TextLanguage, timeZone: string): string {
  const { minute } = wallTimeAt(zoneOf(timeZone), at)
  const words = greetings[language]
  if (minute < begins.morning || minute >= begins.evening[language]) return words.evening
  return minute < begins.afternoon ? words.morning : words.afternoon
}

const numbers: Readonly<Record<TextLanguage, Intl.NumberFormat>> = {
  es: new Intl.NumberFormat('es', { maximumFractionDigits: 20 }),
  en: new Intl.NumberFormat('en', { maximumFractionDigits: 20 }),
}
export function numberText(value: number, language: TextLanguage): string {
  return plainSpaces(numbers[language].format(value))
}

const yesNo = { es: { yes: 'sí', no: 'no' }, en: { yes: 'yes', no: 'no' } } as const
export function yesNoText(value: boolean, language: TextLanguage): string {
  return value ? yesNo[language].yes : yesNo[language].no
}

const languageNames: Readonly<Record<TextLanguage, Intl.DisplayNames>> = {
  es: new Intl.DisplayNames('es', { type: 'language' }),
  en: new Intl.DisplayNames('en', { type: 'language' }),
}

/** `es`, `pt-BR` → its name; what is no language code is no value. */
export function languageText(code: string, language: TextLanguage): string | null {
  const base = /^([a-z]{2,3})(?:[-_]|$)/i.exec(code.trim())?.[1]
  return base === undefined ? null : (languageNames[language].of(base.toLowerCase()) ?? null)
}

/** The day on which a plain `YYYY-MM-DD` falls, at noon UTC; null: it is none. */
export function dayOfDate(text: string): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  return match ? (civilDay(Number(match[1]), Number(match[2]), Number(match[3])) + 0.5) * dayMs : null
}
