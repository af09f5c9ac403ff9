import { civilDay, dayMs, minuteMs } from '../hours/civil-day.ts'

const pattern = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/

/** The instant of a date and time in ISO 8601 with its offset (C1), to the second; null: it is none. */
export function instantOfIso(text: string): number | null {
  const match = pattern.exec(text)
  if (!match) return null
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((digits) => Number(digits ?? 0))
  const offset = match[7] ?? 'Z'
  const offsetMinutes =
    offset === 'Z'
      ? 0
      : (offset.startsWith('-') ? -1 : 1) * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4)))
  return civilDay(year, month, day) * dayMs + (hour * 60 + minute - offsetMinutes) * minuteMs + second * 1_000
}
