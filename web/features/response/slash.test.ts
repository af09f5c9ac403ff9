import { expect, it } from 'vitest'
import { slashAt } from './slash.ts'

const query = (text: string): string | null => slashAt(text, text.length)?.query ?? null

it('a stroke asks at the beginning, after a space and on a new line', () => {
  expect(query('/')).toBe('')
  expect(query('/hola')).toBe('hola')
  expect(query('Sí, /env')).toBe('env')
  expect(query('Sí\n/env')).toBe('env')
  expect(query('/envío gratis')).toBe('envío gratis')
})

it('a stroke within a word or an address is part of it', () => {
  expect(query('y/o')).toBeNull()
  expect(query('https://example.org/a')).toBeNull()
  expect(query('24/11')).toBeNull()
  expect(query('hola')).toBeNull()
  expect(query('')).toBeNull()
})

it('what is typed behind it ends with the line, with a space right after it, and when it is long', () => {
  expect(query('/ hola')).toBeNull()
  expect(query('/hola\nmás')).toBeNull()
  expect(query(`/${'a'.repeat(41)}`)).toBeNull()
})

it('only what stands before the caret counts', () => {
  expect(slashAt('a /ho y más', 5)).toEqual({ from: 2, to: 5, query: 'ho' })
  expect(slashAt('/hola', 0)).toBeNull()
  expect(slashAt('a /hola', 2)).toBeNull()
})
