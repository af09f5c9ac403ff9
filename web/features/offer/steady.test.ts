import { describe, expect, it } from 'vitest'
import { hasMoved } from './steady.ts'

const cards = (...names: readonly string[]) =>
  names.map((name) => ({ id: name.replace('†', ''), isGone: name.endsWith('†') }))

describe('cards', () => {
  it.each([
    ['nothing changes', ['a', 'b'], ['a', 'b']],
    ['a new one comes on top', ['a'], ['a', 'b']],
    ['the first one comes', [], ['a']],
    ['the topmost goes', ['a', 'b'], ['a']],
    ['the only one goes', ['a'], []],
    ['another one comes in the place of the only one', ['a'], ['b']],
  ])('stay where they are when %s', (_, before, after) => {
    expect(hasMoved(cards(...before), cards(...after))).toBe(false)
  })

  it.each([
    ['one below goes', ['a', 'b'], ['b']],
    ['one below is taken by somebody and shrinks', ['a', 'b'], ['a†', 'b']],
    ['one below that was taken goes', ['a†', 'b'], ['b']],
    ['a more urgent one comes below', ['b'], ['a', 'b']],
    ['they change places', ['a', 'b'], ['b', 'a']],
    ['its own buttons go', ['a'], ['a†']],
  ])('move when %s', (_, before, after) => {
    expect(hasMoved(cards(...before), cards(...after))).toBe(true)
  })
})
