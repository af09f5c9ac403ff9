/** Times, dates and sizes as people say them, in their language and in the time zone of their machine. */
import type { Language } from '#protocol/text.ts'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/** A running time: `04:12`, `1:04:12`, `3 d 04:12`. */
export function clockText(ms: number): string {
  const whole = Math.max(0, Math.floor(ms / second))
  const two = (value: number): string => String(value).padStart(2, '0')
  const [hours, minutes, seconds] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  if (hours >= 24) return `${Math.floor(hours / 24)} d ${two(hours % 24)}:${two(minutes)}`
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${two(minutes)}:${two(seconds)}`
}

export function createFormat(language: Language) {
  const time = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' })
  const dateMinute = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' })
  const dateTime = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'medium' })
  const shortDate = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' })
  const longDate = new Intl.DateTimeFormat(language, { weekday: 'long', day: 'numeric', month: 'long' })
  const datedYear = new Intl.DateTimeFormat(language, { dateStyle: 'long' })
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' })
  const number = new Intl.NumberFormat(language)
  const size = new Intl.NumberFormat(language, { maximumFractionDigits: 1 })

  const dayText = (at: number, now: number): string => {
    const days = daysBetween(at, now)
    if (days < 2 && days >= 0) return capital(relative.format(-days, 'day'))
    return isSameYear(at, now) ? capital(longDate.format(at)) : datedYear.format(at)
  }

  return {
    time: (at: number) => time.format(at),
    /** As people write a date with its time. */
    dateMinute: (at: number) => dateMinute.format(at),
    /** To the second, for hovering. */
    dateTime: (at: number) => dateTime.format(at),
    date: (at: number) => datedYear.format(at),
    number: (value: number) => number.format(value),
    /** `Hoy`, `Ayer`, `Lunes, 3 de noviembre`, `3 de noviembre de 2025`. */
    day: dayText,
    /** For lists: the time today, `ayer`, else the date. */
    moment(at: number, now: number) {
      const days = daysBetween(at, now)
      if (days === 0) return time.format(at)
      if (days === 1) return relative.format(-1, 'day')
      return isSameYear(at, now) ? shortDate.format(at) : datedYear.format(at)
    },
    /** `hace 3 min`, `hace 2 h`, `ayer`. */
    ago(at: number, now: number) {
      const passed = Math.max(0, now - at)
      if (passed < minute) return relative.format(0, 'second')
      if (passed < hour) return relative.format(-Math.floor(passed / minute), 'minute')
      if (passed < day) return relative.format(-Math.floor(passed / hour), 'hour')
      return relative.format(-Math.max(1, daysBetween(at, now)), 'day')
    },
    bytes(bytes: number) {
      if (bytes < 1_000) return `${size.format(bytes)} B`
      if (bytes < 1_000_000) return `${size.format(bytes / 1_000)} kB`
      return `${size.format(bytes / 1_000_000)} MB`
    },
  }
}

const capital = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1)

/** Whole calendar days between, by the machine's own midnight. */
export function daysBetween(at: number, now: number): number {
  return Math.round((startOfDay(now) - startOfDay(at)) / day)
}

export function startOfDay(at: number): number {
  const date = new Date(at)
  date.setHours(0, 0, 0, 0)
  return date.getTime()
}

const isSameYear = (at: number, now: number): boolean =>
  new Date(at).getFullYear() === new Date(now).getFullYear()
