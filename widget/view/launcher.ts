/** The button in the corner of the page: shaped like something said, its tight corner towards the edge it sits at. */
import type { Words } from '../text/words.ts'
import { h, setAttribute, setText, show } from './element.ts'
import { icon } from './icon.ts'

export interface Launcher {
  readonly element: HTMLButtonElement
  update(shown: {
    readonly isOpen: boolean
    readonly unread: number
    readonly isInCall: boolean
    readonly words: Words
  }): void
}

export function launcher(onToggle: () => void): Launcher {
  const badge = h('span', { class: 'badge', set: { 'aria-hidden': 'true' } })
  const element = h(
    'button',
    { class: 'launcher', set: { type: 'button', 'aria-haspopup': 'dialog' }, on: { onclick: onToggle } },
    h('span', { class: 'glyphs', set: { 'aria-hidden': 'true' } }, icon('lines'), icon('call'), icon('down')),
    badge,
  )
  return {
    element,
    update({ isOpen, unread, isInCall, words }) {
      element.classList.toggle('is-open', isOpen)
      element.classList.toggle('is-in-call', isInCall)
      setAttribute(element, 'aria-expanded', String(isOpen))
      setAttribute(
        element,
        'aria-label',
        isOpen ? words.close : isInCall ? words.openCall : unread > 0 ? words.openUnread(unread) : words.open,
      )
      setText(badge, unread > 99 ? '99+' : String(unread))
      show(badge, unread > 0 && !isOpen)
    },
  }
}
