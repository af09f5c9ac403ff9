/**
 * What the agent has begun to write in each conversation, kept in this browser until it is sent: a reload, another conversation or a lost line cost
 * nothing of it.
 */
import type { AgentId, InteractionId } from '#core/id.ts'
import type { MessageQuote } from '#protocol/message.ts'
import type { TextStorage } from '#web/live/keepsake.ts'

const keptMs = 14 * 24 * 60 * 60_000

/** `quote`: the message that this one answers. */
export type Draft = { readonly text: string; readonly quote: MessageQuote | null }

type Kept = Partial<Draft> & { readonly at: number }

const empty: Draft = { text: '', quote: null }

const keyOf = (me: AgentId, id: InteractionId): string => `atiende.draft.${me}.${id}`

export function readDraft(storage: TextStorage, me: AgentId, id: InteractionId): Draft {
  try {
    const kept = JSON.parse(storage.getItem(keyOf(me, id)) ?? 'null') as Kept | null
    return { text: kept?.text ?? '', quote: kept?.quote ?? null }
  } catch {
    return empty
  }
}

export function keepDraft(
  storage: TextStorage,
  me: AgentId,
  id: InteractionId,
  draft: Draft,
  at: number,
): void {
  try {
    if (draft.text === '' && !draft.quote) storage.removeItem(keyOf(me, id))
    else storage.setItem(keyOf(me, id), JSON.stringify({ ...draft, at } satisfies Kept))
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
