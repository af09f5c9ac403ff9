/** The keys of a phone. Digits may be typed too, while the focus is on it. */
import { h, setText } from '../../view/element.ts'
import type { CallWords } from '../text/es.ts'

export interface Keypad {
  readonly element: HTMLElement
  focus(): void
  clear(): void
}

const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] as const
const mostShown = 16

export function keypad(call: CallWords, onPress: (digits: string) => void): Keypad {
  const shown = h('output', { class: 'call-pressed', set: { 'aria-label': call.pressed } })
  const buttons = keys.map((key) =>
    h('button', { class: 'call-key', set: { type: 'button' }, on: { onclick: () => press(key) } }, key),
  )
  const element = h(
    'div',
    { class: 'call-keypad', set: { role: 'group', 'aria-label': call.keypad, hidden: true } },
    shown,
    ...buttons,
  )
  element.addEventListener('keydown', ({ key, ctrlKey, metaKey, altKey }) => {
    if (!ctrlKey && !metaKey && !altKey && /^[0-9*#]$/.test(key)) press(key)
  })

  function press(key: string): void {
    onPress(key)
    setText(shown, `${shown.textContent}${key}`.slice(-mostShown))
  }

  return {
    element,
    focus: () => buttons[0]?.focus(),
    clear: () => setText(shown, ''),
  }
}
