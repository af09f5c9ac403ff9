import { describe, expect, it } from 'vitest'
import { clockText, createFormat, daysBetween } from './format.ts'

const at = (text: string): number => new Date(text).getTime()
const now = at('2026-11-20T15:00:00')

describe('a running time', () => {
  it.each([
    [-5, '00:00'],
    [0, '00:00'],
    [252_999, '04:12'],
    [3_852_000, '1:04:12'],
    [86_399_000, '23:59:59'],
    [3 * 86_400_000 + 15_120_000, '3 d 04:12'],
  ])('%d ms is %s', (ms, text) => {
    expect(clockText(ms)).toBe(text)
  })
})

describe('days', () => {
  it('are told by the calendar, not by 24 hours', () => {
    expect(daysBetween(at('2026-11-19T23:59:00'), at('2026-11-20T00:01:00'))).toBe(1)
    expect(daysBetween(at('2026-11-20T00:00:00'), at('2026-11-20T23:59:00'))).toBe(0)
  })

  it('have names near today, and dates further off', () => {
    const es = createFormat('es')
    expect(
      [now, at('2026-11-19T08:00:00'), at('2026-11-02T08:00:00'), at('2025-11-02T08:00:00')].map((then) =>
        es.day(then, now),
      ),
    ).toEqual(['Hoy', 'Ayer', 'Lunes, 2 de noviembre', '2 de noviembre de 2025'])
    const en = createFormat('en')
    expect([now, at('2026-11-19T08:00:00')].map((then) => en.day(then, now))).toEqual(['Today', 'Yesterday'])
  })
})

describe('how long ago', () => {
  it('is said as people say it', () => {
    const es = createFormat('es')
    expect([0, 59_000, 180_000, 7_200_000].map((ms) => es.ago(now - ms, now))).toEqual([
      'ahora',
      'ahora',
      'hace 3 min',
      'hace 2 h',
    ])
    expect(createFormat('en').ago(now - 180_000, now)).toBe('3 min. ago')
  })
})

describe('sizes', () => {
  it('use the decimal sign of the language', () => {
    expect(createFormat('es').bytes(1_536_000)).toBe('1,5 MB')
    expect(createFormat('en').bytes(1_536_000)).toBe('1.5 MB')
    expect(createFormat('es').bytes(999)).toBe('999 B')
  })
})
