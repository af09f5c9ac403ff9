/**
 * What was pressed, as one word: the letter, digit or sign that the press writes (`j`, `?`, `.`), a named key (`enter`, `escape`), and `mod+`
 * before it with Ctrl (on a Mac ⌘). It is the sign that counts and not the place on the keyboard, so a letter is where its own key cap is, on
 * AZERTY and Dvorak too. A letter with Shift is a word of its own (`shift+h`); Caps Lock makes no difference. Where the keyboard writes no Latin letters at all (Greek, Cyrillic, Arabic …), the place decides: otherwise nothing
 * could be pressed. The same for digits that need Shift on a keyboard (AZERTY).
 */
export type Pressed = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'repeat' | 'isComposing'
> & { readonly shiftKey?: boolean }

/** Other scripts' question mark. */
const questionMarks = new Set(['؟', '\u037e'])
/** A press that an input method or a dead key took for itself. */
const halfTyped = new Set(['Process', 'Dead', 'Unidentified', 'Compose'])

/** null: a modifier alone, a press of an input method, or with Alt, which is never ours (AltGr writes signs with it). */
export function wordOf(pressed: Pressed): string | null {
  const { key, altKey, ctrlKey, metaKey, isComposing } = pressed
  if (altKey || isComposing || halfTyped.has(key) || isModifier(key)) return null
  const sign = signOf(pressed)
  if (ctrlKey || metaKey) return `mod+${sign}`
  return pressed.shiftKey && /^\p{L}$/u.test(sign) ? `shift+${sign}` : sign
}

function signOf({ key, code, shiftKey = false }: Pressed): string {
  if (questionMarks.has(key)) return '?'
  if (key === ' ') return 'space'
  const isForeign = /^\p{L}$/u.test(key) && !/\p{Script=Latin}/u.test(key)
  const byPlace = /^(?:Key([A-Z])|Digit(\d))$/.exec(code)
  if (isForeign && byPlace) return (byPlace[1] ?? byPlace[2] ?? key).toLowerCase()
  const isDigitWithShift = byPlace?.[2] !== undefined && !shiftKey && !/^\d$/.test(key)
  return isDigitWithShift ? (byPlace[2] ?? key) : key.toLowerCase()
}

const isModifier = (key: string): boolean =>
  ['Shift', 'Control', 'Meta', 'Alt', 'AltGraph', 'CapsLock', 'Fn', 'NumLock', 'OS'].includes(key)
