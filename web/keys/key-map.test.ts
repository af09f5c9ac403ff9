import { afterEach, describe, expect, it } from 'vitest'
import { actOf, applyKeys, ariaKeyOf, capOf, fixedActs, isAcceptChord, keyActs, keyOf } from './key-map.ts'
import { wordOf, type Pressed } from './press.ts'
import { browseLetters, takenBy } from './taken-keys.ts'

const press = (key: string, more: Partial<Pressed> = {}): Pressed => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  repeat: false,
  isComposing: false,
  ...more,
})

afterEach(() => applyKeys({}))

describe('the keys', () => {
  it('are all different', () => {
    const keys = Object.values(keyOf).filter((key) => key !== null)
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('take none of a browser’s, the system’s or a screen reader’s', () => {
    const ours = keyActs.filter((act) => !fixedActs.has(act))
    expect(ours.filter((act) => keyOf[act] !== null && takenBy(keyOf[act]))).toEqual([])
    expect(Object.values(keyOf).filter((key) => key?.includes('alt'))).toEqual([])
  })

  it('are on every keyboard without AltGr: letters (with Shift, too), digits, the question mark, and one chord', () => {
    const ours = keyActs.filter((act) => !fixedActs.has(act))
    expect(ours.filter((act) => !/^([a-z0-9?]|shift\+[a-z]|mod\+k)$/.test(keyOf[act] ?? 'a'))).toEqual([])
  })

  it('that screen readers use to jump about are letters and digits alone, which can be switched off', () => {
    const letters = new Set(Object.values(browseLetters).flatMap((all) => all.split(' ')))
    const letterOf = (act: (typeof keyActs)[number]): string => keyOf[act]?.replace('shift+', '') ?? ''
    const shared = keyActs.filter((act) => letters.has(letterOf(act)))
    expect(shared).toContain('call.hold')
    applyKeys({ singleKeys: false })
    const pressed = (act: (typeof keyActs)[number]) =>
      press(letterOf(act), { shiftKey: keyOf[act]?.startsWith('shift+') ?? false })
    expect(shared.filter((act) => actOf(pressed(act)) !== null)).toEqual([])
    expect(actOf(press('k', { ctrlKey: true }))).toBe('page.palette')
  })

  it('mean an act when pressed alone, in either case', () => {
    expect(actOf(press('a'))).toBe('offer.accept')
    expect(actOf(press('E'))).toBe('conversation.end')
    expect(actOf(press('?', { shiftKey: true }))).toBe('page.keys')
    expect(actOf(press('ñ'))).toBeNull()
    expect(actOf(press('H', { shiftKey: true }))).toBe('call.hold')
    expect(actOf(press('h', { shiftKey: true }))).toBe('call.hold')
    expect(actOf(press('Enter'))).toBeNull()
  })

  it.each([{ ctrlKey: true }, { metaKey: true }, { altKey: true }, { isComposing: true }, { repeat: true }])(
    'mean nothing with %o',
    (more) => {
      expect(actOf(press('a', more))).toBeNull()
    },
  )

  it('are shown as the agent chose them', () => {
    applyKeys({ keys: { 'conversation.end': 'ñ', 'me.state': null } })
    expect([actOf(press('ñ')), actOf(press('e')), actOf(press('s'))]).toEqual([
      'conversation.end',
      null,
      null,
    ])
    expect([capOf('conversation.end'), capOf('me.state')]).toEqual(['Ñ', ''])
    expect([ariaKeyOf('conversation.end'), ariaKeyOf('me.state')]).toEqual(['ñ', undefined])
    expect(capOf('page.palette')).toMatch(/^(Ctrl|⌘) K$/)
    expect([capOf('call.hold'), ariaKeyOf('call.hold')]).toEqual(['⇧ H', 'Shift+h'])
    applyKeys({ keys: { 'me.state': '+', 'me.receive': 'mod++' } })
    expect([capOf('me.state'), capOf('me.receive')]).toEqual(['+', expect.stringMatching(/^(Ctrl|⌘) \+$/)])
  })

  it('accept while somebody writes only with Ctrl or ⌘ and Enter', () => {
    expect(isAcceptChord(press('Enter', { ctrlKey: true }))).toBe(true)
    expect(isAcceptChord(press('Enter', { metaKey: true }))).toBe(true)
    expect(isAcceptChord(press('Enter'))).toBe(false)
    expect(isAcceptChord(press('Enter', { ctrlKey: true, altKey: true }))).toBe(false)
  })
})

describe('a press', () => {
  it('is the sign on the cap, wherever that is: AZERTY, QWERTZ, Dvorak', () => {
    expect(wordOf(press('a', { code: 'KeyQ' }))).toBe('a')
    expect(wordOf(press('z', { code: 'KeyY' }))).toBe('z')
    expect(wordOf(press('j', { code: 'KeyC' }))).toBe('j')
    expect(wordOf(press('ñ', { code: 'Semicolon' }))).toBe('ñ')
  })

  it.each([
    ['Cyrillic', 'ф', 'KeyA', 'a'],
    ['Greek', 'σ', 'KeyS', 's'],
    ['Arabic', 'ش', 'KeyA', 'a'],
    ['Hebrew', 'ש', 'KeyA', 'a'],
  ])('is the place where the keyboard writes %s', (_, key, code, word) => {
    expect(wordOf(press(key, { code }))).toBe(word)
    expect(wordOf(press(key, { code, ctrlKey: true }))).toBe(`mod+${word}`)
  })

  it('is a digit where digits need Shift, and the sign where the sign does', () => {
    expect(wordOf(press('&', { code: 'Digit1' }))).toBe('1')
    expect(wordOf(press('1', { code: 'Digit1', shiftKey: true }))).toBe('1')
    expect(wordOf(press('!', { code: 'Digit1', shiftKey: true }))).toBe('!')
    expect(wordOf(press('؟', { code: 'Slash', shiftKey: true }))).toBe('?')
  })

  it('is nothing while an input method or a dead key is at work, with Alt, or for a modifier alone', () => {
    expect(wordOf(press('a', { isComposing: true }))).toBeNull()
    expect(wordOf(press('Process', { code: 'KeyA' }))).toBeNull()
    expect(wordOf(press('Dead', { code: 'BracketLeft' }))).toBeNull()
    expect(wordOf(press('a', { altKey: true }))).toBeNull()
    // AltGr on Windows is Ctrl and Alt.
    expect(wordOf(press('@', { altKey: true, ctrlKey: true }))).toBeNull()
    expect(wordOf(press('Shift'))).toBeNull()
  })
})
