/**
 * Drafts in this browser: written down with every key, before anything else happens to them, so that a reload at any instant or a lost line costs
 * nothing. The server has them within a second; what is here is what it does not have yet.
 */
import type { AgentId, InteractionId } from '#core/id.ts'
import type { DraftKind } from '#protocol/draft.ts'
import { emptyContent, emptyDraft, isEmpty, type DraftContent, type DraftState } from './draft-state.ts'
import type { TextStorage } from './keepsake.ts'

export type DraftKey = `${DraftKind}.${InteractionId}`

export const draftKey = (kind: DraftKind, id: InteractionId): DraftKey => `${kind}.${id}`

export function placeOf(key: DraftKey): { readonly kind: DraftKind; readonly id: InteractionId } {
  const [kind, id] = key.split('.') as [DraftKind, InteractionId]
  return { kind, id }
}

export type DraftStorage = TextStorage & {
  /** The names of everything that is kept. */
  readonly keys: () => readonly string[]
}

export type DraftKeepsake = {
  /** All that was kept for this person and is not of long ago. */
  readonly read: (now: number) => ReadonlyMap<DraftKey, DraftState>
  readonly keep: (key: DraftKey, state: DraftState, now: number) => void
  readonly drop: (key: DraftKey) => void
}

/** The conversations of older ones are surely over, or have them on the server. */
const keptMs = 14 * 24 * 60 * 60_000

type Kept = Pick<DraftState, 'content' | 'base' | 'mine' | 'other' | 'isHeld'> & { readonly at: number }

export function createDraftKeepsake(storage: DraftStorage, me: AgentId): DraftKeepsake {
  const prefix = 'atiende.draft.'
  const mine = `${prefix}${me}.`

  function readOne(name: string, now: number): DraftState | null {
    const kept = parse(storage.getItem(name))
    if (!kept || now - kept.at > keptMs) return null
    const { content, base, mine: handed, other, isHeld } = kept
    return { ...emptyDraft, content, base, mine: handed, other, isHeld }
  }

  /** Before there were notes, the name was the conversation's alone. */
  function currentKey(name: string): DraftKey {
    const key = name.slice(mine.length)
    if (key.includes('.')) return key as DraftKey
    const current = draftKey('reply', key as InteractionId)
    storage.setItem(mine + current, storage.getItem(name) ?? '')
    storage.removeItem(name)
    return current
  }

  return {
    read(now) {
      const found = new Map<DraftKey, DraftState>()
      for (const name of storage.keys()) {
        if (!name.startsWith(prefix)) continue
        const state = readOne(name, now)
        if (!state) storage.removeItem(name)
        else if (name.startsWith(mine)) found.set(currentKey(name), state)
      }
      return found
    },
    keep(key, { content, base, mine: handed, other, isHeld }, at) {
      const name = mine + key
      try {
        if (isEmpty(content) && !content.quote && isEmpty(base.content) && !other) storage.removeItem(name)
        else
          storage.setItem(
            name,
            JSON.stringify({ content, base, mine: handed, other, isHeld, at } satisfies Kept),
          )
      } catch {
        // A full storage: the text is still in the field, and on the server in a moment.
      }
    },
    drop: (key) => storage.removeItem(mine + key),
  }
}

function parse(text: string | null): Kept | null {
  try {
    const kept = JSON.parse(text ?? 'null') as (Partial<Kept> & { readonly text?: string }) | null
    if (!kept || typeof kept.at !== 'number') return null
    const content: DraftContent = kept.content ?? { ...emptyContent, text: kept.text ?? '' }
    return {
      content,
      base: { ...emptyDraft.base, ...kept.base },
      mine: kept.mine ?? [],
      other: kept.other ?? null,
      isHeld: kept.isHeld ?? false,
      at: kept.at,
    }
  } catch {
    return null
  }
}
