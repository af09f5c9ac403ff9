/** Days of the calendar as numbers (0 is 1970-01-01), so that weekdays and distances are sums. */

export const dayMs = 86_400_000
export const minuteMs = 60_000

/** From year, month (1–12) and day of the Gregorian calendar; years are counted from March, so that the leap day is a year's last. */
export function civilDay(year: number, month: number, day: number): number {
  const marchYear = month > 2 ? year : year - 1
  const marchMonth = (month + 9) % 12
  const daysBefore =
    365 * marchYear + Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400)
  return daysBefore + Math.floor((153 * marchMonth + 2) / 5) + day - 1 - 719_468
}

/** From `YYYY-MM-DD`. */
export function civilDayOf(date: string): number {
  return civilDay(Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10)))
}

/** 0 is Monday. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7
}
