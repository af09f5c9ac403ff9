import { describe, expect, it } from 'vitest'
import { parseRoute, routeText } from './route.ts'

describe('the address', () => {
  it.each([
    ['', { place: 'inbox', list: 'active', open: null, isContactShown: false }],
    ['#/pending', { place: 'inbox', list: 'pending', open: null, isContactShown: false }],
    ['#/ended/int_0198-ab', { place: 'inbox', list: 'ended', open: 'int_0198-ab', isContactShown: false }],
    ['#/active/int_1/contact', { place: 'inbox', list: 'active', open: 'int_1', isContactShown: true }],
    ['#/nonsense/<script>/contact', { place: 'inbox', list: 'active', open: null, isContactShown: false }],
    ['#/team', { place: 'team', list: 'active', open: null, isContactShown: false }],
    ['#/team/int_1', { place: 'team', list: 'active', open: null, isContactShown: false }],
  ] as const)('%s is read', (hash, route) => {
    expect(parseRoute(hash)).toEqual(route)
  })

  it('is written as it is read', () => {
    for (const hash of ['#/active', '#/pending/int_1', '#/ended/int_2/contact', '#/team']) {
      expect(routeText(parseRoute(hash))).toBe(hash)
    }
  })
})
