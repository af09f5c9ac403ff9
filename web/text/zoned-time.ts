/**
 * Dates that belong to the centre and not to the machine: what a case says of an appointment is read in the centre's time zone, wherever the agent
 * sits (rule T5 says the same of texts to customers). Where the machine's clock differs at that instant, the zone is said with it.
 */
import type { Language } from '#protocol/text.ts'

const known = new Map<string, Intl.DateTimeFormat>()

function formatOf(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${JSON.stringify(options)}`
  const format = known.get(key) ?? new Intl.DateTimeFormat(language, options)
  known.set(key, format)
  return format
}

const machineZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone

/** `20 nov 2026, 10:30`, and `GMT+1` where the machine has another time. */
export function zonedText(at: number, language: Language, timeZone: string): string {
  const isElsewhere = wallText(at, timeZone) !== wallText(at, machineZone())
  return formatOf(language, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
    ...(isElsewhere ? { timeZoneName: 'short' } : {}),
  }).format(at)
}

/** With the weekday and the zone, for hovering. */
export function zonedLongText(at: number, language: Language, timeZone: string): string {
  return formatOf(language, {
    weekday: 'long',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'long',
    timeZone,
  }).format(at)
}

function wallText(at: number, timeZone: string): string {
  return formatOf('en', { dateStyle: 'short', timeStyle: 'short', timeZone }).format(at)
}
