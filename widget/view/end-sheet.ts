/** Asks before the conversation is ended: a small sheet over the panel that has the keyboard to itself. */
import type { Words } from '../text/words.ts'
import { h, show } from './element.ts'

export interface EndSheet {
  readonly element: HTMLElement
  ask(): void
  /** Closes it without ending; false when it was not open. */
  dismiss(): boolean
}

export interface EndSheetParts {
  readonly words: Words
  /** What cannot be reached while the sheet is open. */
  readonly behind: HTMLElement
  readonly onEnd: () => void
  readonly onClosed: () => void
}

export function endSheet({ words, behind, onEnd, onClosed }: EndSheetParts): EndSheet {
  const stay = h(
    'button',
    { class: 'secondary', set: { type: 'button' }, on: { onclick: () => dismiss() } },
    words.endNo,
  )
  const end = h(
    'button',
    { class: 'primary', set: { type: 'button' }, on: { onclick: confirm } },
    words.endYes,
  )
  const set = {
    role: 'alertdialog',
    'aria-modal': 'true',
    'aria-labelledby': 'end-ask',
    'aria-describedby': 'end-tell',
  }
  const sheet = h(
    'div',
    { class: 'sheet', set },
    h('h3', { set: { id: 'end-ask' } }, words.endAsk),
    h('p', { set: { id: 'end-tell' } }, words.endTell),
    h('div', { class: 'choices' }, stay, end),
  )
  const element = h('div', { class: 'veil', set: { hidden: true } }, sheet)
  sheet.addEventListener('keydown', (event) => {
    // Two buttons: Tab goes from one to the other.
    if (event.key !== 'Tab') return
    event.preventDefault()
    ;(event.target === stay ? end : stay).focus()
  })

  function open(isOpen: boolean): void {
    show(element, isOpen)
    behind.inert = isOpen
  }

  function confirm(): void {
    onEnd()
    dismiss()
  }

  function dismiss(): boolean {
    if (element.hidden) return false
    open(false)
    onClosed()
    return true
  }

  return {
    element,
    dismiss,
    ask() {
      open(true)
      stay.focus()
    },
  }
}
