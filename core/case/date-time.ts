import { civilDay } from '../hours/civil-day.ts'

const pattern =
  /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(?:Z|[+-](\d{2}):(\d{2}))$/

/** A date and time in ISO 8601 with its offset (C1) that the calendar and the clock have. */
export function isDateTime(text: string): boolean {
  const match = pattern.exec(text)
  if (!match) return false
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, offsetHour = 0, offsetMinute = 0] =
    match.slice(1).map((digits) => Number(digits ?? 0))
  return (
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= civilDay(year, month + 1, 1) - civilDay(year, month, 1) &&
    hour <= 23 &&
    minute <= 59 &&
    second <= 59 &&
    offsetHour <= 14 &&
    offsetMinute <= 59
  )
}
