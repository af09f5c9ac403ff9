/** How long a panel that is fetched when it is first opened may take to show what the focus is for. */
const patienceFrames = 60

/**
 * Takes the focus into the panel that is shown: to what it marks with `data-context-focus`, else to the panel itself, from where Tab goes on. A panel
 * may come later than the wish; the focus is moved on only while nobody else has taken it. Returns how to stop.
 */
export function enterPanel(column: HTMLElement): () => void {
  let frames = 0
  let handle = 0
  /** Where the focus was left to wait: the panel, or what had it where the panel cannot take it. */
  let waiting: Element | null = null
  const before = document.activeElement
  // A window that has just opened takes the focus first; from there it goes on.
  const ground = column.closest('[role=dialog]') ?? column

  const isTaken = (): boolean => {
    const { activeElement } = document
    // A panel whose content comes hands the focus on to nobody, and what then takes it home (keys/focus-home.ts) is nobody either.
    if (activeElement === document.body || activeElement?.hasAttribute('data-focus-home')) return false
    if (waiting) return activeElement !== waiting
    return activeElement !== before && !ground.contains(activeElement)
  }
  const stop = (): void => {
    cancelAnimationFrame(handle)
    delete column.dataset['focusComing']
  }
  const look = (): void => {
    if (isTaken()) return stop()
    const target = column.querySelector<HTMLElement>('[role=tabpanel] [data-context-focus]')
    if (target) {
      stop()
      return target.focus()
    }
    if (!waiting) {
      column.querySelector<HTMLElement>('[role=tabpanel]')?.focus()
      waiting = document.activeElement
    }
    if (++frames < patienceFrames) handle = requestAnimationFrame(look)
    else stop()
  }
  // Whoever asks for the note writes on at once: until the field is there, letters are nobody's keys (keys/use-key.ts).
  column.dataset['focusComing'] = ''
  handle = requestAnimationFrame(look)
  return stop
}
