/**
 * The focus is never lost. When what had it goes away (a card that was answered, a button of a conversation that has ended), and nobody else has
 * taken it, it comes home: to what is open, or to the list. `data-focus-home` marks these places; the last one in the document comes first.
 */
export function guardFocus(): () => void {
  let last: Element | null = null
  let isDue = false

  const note = (event: FocusEvent): void => {
    last = event.target instanceof Element ? event.target : null
  }
  const isLost = (): boolean => last !== null && !last.isConnected && document.activeElement === document.body

  const look = (): void => {
    if (isDue || !isLost()) return
    isDue = true
    // Windows and menus give the focus back themselves, a frame later.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        isDue = false
        if (!isLost()) return
        const homes = [...document.querySelectorAll<HTMLElement>('[data-focus-home]')]
        homes.findLast((home) => home.checkVisibility())?.focus({ preventScroll: true })
      }),
    )
  }

  const observer = new MutationObserver(look)
  observer.observe(document.body, { childList: true, subtree: true })
  document.addEventListener('focusin', note)
  return () => {
    observer.disconnect()
    document.removeEventListener('focusin', note)
  }
}
