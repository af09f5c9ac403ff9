import { expect, it } from 'vitest'
import { createDice } from '../dice.ts'
import { fillIn, patternOf, readSlots } from './template.ts'

const template = '[Hola|Buenas], ¿por dónde va {pedido}? (lo pedí [el {dia}|ayer])'

it('is filled in with one of its wordings and what is known', () => {
  const said = new Set(
    Array.from({ length: 40 }, (_, seed) =>
      fillIn(template, { pedido: 'LB-2100', dia: 'lunes' }, createDice(seed)),
    ),
  )
  expect([...said].toSorted()).toEqual([
    'Buenas, ¿por dónde va LB-2100? (lo pedí ayer)',
    'Buenas, ¿por dónde va LB-2100? (lo pedí el lunes)',
    'Hola, ¿por dónde va LB-2100? (lo pedí ayer)',
    'Hola, ¿por dónde va LB-2100? (lo pedí el lunes)',
  ])
})

it('says what is not known instead of leaving a gap', () => {
  expect(() => fillIn('{nombre}', {}, createDice(1))).toThrow(/nombre/)
})

it('is recognised again, with what was in its slots', () => {
  const pattern = patternOf(template)
  expect(readSlots(pattern, 'Buenas, ¿por dónde va LB-2100? (lo pedí el lunes)')).toEqual({
    pedido: 'LB-2100',
    dia: 'lunes',
  })
  expect(readSlots(pattern, 'Hola, ¿por dónde va LB-2100? (lo pedí ayer)')).toEqual({ pedido: 'LB-2100' })
  expect(readSlots(pattern, 'Hola, ¿por dónde va LB-2100?')).toBeNull()
})
