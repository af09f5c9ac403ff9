import { useEffect, useRef, type RefObject } from 'react'
import type { InteractionId } from '#core/id.ts'
import type { MessageQuote } from '#protocol/message.ts'
import { useDesk } from '#web/live/desk-context.ts'
import type { Attachments } from './attachments.ts'
import type { Draft } from './use-draft.ts'

type Options = {
  readonly interactionId: InteractionId
  readonly field: RefObject<HTMLTextAreaElement | null>
  readonly draft: Draft
  readonly change: (text: string) => void
  readonly quoting: (quote: MessageQuote | null) => void
  readonly attachments: Attachments
}

/** Lets others insert into this composer (`desk.composers`) for as long as it is on the screen. */
export function useComposerAccess({
  interactionId,
  field,
  draft,
  change,
  quoting,
  attachments,
}: Options): void {
  const { composers } = useDesk()
  const latest = useRef({ draft, change })
  latest.current = { draft, change }
  useEffect(
    () =>
      composers.register({
        interactionId,
        text: () => latest.current.draft.text,
        insert(added, { files = [], replacing } = {}) {
          const { change: put } = latest.current
          const now = latest.current.draft.text
          const from = replacing?.from ?? field.current?.selectionStart ?? now.length
          const to = replacing?.to ?? field.current?.selectionEnd ?? now.length
          put(now.slice(0, from) + added + now.slice(to))
          if (files.length > 0) attachments.addKept(interactionId, files)
          requestAnimationFrame(() => {
            field.current?.focus()
            field.current?.setSelectionRange(from + added.length, from + added.length)
          })
        },
        quote: quoting,
        quoted: () => latest.current.draft.quote,
        attach: (files) => attachments.addKept(interactionId, files),
        focus: () => field.current?.focus(),
      }),
    [attachments, composers, field, interactionId, quoting],
  )
}
