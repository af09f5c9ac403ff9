import { useCallback, useEffect, useState } from 'react'
import type { InteractionView } from '#protocol/interaction.ts'
import { firstPosition, lastPosition, type Conversation } from '#web/live/conversation.ts'
import { useDesk, useLive } from '#web/live/desk-context.ts'
import type { Place } from '#web/live/pages.ts'
import type { Problem } from '#web/net/problem.ts'

const none: Conversation['messages'] = []

/** The part of the conversation that is loaded, and how to have more of it. What may have gaps is fetched again by itself. */
export function usePages({ id, summary }: InteractionView) {
  const { pages, live, tellProblem } = useDesk()
  const conversation = useLive((model) => model.conversations.get(id))
  const isLive = useLive((model) => model.connection !== 'lost')
  const [problem, setProblem] = useState<Problem | null>(null)
  /** Where a jump has led; a new one each time, so that the same place can be jumped to again. Null: the end. */
  const [target, setTarget] = useState<Place | null>(null)

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
      (place: Place) => {
        const here = live.get().conversations.get(id)?.messages ?? none
        if ('position' in place && holds(here, place.position)) return setTarget({ ...place })
        void pages.around(id, place).then((failure) => {
          if (failure) tellProblem(failure)
          else setTarget({ ...place })
        })
      },
      [pages, live, tellProblem, id],
    ),
  }
}

const holds = (messages: Conversation['messages'], position: number): boolean =>
  messages.length > 0 && firstPosition(messages) <= position && position <= lastPosition(messages)
