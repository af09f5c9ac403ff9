import { useCallback, useEffect, useRef, useState } from 'react'
import type { InteractionId } from '#core/id.ts'
import type { ConversationHit } from '#protocol/conversation-search.ts'
import { useDesk } from '#web/live/desk-context.ts'
import type { Problem } from '#web/net/problem.ts'

/** So long after the last key it is asked for. */
const pauseMs = 180

type Found = {
  readonly query: string
  readonly hits: readonly ConversationHit[]
  readonly total: number
  readonly current: number
  readonly problem: Problem | null
}

const nothing: Found = { query: '', hits: [], total: 0, current: 0, problem: null }

/** Asks while somebody types, shows the newest hit at once, and fetches those further back when they are gone to. */
export function useConversationSearch(
  id: InteractionId,
  onJump: (position: number) => void,
  onWords: (query: string) => void,
) {
  const { api } = useDesk()
  const [query, setQuery] = useState('')
  const [found, setFound] = useState(nothing)
  const round = useRef(0)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])

  const run = useCallback(
    async (asked: string): Promise<void> => {
      const mine = ++round.current
      const answer = asked === '' ? null : await api.searchConversation(id, asked)
      if (mine !== round.current) return
      onWords(asked)
      if (answer === null) return setFound(nothing)
      if (!answer.ok) return setFound({ ...nothing, query: asked, problem: answer.problem })
      const { hits, total } = answer.value
      setFound({ query: asked, hits, total, current: 0, problem: null })
      if (hits[0]) onJump(hits[0].position)
    },
    [api, id, onJump, onWords],
  )

  const go = useCallback(
    (index: number, hits: readonly ConversationHit[] = found.hits): void => {
      const hit = hits[index]
      if (!hit) return
      setFound((before) => ({ ...before, hits, current: index }))
      onJump(hit.position)
    },
    [found.hits, onJump],
  )

  const step = useCallback(
    async (by: 1 | -1): Promise<void> => {
      if (query.trim() !== found.query) {
        clearTimeout(timer.current)
        return await run(query.trim())
      }
      const { hits, total, current } = found
      if (total === 0) return
      const next = (current + by + total) % total
      const last = hits.at(-1)
      if (next < hits.length) return go(next)
      // Beyond what was fetched: one page more, or from the first back to the last fetched.
      if (by < 0 || !last) return go(hits.length - 1)
      const mine = round.current
      const answer = await api.searchConversation(id, found.query, last.position)
      if (mine !== round.current || !answer.ok) return
      go(next, [...hits, ...answer.value.hits])
    },
    [api, id, query, found, go, run],
  )

  return {
    ...found,
    query,
    isAsking: query.trim() !== found.query,
    ask: (text: string): void => {
      setQuery(text)
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void run(text.trim()), pauseMs)
    },
    step: (by: 1 | -1) => void step(by),
    go: (index: number) => go(index),
  }
}
