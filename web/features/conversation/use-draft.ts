import { useCallback } from 'react'
import type { InteractionId } from '#core/id.ts'
import type { MessageQuote } from '#protocol/message.ts'
import { useDesk } from '#web/live/desk-context.ts'
import type { DraftContent } from '#web/live/draft-state.ts'
import { draftOf } from '#web/live/drafts.ts'
import { useDrafts } from '#web/live/use-drafts.ts'

/** `quote`: the message that this one answers. */
export type Draft = Pick<DraftContent, 'text' | 'quote'>

/** What is written in this conversation and not sent yet, and what it answers; on every device the same. */
export function useDraft(id: InteractionId): Draft & {
  readonly change: (text: string) => void
  readonly quoting: (quote: MessageQuote | null) => void
} {
  const { drafts } = useDesk()
  const { text, quote } = useDrafts((model) => draftOf(model, 'reply', id).content)
  const change = useCallback((next: string) => drafts.change('reply', id, { text: next }), [drafts, id])
  const quoting = useCallback(
    (next: MessageQuote | null) => drafts.change('reply', id, { quote: next }),
    [drafts, id],
  )
  return { text, quote, change, quoting }
}
