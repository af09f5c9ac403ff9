import { useEffect, useState } from 'react'
import { previewOf } from '#core/interaction/summary.ts'
import type { InteractionView } from '#protocol/interaction.ts'
import type { MessageView } from '#protocol/message.ts'
import { useComposerGuest } from '#web/live/use-composer-guest.ts'
import { noticed, noticeMs, nothingWritten, unnoticed, wroteOn } from './crossing.ts'

export type Arrived = { readonly position: number; readonly excerpt: string }

type Options = {
  readonly interaction: InteractionView
  readonly text: string
  readonly messages: readonly MessageView[]
  /** More was said than `messages` has. */
  readonly hasNewer: boolean
  /** The end of the conversation is on the screen and is being looked at. */
  readonly isSeen: boolean
}

/** What came while the agent writes and may not have been seen. Sending is held back once for it; `isHeld` says that it was. */
export function useCrossing({ interaction, text, messages, hasNewer, isSeen }: Options): {
  readonly arrived: readonly Arrived[]
  readonly isHeld: boolean
} {
  const { id, summary } = interaction
  const [crossing, setCrossing] = useState(nothingWritten)
  const [heldAt, setHeldAt] = useState(0)
  const now = wroteOn(crossing, text !== '', summary.messageCount)
  if (now !== crossing) setCrossing(now)

  const arrived: readonly Arrived[] = hasNewer
    ? beyond(summary, now)
    : unnoticed(now, messages).map((one) => ({
        position: one.position,
        excerpt: previewOf(one.text, one.files),
      }))
  const newest = arrived.at(-1)?.position ?? 0

  useEffect(() => {
    if (!isSeen || newest === 0) return undefined
    const timer = setTimeout(() => setCrossing((before) => noticed(before, newest)), noticeMs)
    return () => clearTimeout(timer)
  }, [isSeen, newest])

  useComposerGuest(id, {
    maySend() {
      if (newest === 0 || heldAt >= newest) return true
      setHeldAt(newest)
      return false
    },
  })
  return { arrived, isHeld: newest > 0 && heldAt >= newest }
}

/** Another part of the conversation is on the screen: of what was said since only the last is known. */
function beyond(
  { messageCount, lastMessage }: InteractionView['summary'],
  { from, noticed: upTo }: typeof nothingWritten,
): readonly Arrived[] {
  if (from === null || messageCount <= Math.max(from, upTo) || lastMessage?.direction !== 'in') return []
  return [{ position: messageCount, excerpt: lastMessage.preview }]
}
