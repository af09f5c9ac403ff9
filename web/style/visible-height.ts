/**
 * A keyboard on the screen takes the lower half of a phone. Where the browser makes the page smaller by itself (index.html asks for it) there is
 * nothing to do; elsewhere the page is told how much of it can be seen, so that the composer stands above the keyboard and not behind it.
 */
const leastKeyboardPx = 120

export function followVisibleHeight(): () => void {
  const view = globalThis.visualViewport
  if (!view) return () => {}
  const tell = (): void => {
    const { style } = document.documentElement
    // Zoomed in by two fingers one sees a part of the page: that is no keyboard.
    if (view.scale === 1 && innerHeight - view.height > leastKeyboardPx) {
      style.setProperty('--visible-height', `${Math.round(view.height)}px`)
      scrollTo(0, 0)
    } else style.removeProperty('--visible-height')
  }
  view.addEventListener('resize', tell)
  return () => view.removeEventListener('resize', tell)
}
