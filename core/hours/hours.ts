/**
 * Opening hours (SPEC §7): when a queue is open, and when that changes next. A week of periods on the clock of the hours' own time zone, and
 * days that differ. The wall clock decides, on the days it is put forward or back too.
 */
import { civilDayOf, weekdayOf } from './civil-day.ts'
import { clockChangeOn, instantsOf, wallTimeAt } from './wall-clock.ts'

/** In minutes since midnight, 0–1440: from its beginning, up to but not including its end. */
export type Period = { readonly fromMinute: number; readonly toMinute: number }

export type Hours = {
  /** IANA name, e.g. `America/Santiago`; a wrong one throws. */
  readonly timeZone: string
  /** Seven days, Monday first. */
  readonly week: readonly (readonly Period[])[]
  /** Days that differ (`YYYY-MM-DD`), each with all its periods: none means closed. */
  readonly exceptions: readonly { readonly date: string; readonly periods: readonly Period[] }[]
}

export function isOpen(hours: Hours, at: number): boolean {
  return isOpenBy(planOf(hours), at)
}

/** The first instant after `at` at which open becomes closed or closed open; null: it stays like this. */
export function nextChangeAt(hours: Hours, at: number): number | null {
  const plan = planOf(hours)
  const openNow = isOpenBy(plan, at)
  for (const day of daysToLookAt(plan, wallTimeAt(plan.timeZone, at).day)) {
    const changesAt = possibleChanges(plan, day).find(
      (instant) => instant > at && isOpenBy(plan, instant) !== openNow,
    )
    if (changesAt !== undefined) return changesAt
  }
  return null
}

/** The hours with their exceptions by day. */
type Plan = Pick<Hours, 'timeZone' | 'week'> & { readonly exceptions: ReadonlyMap<number, readonly Period[]> }

function planOf({ timeZone, week, exceptions }: Hours): Plan {
  return {
    timeZone,
    week,
    exceptions: new Map(exceptions.map(({ date, periods }) => [civilDayOf(date), periods])),
  }
}

function periodsOn({ week, exceptions }: Plan, day: number): readonly Period[] {
  return exceptions.get(day) ?? week[weekdayOf(day)] ?? []
}

function isOpenBy(plan: Plan, at: number): boolean {
  const { day, minute } = wallTimeAt(plan.timeZone, at)
  return periodsOn(plan, day).some(({ fromMinute, toMinute }) => fromMinute <= minute && minute < toMinute)
}

/**
 * Without exceptions, what does not change within eight days never changes. So it is enough to look at the days after today and after each
 * exception: nothing can change in the gaps between them.
 */
function daysToLookAt({ exceptions }: Plan, today: number): number[] {
  const beginnings = [today, ...[...exceptions.keys()].filter((day) => day > today)]
  const days = new Set(beginnings.flatMap((day) => Array.from({ length: 9 }, (_, index) => day + index)))
  return [...days].toSorted((one, other) => one - other)
}

/** Where periods begin and end on that day, its midnight, and the instant its clock is changed; in order. */
function possibleChanges(plan: Plan, day: number): number[] {
  const minutes = new Set([
    0,
    ...periodsOn(plan, day).flatMap(({ fromMinute, toMinute }) => [fromMinute, toMinute]),
  ])
  const instants = [...minutes].flatMap((minute) => instantsOf(plan.timeZone, { day, minute }))
  const clockChange = clockChangeOn(plan.timeZone, day)
  return [...instants, ...(clockChange === null ? [] : [clockChange])].toSorted((one, other) => one - other)
}
