import { expect, it } from 'vitest'
import { textWithout, textWithValue } from './put-token.ts'

it('a value goes wherever the token stands, and other tokens stay', () => {
  expect(textWithValue('<$ X $>, <$x$> <$ Y $>', 'x', 'uno')).toBe('uno, uno <$ Y $>')
  expect(textWithValue('<$ X $>', 'x', 'con <$ Y $>')).toBe('con < $ Y $>')
})

it('what is taken out leaves no double space and none before a sign', () => {
  expect(textWithout('Hola <$ X $>, adiós', 'x')).toBe('Hola, adiós')
  expect(textWithout('Hola <$ X $> adiós', 'x')).toBe('Hola adiós')
  expect(textWithout('<$ X $> adiós <$x$>', 'x')).toBe('adiós ')
  expect(textWithout('a<$ X $>b <$ Y $>', 'x')).toBe('ab <$ Y $>')
})
