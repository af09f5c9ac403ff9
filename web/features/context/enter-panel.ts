/** How long a panel that is fetched when it is first opened may take to show what the focus is for. */
const patienceFrames = 60

/**
 * Takes the focus into the panel that is shown: to what it marks with `data-context-focus`, else to the panel itself, from where Tab goes on. A panel
 * may come later than the wish; the focus is moved on only while nobody else has taken it. Returns how to stop.
 */
export function enterPanel(column: HTMLElement): () => void {
  let frames = 0
  let handle = 0
  let here: Element | null = document.activeElement
  const look = (): void => {
    const panel = column.querySelector<HTMLElement>('[role=tabpanel]')
    const target = panel?.querySelector<HTMLElement>('[data-context-focus]')
    const isElsewhere = document.activeElement !== here && document.activeElement !== document.body
    if (isElsewhere && !column.contains(document.activeElement)) return
    if (target) return target.focus()
    if (panel && document.activeElement !== panel) {
      panel.focus()
      here = document.activeElement
    }
    if (++frames < patienceFrames) handle = requestAnimationFrame(look)
  }
  handle = requestAnimationFrame(look)
  return () => cancelAnimationFrame(handle)
}
