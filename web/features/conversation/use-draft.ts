import { useCallback, useState } from 'react'
import type { InteractionId } from '#core/id.ts'
import { useDesk } from '#web/live/desk-context.ts'
import { keepDraft, readDraft } from './draft.ts'

/** What is written in this conversation and not sent yet. */
export function useDraft(interactionId: InteractionId): {
  readonly text: string
  readonly change: (text: string) => void
} {
  const { me, storage, now } = useDesk()
  const [text, setText] = useState(() => readDraft(storage, me, interactionId))
  const change = useCallback(
    (next: string): void => {
      setText(next)
      keepDraft(storage, me, interactionId, next, now())
    },
    [storage, me, interactionId, now],
  )
  return { text, change }
}
