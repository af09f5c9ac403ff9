/**
 * Whoever presses the palette's chord writes on at once, and the hand is faster than any window. From the chord until the field has the focus, what
 * is typed is kept for it here: no letter is lost, and none of them is taken for a key of the page.
 */
let typed = ''
let isListening = false

export function listenAhead(): void {
  typed = ''
  if (isListening) return
  isListening = true
  document.addEventListener('keydown', hear, true)
}

/** What was typed meanwhile. From now on the field hears for itself. */
export function takeTypedAhead(): string {
  document.removeEventListener('keydown', hear, true)
  isListening = false
  const text = typed
  typed = ''
  return text
}

function hear(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey) return
  // Enter too: it would send what is being written. It chooses nothing that nobody has seen yet.
  event.preventDefault()
  event.stopPropagation()
  if (/^.$/u.test(event.key)) typed += event.key
  else if (event.key === 'Backspace') typed = typed.slice(0, -1)
}
