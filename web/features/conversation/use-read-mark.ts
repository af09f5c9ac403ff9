import { useEffect, useRef, useState } from 'react'
import type { InteractionView } from '#protocol/interaction.ts'
import { useDesk, useLive } from '#web/live/desk-context.ts'

/** What the agent has seen is marked read: the conversation is open, its end is on the screen, and the window is the one being looked at. */
export function useReadMark({ id, summary }: InteractionView, isSeen: boolean): void {
  const { acts } = useDesk()
  const isLive = useLive((model) => model.connection === 'live')
  // What was accepted a moment ago is shown at once, but it is the agent's only when the server has said so.
  const isConfirmed = useLive((model) => model.interactions.get(id)?.wishes.length === 0)
  const isLookedAt = useIsLookedAt()
  const marked = useRef(0)
  const isDue =
    isSeen &&
    isLive &&
    isConfirmed &&
    isLookedAt &&
    summary.unread > 0 &&
    marked.current !== summary.messageCount
  useEffect(() => {
    if (!isDue) return
    marked.current = summary.messageCount
    void acts.read(id)
  }, [isDue, id, acts, summary.messageCount])
}

function useIsLookedAt(): boolean {
  const [isLookedAt, setLookedAt] = useState(isLookedAtNow)
  useEffect(() => {
    const look = (): void => setLookedAt(isLookedAtNow())
    document.addEventListener('visibilitychange', look)
    addEventListener('focus', look)
    addEventListener('blur', look)
    return () => {
      document.removeEventListener('visibilitychange', look)
      removeEventListener('focus', look)
      removeEventListener('blur', look)
    }
  }, [])
  return isLookedAt
}

const isLookedAtNow = (): boolean => !document.hidden && document.hasFocus()
