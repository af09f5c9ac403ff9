import type { Language } from '#protocol/text.ts'
import { en } from './en.ts'
import { es, type CallWords } from './es.ts'

export type { CallWords } from './es.ts'
export const callWords: Readonly<Record<Language, CallWords>> = { es, en }

/** 0:07, 12:40, 1:02:03 */
export function lasting(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const two = (value: number): string => String(value).padStart(2, '0')
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`
}
