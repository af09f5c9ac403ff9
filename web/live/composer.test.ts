import { describe, expect, it } from 'vitest'
import type { InteractionId } from '#core/id.ts'
import { createComposers, type ComposerAccess } from './composer.ts'

const id: InteractionId = 'int_1'
const access = (): ComposerAccess => ({
  interactionId: id,
  text: () => '',
  insert: () => {},
  quote: () => {},
  quoted: () => null,
  attach: () => {},
  focus: () => {},
})

describe('the composers on the screen', () => {
  it('are found while they are there', () => {
    const composers = createComposers()
    expect(composers.of(id)).toBeNull()
    const one = access()
    const leave = composers.register(one)
    expect(composers.of(id)).toBe(one)
    leave()
    expect(composers.of(id)).toBeNull()
  })

  it('are not taken away by the one before that leaves late', () => {
    const composers = createComposers()
    const leave = composers.register(access())
    const next = access()
    composers.register(next)
    leave()
    expect(composers.of(id)).toBe(next)
  })

  it('keep their guests in the order in which they came, each in its own conversation', () => {
    const composers = createComposers()
    const first = {}
    const second = {}
    const leave = composers.join(id, first)
    composers.join(id, second)
    composers.join('int_2', {})
    expect(composers.guestsOf(id)).toEqual([first, second])
    expect(composers.guestsOf(id)[0]).toBe(first)
    leave()
    expect(composers.guestsOf(id)).toHaveLength(1)
    expect(composers.guestsOf(id)[0]).toBe(second)
  })
})
