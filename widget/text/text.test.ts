import { describe, expect, it } from 'vitest'
import { en } from './en.ts'
import { es } from './es.ts'
import { dayName, fileSize, openingTime } from './moment.ts'
import { languageOf, localeOf, words } from './words.ts'

const at = (text: string) => new Date(text).getTime()
const now = at('2026-03-18T12:00:00')

describe('the words', () => {
  const shape = (value: unknown): unknown =>
    typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shape(inner)]))
      : typeof value

  it('are all there in both languages', () => {
    expect(shape(en)).toEqual(shape(es))
    const empty = Object.values(words).flatMap((language) =>
      Object.entries(language).filter(([, text]) => text === ''),
    )
    expect(empty).toEqual([])
  })

  it('follow the page’s language', () => {
    expect(['es-MX', 'en', 'EN-gb', 'fr', '', null].map(languageOf)).toEqual([
      'es',
      'en',
      'en',
      null,
      null,
      null,
    ])
  })
})

describe('the locale', () => {
  it('is the browser’s own where it speaks the language', () => {
    expect(localeOf('en', ['fr-FR', 'en-GB', 'en-US'])).toBe('en-GB')
    expect(localeOf('es', ['fr-FR', 'en-GB'])).toBe('es')
  })
})

describe('a day', () => {
  it.each([
    ['2026-03-18T00:01:00', 'Hoy'],
    ['2026-03-17T23:59:00', 'Ayer'],
    ['2026-03-02T10:00:00', 'lunes, 2 de marzo'],
    ['2025-12-24T10:00:00', 'miércoles, 24 de diciembre de 2025'],
  ])('%s is called %s', (text, name) => {
    expect(dayName(at(text), now, 'es', es)).toBe(name)
  })
})

describe('the next opening', () => {
  it.each([
    ['2026-03-18T16:30:00', 'a las 16:30', 'at 4:30 PM'],
    ['2026-03-19T01:00:00', 'mañana a la 1:00', 'tomorrow at 1:00 AM'],
    ['2026-03-23T09:00:00', 'el lunes a las 9:00', 'on Monday at 9:00 AM'],
    ['2026-04-06T09:00:00', 'el 6 de abril a las 9:00', 'on April 6 at 9:00 AM'],
  ])('%s is %s', (text, inSpanish, inEnglish) => {
    expect(openingTime(at(text), now, 'es')).toBe(inSpanish)
    expect(openingTime(at(text), now, 'en').replaceAll('\u202f', ' ')).toBe(inEnglish)
  })
})

describe('a size', () => {
  it.each([
    [10, '1 kB'],
    [34_000, '33 kB'],
    [1_500_000, '1,4 MB'],
    [25_000_000, '24 MB'],
  ])('of %i bytes is %s', (bytes, text) => {
    expect(fileSize(bytes, 'es')).toBe(text)
  })
})
