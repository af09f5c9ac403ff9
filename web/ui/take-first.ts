/**
 * Enter in a search field over a list, before the list has marked a line: it means the first one. The list marks it a moment after the last letter, and
 * the fastest hand types a few letters and presses Enter at once.
 */
import type { KeyboardEvent } from 'react'

export function takeFirst(event: KeyboardEvent<HTMLInputElement>): void {
  const field = event.currentTarget
  if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
  if (field.getAttribute('aria-activedescendant')) return
  const list = document.querySelector(`#${CSS.escape(field.getAttribute('aria-controls') ?? '')}`)
  const first = list?.querySelector<HTMLElement>('[role=option]:not([aria-disabled=true])')
  if (!first) return
  event.preventDefault()
  first.click()
}
