import { expect, it } from 'vitest'
import { createDice } from '../dice.ts'
import { calledName, inventCustomer } from './customer.ts'

it('invents people with addresses that are nobody’s', () => {
  const dice = createDice(4)
  for (let one = 0; one < 200; one += 1) {
    const { name, email } = inventCustomer(dice, one % 5 === 0 ? 'en' : 'es')
    expect(name).toMatch(/^\p{Lu}[\p{L} ]+ \p{Lu}\p{L}+$/u)
    expect(email).toMatch(/^[a-z.]+\d*@[a-z]+\.example$/)
  }
})

it('calls people as people are called', () => {
  expect(calledName('José Luis Gómez Vera')).toBe('José Luis')
  expect(calledName('María García')).toBe('María')
  expect(calledName('Lucía Navarro Sáez')).toBe('Lucía')
  expect(calledName('Emily')).toBe('Emily')
})
