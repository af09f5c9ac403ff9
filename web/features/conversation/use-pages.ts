import { useCallback, useEffect, useState } from 'react'
import type { InteractionView } from '#protocol/interaction.ts'
import { lastPosition, type Conversation } from '#web/live/conversation.ts'
import { useDesk, useLive } from '#web/live/desk-context.ts'
import type { Problem } from '#web/net/problem.ts'

const none: Conversation['messages'] = []

/** The part of the conversation that is loaded, and how to have more of it. What may have gaps is fetched again by itself. */
export function usePages({ id, summary }: InteractionView) {
  const { pages } = useDesk()
  const conversation = useLive((model) => model.conversations.get(id))
  const isLive = useLive((model) => model.connection !== 'lost')
  const [problem, setProblem] = useState<Problem | null>(null)
  const [target, setTarget] = useState<{ readonly at: number } | null>(null)

  const isLoaded = conversation?.isLoaded ?? false
  const messages = conversation?.messages ?? none
  const hasNewer = conversation?.hasNewer ?? false
  const isBehind = isLoaded && !hasNewer && lastPosition(messages) < summary.messageCount
  const needsNewest = !isLoaded || isBehind || (conversation?.isStale === true && !hasNewer)

  useEffect(() => {
    if (!needsNewest || !isLive) return
    void pages.newest(id).then(setProblem)
    // Each message that is said without being here is a reason of its own to ask.
  }, [pages, id, needsNewest, isLive, summary.messageCount])

  return {
    messages,
    hasOlder: conversation?.hasOlder ?? false,
    hasNewer,
    isLoaded,
    problem,
    target,
    older: useCallback(() => void pages.older(id), [pages, id]),
    newer: useCallback(() => void pages.newer(id), [pages, id]),
    latest: useCallback(() => {
      void pages.newest(id).then((failure) => {
        setProblem(failure)
        setTarget(null)
      })
    }, [pages, id]),
    jump: useCallback(
      (at: number) => {
        void pages.around(id, at).then((failure) => {
          setProblem(failure)
          if (!failure) setTarget({ at })
        })
      },
      [pages, id],
    ),
  }
}
