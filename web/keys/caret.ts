/** Whose composer takes the caret when it appears: the one of a conversation that was just accepted, taken or opened to write in. */
import type { InteractionId } from '#core/id.ts'

let asked: InteractionId | null = null

export function askForCaret(id: InteractionId): void {
  asked = id
  // It may be on the screen already.
  requestAnimationFrame(() => {
    const composer = document.querySelector<HTMLElement>(`[data-composer="${id}"]`)
    if (composer && asked === id) composer.focus()
  })
}

/** Once for each wish. */
export function takesCaret(id: InteractionId): boolean {
  const takes = asked === id
  if (takes) asked = null
  return takes
}
