/**
 * What the agent has begun to write in each conversation, kept in this browser until it is sent: a reload, another conversation or a lost line cost
 * nothing of it.
 */
import type { AgentId, InteractionId } from '#core/id.ts'
import type { TextStorage } from '#web/live/keepsake.ts'

const keptMs = 14 * 24 * 60 * 60_000

type Kept = { readonly text: string; readonly at: number }

const keyOf = (me: AgentId, id: InteractionId): string => `atiende.draft.${me}.${id}`

export function readDraft(storage: TextStorage, me: AgentId, id: InteractionId): string {
  try {
    const kept = JSON.parse(storage.getItem(keyOf(me, id)) ?? 'null') as Kept | null
    return kept?.text ?? ''
  } catch {
    return ''
  }
}

export function keepDraft(
  storage: TextStorage,
  me: AgentId,
  id: InteractionId,
  text: string,
  at: number,
): void {
  try {
    if (text === '') storage.removeItem(keyOf(me, id))
    else storage.setItem(keyOf(me, id), JSON.stringify({ text, at } satisfies Kept))
  } catch {
    // A full storage: the text is still in the composer.
  }
}

/** Drafts of long ago, whose conversations are surely over. */
export function dropOldDrafts(storage: Storage, now: number): void {
  for (const key of Object.keys(storage)) {
    if (!key.startsWith('atiende.draft.')) continue
    try {
      const kept = JSON.parse(storage.getItem(key) ?? 'null') as Kept | null
      if (!kept || now - kept.at > keptMs) storage.removeItem(key)
    } catch {
      storage.removeItem(key)
    }
  }
}
