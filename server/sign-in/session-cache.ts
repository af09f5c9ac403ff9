/**
 * Sessions seen lately, so that a request does not cost a query. What is in here may be a little old: a session that was ended on another
 * server lives on here for as long as an entry is kept. Roles and archived agents do not depend on it; those are asked of the configuration.
 */
import type { AgentId } from '#core/id.ts'
import type { Language } from '#protocol/text.ts'

export type CachedSession = {
  readonly agentId: AgentId
  readonly sessionId: string
  readonly expiresAt: number
  /** Null: the agent has chosen none. */
  readonly language: Language | null
}

export interface SessionCache {
  get(cookie: string): CachedSession | null
  put(cookie: string, session: CachedSession): void
  forget(cookie: string): void
  forgetAgent(agentId: AgentId): void
}

export const keptForMs = 30_000
const mostEntries = 20_000

export function createSessionCache(now: () => number): SessionCache {
  const entries = new Map<string, { readonly session: CachedSession; readonly keptUntil: number }>()
  return {
    get(cookie) {
      const entry = entries.get(cookie)
      if (entry === undefined) return null
      const at = now()
      if (at < entry.keptUntil && at < entry.session.expiresAt) return entry.session
      entries.delete(cookie)
      return null
    },
    put(cookie, session) {
      // The oldest go first: a map keeps the order of putting.
      for (const oldest of entries.keys()) {
        if (entries.size < mostEntries) break
        entries.delete(oldest)
      }
      entries.delete(cookie)
      entries.set(cookie, { session, keptUntil: now() + keptForMs })
    },
    forget(cookie) {
      entries.delete(cookie)
    },
    forgetAgent(agentId) {
      for (const [cookie, { session }] of entries) if (session.agentId === agentId) entries.delete(cookie)
    },
  }
}
