import { useEffect, useRef } from 'react'
import type { InteractionId } from '#core/id.ts'
import type { ComposerGuest } from './composer.ts'
import { useDesk } from './desk-context.ts'

/** Joins the composer of this conversation for as long as the component is there; what it answers is always from its latest rendering. */
export function useComposerGuest(id: InteractionId, guest: ComposerGuest): void {
  const { composers } = useDesk()
  const latest = useRef(guest)
  useEffect(() => {
    latest.current = guest
  })
  useEffect(
    () =>
      composers.join(id, {
        onKeyDown: (event) => latest.current.onKeyDown?.(event) ?? false,
        onTyped: (text, caret) => latest.current.onTyped?.(text, caret),
        maySend: (text) => latest.current.maySend?.(text) ?? true,
        toSend: (text) => latest.current.toSend?.(text) ?? text,
      }),
    [composers, id],
  )
}
