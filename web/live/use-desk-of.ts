import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { ConfigurationKind } from '#protocol/config/kind.ts'
import type { Workspace } from '#protocol/workspace.ts'
import type { SocketLike } from '../net/live-socket.ts'
import type { Ask } from '../net/request.ts'
import { languageNow } from '../text/language.ts'
import type { DraftStorage } from './draft-keepsake.ts'
import { createDesk, type Desk } from './desk.ts'
import { createNotices } from './notices.ts'
import { withNextFrame } from './store.ts'

/** One desk for as long as the same agent is signed in here. */
export function useDeskOf(workspace: Workspace, ask: Ask, onSignedOut: () => void): Desk | null {
  const queries = useQueryClient()
  const latest = useRef(workspace)
  const [desk, setDesk] = useState<Desk | null>(null)
  const leave = useEffectEvent(onSignedOut)
  const me = workspace.agent.id

  useEffect(() => {
    latest.current = workspace
  }, [workspace])

  useEffect(() => {
    const made = createDesk({
      workspace: () => latest.current,
      language: languageNow,
      ask,
      notices: createNotices((ms, then) => setTimeout(then, ms)),
      openSocket,
      storage: browserStorage,
      soon: withNextFrame,
      onSignedOut: () => leave(),
      keepPreferences: (change) =>
        queries.setQueryData<Workspace>(['workspace'], (known) =>
          known
            ? { ...known, agent: { ...known.agent, preferences: change(known.agent.preferences) } }
            : known,
        ),
      onConfigurationChanged: (kinds) => {
        const isOfLibrary = (kind: ConfigurationKind): boolean => /^response(-folder)?$/.test(kind)
        const kindsHere = [...kinds]
        if (!kindsHere.every(isOfLibrary)) void queries.invalidateQueries({ queryKey: ['workspace'] })
        // Whose queues and teams the agent is in decides on what is in it.
        if (kindsHere.some((kind) => isOfLibrary(kind) || kind === 'agent'))
          void queries.invalidateQueries({ queryKey: ['responses'] })
      },
    })
    setDesk(made)
    const retry = (): void => {
      if (!document.hidden) made.retryLine()
    }
    // Whatever comes next may be the page's end.
    const flush = (): void => made.drafts.flush()
    addEventListener('online', retry)
    addEventListener('offline', made.cutLine)
    document.addEventListener('visibilitychange', retry)
    document.addEventListener('visibilitychange', flush)
    document.addEventListener('focusout', flush)
    addEventListener('pagehide', flush)
    return () => {
      removeEventListener('online', retry)
      removeEventListener('offline', made.cutLine)
      document.removeEventListener('visibilitychange', retry)
      document.removeEventListener('visibilitychange', flush)
      document.removeEventListener('focusout', flush)
      removeEventListener('pagehide', flush)
      made.close()
    }
  }, [me, ask, queries])

  return desk
}

const browserStorage: DraftStorage = {
  getItem: (key) => localStorage.getItem(key),
  setItem: (key, text) => localStorage.setItem(key, text),
  removeItem: (key) => localStorage.removeItem(key),
  keys: () => Object.keys(localStorage),
}

/** A WebSocket's handlers take events; ours take what they need of them. */
function openSocket(): SocketLike {
  const address = new URL('/api/v1/live', location.href)
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
  return new WebSocket(address) as SocketLike
}
