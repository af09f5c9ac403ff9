/**
 * The calls whose sound belongs to this tab: it answered them, or was asked to take them over. Kept over a reload in the tab's own storage, with the leg
 * that sounded. A tab that was duplicated has a copy of that storage and no right to it: `isOnlyCopy` says which of the two this is.
 */
import type { AgentId, CallId, InteractionId, LegId } from '#core/id.ts'
import { createKeepsake, type TextStorage } from '../live/keepsake.ts'
import type { Standing } from './duty.ts'

export type Claims = {
  readonly of: (callId: CallId, interactionId: InteractionId | null) => Standing['claim']
  readonly ask: (callId: CallId) => void
  readonly expect: (interactionId: InteractionId) => void
  /** It sounds here, on this leg, at this moment. */
  readonly keep: (callId: CallId, legId: LegId, at: number) => void
  readonly drop: (callId: CallId, interactionId: InteractionId | null) => void
  /** Those that sounded before the page was loaded again. */
  readonly kept: () => readonly Kept[]
}

/** `at`: when it last sounded. */
export type Kept = { readonly callId: CallId; readonly legId: LegId; readonly at: number }

export const claimsKey = (me: AgentId): string => `atiende.phone.${me}`

export function createClaims(storage: TextStorage, key: string, isOnlyCopy: boolean): Claims {
  const keepsake = createKeepsake<readonly Kept[]>(storage, key)
  const read = isOnlyCopy ? (keepsake.read() ?? []) : []
  const kept = new Map(read.map((one) => [one.callId, one]))
  const asked = new Set<CallId>()
  const expected = new Set<InteractionId>()
  const save = (): void => keepsake.keep([...kept.values()])
  return {
    of(callId, interactionId) {
      if (asked.has(callId) || (interactionId !== null && expected.has(interactionId))) return 'asked'
      const mine = kept.get(callId)
      return mine ? { kept: mine.legId } : 'none'
    },
    ask: (callId) => void asked.add(callId),
    expect: (interactionId) => void expected.add(interactionId),
    keep(callId, legId, at) {
      kept.set(callId, { callId, legId, at })
      save()
    },
    drop(callId, interactionId) {
      asked.delete(callId)
      if (interactionId !== null) expected.delete(interactionId)
      if (kept.delete(callId)) save()
    },
    kept: () => [...kept.values()],
  }
}
