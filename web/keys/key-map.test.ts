import { describe, expect, it } from 'vitest'
import { actOf, isAcceptChord, keyActs, keyOf, type Pressed } from './key-map.ts'

const press = (key: string, more: Partial<Pressed> = {}): Pressed => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  repeat: false,
  isComposing: false,
  ...more,
})

describe('the keys', () => {
  it('are all different', () => {
    expect(new Set(keyActs.map((act) => keyOf[act])).size).toBe(keyActs.length)
  })

  it('are single printable ones, so that no browser, system or screen-reader combination is taken', () => {
    for (const act of keyActs) expect(keyOf[act]).toMatch(/^([a-z0-9?]|Enter)$/)
    // The apostrophe and the slash open a browser's quick find; they stay free.
    expect(Object.values(keyOf)).not.toContain("'")
  })

  it('mean an act when pressed alone, in either case', () => {
    expect(actOf(press('a'))).toBe('offer.accept')
    expect(actOf(press('E'))).toBe('conversation.end')
    expect(actOf(press('?'))).toBe('page.keys')
    expect(actOf(press('q'))).toBeNull()
  })

  it.each([{ ctrlKey: true }, { metaKey: true }, { altKey: true }, { isComposing: true }, { repeat: true }])(
    'mean nothing with %o',
    (more) => {
      expect(actOf(press('a', more))).toBeNull()
    },
  )

  it('accept while somebody writes only with Ctrl or ⌘ and Enter', () => {
    expect(isAcceptChord(press('Enter', { ctrlKey: true }))).toBe(true)
    expect(isAcceptChord(press('Enter', { metaKey: true }))).toBe(true)
    expect(isAcceptChord(press('Enter'))).toBe(false)
    expect(isAcceptChord(press('Enter', { ctrlKey: true, altKey: true }))).toBe(false)
  })
})
