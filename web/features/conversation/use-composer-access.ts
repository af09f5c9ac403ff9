import { useEffect, useRef, type RefObject } from 'react'
import type { InteractionId } from '#core/id.ts'
import { useDesk } from '#web/live/desk-context.ts'
import type { Attachments } from './attachments.ts'

type Options = {
  readonly interactionId: InteractionId
  readonly field: RefObject<HTMLTextAreaElement | null>
  readonly text: string
  readonly change: (text: string) => void
  readonly attachments: Attachments
}

/** Lets others insert into this composer (`desk.composers`) for as long as it is on the screen. */
export function useComposerAccess({ interactionId, field, text, change, attachments }: Options): void {
  const { composers } = useDesk()
  const latest = useRef({ text, change })
  latest.current = { text, change }
  useEffect(
    () =>
      composers.register({
        interactionId,
        text: () => latest.current.text,
        insert(added, { files = [], replacing } = {}) {
          const { text: now, change: put } = latest.current
          const from = replacing?.from ?? field.current?.selectionStart ?? now.length
          const to = replacing?.to ?? field.current?.selectionEnd ?? now.length
          put(now.slice(0, from) + added + now.slice(to))
          if (files.length > 0) attachments.addKept(interactionId, files)
          requestAnimationFrame(() => {
            field.current?.focus()
            field.current?.setSelectionRange(from + added.length, from + added.length)
          })
        },
        focus: () => field.current?.focus(),
      }),
    [attachments, composers, field, interactionId],
  )
}
