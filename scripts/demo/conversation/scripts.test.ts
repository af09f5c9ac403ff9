import { expect, it } from 'vitest'
import { createDice } from '../dice.ts'
import { impatience } from './phrases.ts'
import { script } from './script.ts'
import { customerLines, findProgress, scripts } from './scripts.ts'
import { chooseSlots } from './slots.ts'
import { fillIn } from './template.ts'

it('has several dozen, each under a name of its own, each begun by the customer and ended by the agent or the customer', () => {
  expect(scripts.length).toBeGreaterThanOrEqual(40)
  expect(new Set(scripts.map(({ id }) => id)).size).toBe(scripts.length)
  for (const { id, turns } of scripts) {
    expect([id, turns.length >= 3]).toEqual([id, true])
    expect([id, turns.slice(0, -1).every(({ agent }) => agent.length > 0)]).toEqual([id, true])
  }
})

it('knows from each line that is said which conversation it is, and how far it has come', () => {
  const dice = createDice(11)
  for (const one of scripts) {
    const slots = { ...chooseSlots(dice), nombre: 'Ana', agente: 'Lucía' }
    const said = customerLines(one).map(({ text }) => fillIn(text, slots, dice))
    for (let count = 1; count <= said.length; count += 1) {
      const heard = [...said.slice(0, count), impatience.es[0] ?? '']
      expect(findProgress(heard)).toMatchObject({ script: { id: one.id }, said: count })
    }
    for (const { text } of one.turns.flatMap(({ agent }) => agent))
      expect(fillIn(text, slots, dice)).not.toContain('{')
  }
})

it('keeps what the customer said in the slots, and says when the customer is in the middle of a turn', () => {
  expect(
    findProgress(['Buenas, quiero regalar el cuenco Marea y que llegue directamente a casa de mi hermana']),
  ).toMatchObject({
    slots: { pieza: 'el cuenco Marea' },
    finished: null,
  })
  expect(findProgress(['Me gustan los trenes.'])).toBeNull()
})

it('is written in lines that say who speaks', () => {
  expect(() => script('x', 'otro', null, 'Hola')).toThrow(/no line/)
  expect(() => script('x', 'otro', null, 'A: Hola')).toThrow(/begin with the customer/)
})
