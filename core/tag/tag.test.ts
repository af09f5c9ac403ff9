import { describe, expect, it } from 'vitest'
import type { TagId } from '../id.ts'
import { changeTags, mostTags } from './change-tags.ts'
import { findTags } from './find-tags.ts'
import { foldTagName } from './tag-name.ts'
import { tagOfWord } from './tag-of-word.ts'

const current = (id: TagId): boolean => !id.startsWith('tag_old')
const many = (count: number): TagId[] => Array.from({ length: count }, (_, n): TagId => `tag_${n}`)

describe('putting tags on and taking them off', () => {
  it('[G1] puts on current tags only, and leaves or takes off what was archived meanwhile', () => {
    expect(changeTags([], { add: ['tag_a', 'tag_b'], remove: [] }, current)).toEqual(['tag_a', 'tag_b'])
    expect(changeTags([], { add: ['tag_old'], remove: [] }, current)).toEqual({ refused: 'tag-archived' })
    expect(changeTags(['tag_old'], { add: ['tag_a'], remove: [] }, current)).toEqual(['tag_old', 'tag_a'])
    expect(changeTags(['tag_old', 'tag_a'], { add: [], remove: ['tag_old'] }, current)).toEqual(['tag_a'])
    // It is on already: nothing is put on.
    expect(changeTags(['tag_old'], { add: ['tag_old'], remove: [] }, current)).toEqual(['tag_old'])
  })

  it('[G1] refuses one too many, however they come, and counts after taking off', () => {
    const full = many(mostTags)
    expect(changeTags(full, { add: ['tag_new'], remove: [] }, current)).toEqual({
      refused: 'too-many-tags',
      details: { limit: 20 },
    })
    expect(changeTags([], { add: many(mostTags + 1), remove: [] }, current)).toMatchObject({
      refused: 'too-many-tags',
    })
    expect(changeTags(full, { add: ['tag_new'], remove: ['tag_0'] }, current)).toHaveLength(mostTags)
    expect(changeTags(many(mostTags + 5), { add: [], remove: ['tag_0'] }, current)).toHaveLength(mostTags + 4)
  })

  it('[G2] changes nothing where there is nothing to change', () => {
    const on: TagId[] = ['tag_a', 'tag_b']
    expect(changeTags(on, { add: ['tag_a'], remove: ['tag_c'] }, current)).toBe(on)
    expect(changeTags(on, { add: [], remove: [] }, current)).toBe(on)
    expect(changeTags(on, { add: ['tag_a', 'tag_a'], remove: [] }, current)).toBe(on)
    expect(changeTags(on, { add: ['tag_c', 'tag_c'], remove: [] }, current)).toEqual([
      'tag_a',
      'tag_b',
      'tag_c',
    ])
    expect(changeTags(on, { add: ['tag_a'], remove: ['tag_a'] }, current)).toBe(on)
  })
})

describe('a word', () => {
  const tags = [{ name: 'Envío urgente' }, { name: 'Ñandú' }]

  it('[G3] is the tag that has its name, accents, case and spaces apart, whoever may make new ones', () => {
    for (const word of ['Envío urgente', 'ENVIO  URGENTE', ' envío urgente ', 'Envi\u0301o urgente'])
      expect(tagOfWord(word, tags, false)).toEqual({ is: 'tag', tag: tags[0] })
    expect(tagOfWord('nandu', tags, true)).toEqual({ is: 'tag', tag: tags[1] })
  })

  it('[G3] becomes a tag only where that is allowed', () => {
    expect(tagOfWord('  Regalo   de boda ', tags, true)).toEqual({ is: 'new', name: 'Regalo de boda' })
    expect(tagOfWord('Regalo', tags, false)).toEqual({
      refused: 'new-tags-not-allowed',
      details: { name: 'Regalo' },
    })
    expect(tagOfWord('Envío', tags, false)).toMatchObject({ refused: 'new-tags-not-allowed' })
  })

  it('[G3] is compared folded', () => {
    expect(foldTagName(' ÁRBOL\tGrande ')).toBe('arbol grande')
  })
})

describe('completion', () => {
  const tags = ['Envío', 'Cliente enfadado', 'VIP', 'Pre-envío', 'Reenvío'].map((name) => ({ name }))
  const found = (query: string, used: Readonly<Record<string, number>> = {}): string[] =>
    findTags(tags, query, ({ name }) => used[name] ?? 0).map(({ name }) => name)

  it('[G4] finds by the beginning of any word, accents and case apart', () => {
    expect(found('env')).toEqual(['Envío', 'Pre-envío'])
    expect(found('ENVÍ')).toEqual(['Envío', 'Pre-envío'])
    expect(found('enf')).toEqual(['Cliente enfadado'])
    expect(found('cliente enf')).toEqual(['Cliente enfadado'])
    expect(found('nfa')).toEqual([])
    expect(found('')).toHaveLength(tags.length)
  })

  it('[G4] puts those used most first, and equal ones by name', () => {
    expect(found('env', { 'Pre-envío': 3 })).toEqual(['Pre-envío', 'Envío'])
    expect(found('')).toEqual(['Cliente enfadado', 'Envío', 'Pre-envío', 'Reenvío', 'VIP'])
  })
})
