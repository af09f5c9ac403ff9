/**
 * What a clock on a wall in a time zone shows, and when it shows something. The zone's rules come from `Intl`, which is part of the
 * language: it reads no clock and gives the same answer for the same instant. Formatters are kept, because making one is slow.
 */
import { civilDay, dayMs, minuteMs } from './civil-day.ts'

export type WallTime = {
  /** See `civil-day.ts`. */
  readonly day: number
  /** Since the wall's midnight, with fractions. */
  readonly minute: number
}

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const kept = formats.get(timeZone)
  if (kept) return kept
  const number = 'numeric'
  const format = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
    timeZone,
    hourCycle: 'h23',
    year: number,
    month: number,
    day: number,
    hour: number,
    minute: number,
    second: number,
  })
  formats.set(timeZone, format)
  return format
}

/** How far the wall is ahead of UTC at an instant. */
export function offsetMsAt(timeZone: string, at: number): number {
  const shown: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {}
  for (const { type, value } of formatOf(timeZone).formatToParts(at)) shown[type] = Number(value)
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = shown
  const wallMs = civilDay(year, month, day) * dayMs + (hour * 60 + minute) * minuteMs + second * 1_000
  return wallMs - Math.floor(at / 1_000) * 1_000
}

export function wallTimeAt(timeZone: string, at: number): WallTime {
  const wallMs = at + offsetMsAt(timeZone, at)
  const day = Math.floor(wallMs / dayMs)
  return { day, minute: (wallMs - day * dayMs) / minuteMs }
}

/** The instants at which the wall shows this: none when the clock jumps over it, two when it is put back. */
export function instantsOf(timeZone: string, { day, minute }: WallTime): number[] {
  const wallMs = day * dayMs + minute * minuteMs
  const offsets = new Set([offsetMsAt(timeZone, wallMs - dayMs), offsetMsAt(timeZone, wallMs + dayMs)])
  return [...offsets]
    .map((offsetMs) => wallMs - offsetMs)
    .filter((at) => at + offsetMsAt(timeZone, at) === wallMs)
}

/** The instant on a day of the wall at which the clock is changed; null: it is not. */
export function clockChangeOn(timeZone: string, day: number): number | null {
  // Wide enough for the day in any zone, and so maybe also around a change on the day before or after.
  let before = (day - 1) * dayMs
  let after = (day + 2) * dayMs
  const offsetBefore = offsetMsAt(timeZone, before)
  if (offsetMsAt(timeZone, after) === offsetBefore) return null
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (offsetMsAt(timeZone, middle) === offsetBefore) before = middle
    else after = middle
  }
  return wallTimeAt(timeZone, after).day === day ? after : null
}
