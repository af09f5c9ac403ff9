import { describe, expect, it } from 'vitest'
import { parseRoute, routeText } from './route.ts'

describe('the address', () => {
  it.each([
    ['', { list: 'active', open: null, isContactShown: false }],
    ['#/pending', { list: 'pending', open: null, isContactShown: false }],
    ['#/ended/int_0198-ab', { list: 'ended', open: 'int_0198-ab', isContactShown: false }],
    ['#/active/int_1/contact', { list: 'active', open: 'int_1', isContactShown: true }],
    ['#/nonsense/<script>/contact', { list: 'active', open: null, isContactShown: false }],
  ] as const)('%s is read', (hash, route) => {
    expect(parseRoute(hash)).toEqual(route)
  })

  it('is written as it is read', () => {
    for (const hash of ['#/active', '#/pending/int_1', '#/ended/int_2/contact']) {
      expect(routeText(parseRoute(hash))).toBe(hash)
    }
  })
})
