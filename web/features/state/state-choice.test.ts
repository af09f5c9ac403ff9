import { describe, expect, it } from 'vitest'
import { allChoices, choicesOf, withRecent, type CentreReason } from './state-choice.ts'

const reason = (name: string, order: number): CentreReason => ({
  id: `rsn_${name}`,
  name: { es: name, en: name },
  icon: 'circle',
  maximumMs: null,
  order,
})
const few = [reason('lunch', 2), reason('break', 1)]
const many = Array.from({ length: 9 }, (_, index) => reason(`r${index}`, index))
const shown = (all: ReturnType<typeof choicesOf>) =>
  allChoices(all).map(({ key, digit }) => `${digit} ${key}`)

describe('the choices', () => {
  it('are the plain states and then the reasons in the centre’s order', () => {
    expect(shown(choicesOf(few, []))).toEqual([
      '1 ready',
      '2 dnd',
      '3 not-ready',
      '4 rsn_break',
      '5 rsn_lunch',
    ])
  })

  it('keep the places of a few reasons, whatever was used lately', () => {
    expect(shown(choicesOf(few, ['rsn_lunch']))).toEqual(shown(choicesOf(few, [])))
  })

  it('put what was used lately on top of many, once, and give digits as far as they go', () => {
    const choices = choicesOf(many, ['rsn_r8', 'rsn_gone', 'rsn_r2'])
    expect(choices.recent.map(({ key, digit }) => [key, digit])).toEqual([
      ['rsn_r8', '4'],
      ['rsn_r2', '5'],
    ])
    expect(shown(choices).slice(5)).toEqual([
      '6 rsn_r0',
      '7 rsn_r1',
      '8 rsn_r3',
      ' rsn_r4',
      ' rsn_r5',
      ' rsn_r6',
      ' rsn_r7',
    ])
  })
})

it('what was used last is the first of three', () => {
  expect(withRecent(['rsn_a', 'rsn_b', 'rsn_c'], 'rsn_c')).toEqual(['rsn_c', 'rsn_a', 'rsn_b'])
  expect(withRecent(['rsn_a', 'rsn_b', 'rsn_c'], 'rsn_d')).toEqual(['rsn_d', 'rsn_a', 'rsn_b'])
})
