import { useCallback, useRef, useState } from 'react'
import type { InteractionId } from '#core/id.ts'
import type { MessageQuote } from '#protocol/message.ts'
import { useDesk } from '#web/live/desk-context.ts'
import { keepDraft, readDraft, type Draft } from './draft.ts'

/** What is written in this conversation and not sent yet, and what it answers. */
export function useDraft(interactionId: InteractionId): Draft & {
  readonly change: (text: string) => void
  readonly quoting: (quote: MessageQuote | null) => void
} {
  const { me, storage, now } = useDesk()
  const [draft, setDraft] = useState(() => readDraft(storage, me, interactionId))
  const latest = useRef(draft)
  const put = useCallback(
    (change: Partial<Draft>): void => {
      latest.current = { ...latest.current, ...change }
      setDraft(latest.current)
      keepDraft(storage, me, interactionId, latest.current, now())
    },
    [storage, me, interactionId, now],
  )
  const change = useCallback((text: string) => put({ text }), [put])
  const quoting = useCallback((quote: MessageQuote | null) => put({ quote }), [put])
  return { ...draft, change, quoting }
}
