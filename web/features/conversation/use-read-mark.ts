import { useEffect, useRef } from 'react'
import type { InteractionView } from '#protocol/interaction.ts'
import { useDesk, useLive } from '#web/live/desk-context.ts'

/** What the agent has seen is marked read: `isSeen` says that the end of the conversation is on the screen and is being looked at. */
export function useReadMark({ id, summary }: InteractionView, isSeen: boolean): void {
  const { acts } = useDesk()
  const isLive = useLive((model) => model.connection === 'live')
  // What was accepted a moment ago is shown at once, but it is the agent's only when the server has said so.
  const isConfirmed = useLive((model) => model.interactions.get(id)?.wishes.length === 0)
  const marked = useRef(0)
  const isDue =
    isSeen && isLive && isConfirmed && summary.unread > 0 && marked.current !== summary.messageCount
  useEffect(() => {
    if (!isDue) return
    marked.current = summary.messageCount
    void acts.read(id)
  }, [isDue, id, acts, summary.messageCount])
}
