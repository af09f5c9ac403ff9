import { expect, it } from 'vitest'
import { preferences } from '#protocol/workspace.ts'
import { widthAfter, widths } from './column-width.ts'

it('a column stays between its narrowest and its widest, in whole pixels', () => {
  expect(widthAfter('list', 300, 16)).toBe(316)
  expect(widthAfter('list', 250, -64)).toBe(240)
  expect(widthAfter('context', 700, 64)).toBe(720)
  expect(widthAfter('list', 300.4, 0)).toBe(300)
})

it('every width that can be reached can be kept', () => {
  for (const { narrowest, widest } of [widths.list, widths.context])
    for (const width of [narrowest, widest])
      expect(preferences.safeParse({ layout: { contextWidth: width, listWidth: width } }).success).toBe(true)
})
