import { expect, it } from 'vitest'
import { tagOptions, usedTimes, type WorkspaceTag } from './tag-options.ts'

const tags: readonly WorkspaceTag[] = [
  { id: 'tag_a', name: 'Envío urgente', colour: 'red' },
  { id: 'tag_b', name: 'Urgente', colour: 'grey' },
  { id: 'tag_c', name: 'Regalo', colour: 'blue' },
]
const found = (query: string, mayCreate = true) =>
  tagOptions(tags, ['tag_b'], query, new Map([['tag_b', 4]]), mayCreate)

it('offers what begins like what was typed, those used most first, and says what is on', () => {
  expect(found('urg').found.map(({ tag, isOn, used }) => [tag.id, isOn, used])).toEqual([
    ['tag_b', true, 4],
    ['tag_a', false, 0],
  ])
  expect(found('').found).toHaveLength(3)
})

it('offers to make a tag of a word that is none, where that is allowed', () => {
  expect(found('  Boda   real ').create).toBe('Boda real')
  expect(found('Boda', false).create).toBeNull()
  expect(found('ENVIO urgente').create).toBeNull()
  expect(found('   ').create).toBeNull()
  expect(found('x'.repeat(41)).create).toBeNull()
})

it('counts how often a tag is on', () => {
  const used = usedTimes([
    { shown: { tagIds: ['tag_a', 'tag_b'] } },
    { shown: { tagIds: ['tag_b'] } },
    { shown: { tagIds: [] } },
  ])
  expect([...used]).toEqual([
    ['tag_a', 1],
    ['tag_b', 2],
  ])
})
