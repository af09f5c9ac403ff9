/** Fetches parts of conversations into the model: the newest when one is opened, more at an end when it is scrolled to, or a jump to a date. */
import type { InteractionId } from '#core/id.ts'
import type { Api, PagePlace } from '../net/api.ts'
import type { Problem } from '../net/problem.ts'
import { firstPosition, lastPosition, type PageKind } from './conversation.ts'
import { foldLive, type LiveInput } from './fold.ts'
import type { LiveModel } from './model.ts'
import type { Store } from './store.ts'

/** Somewhere in a conversation. */
export type Place = { readonly at: number } | { readonly position: number }

/** How much of what stands before a position is fetched with it. */
const leadIn = 30

export type Pages = {
  /** Resolves to what went wrong; null: it is there. One fetch at a time for each conversation: a second one meanwhile is not made. */
  newest(id: InteractionId): Promise<Problem | null>
  older(id: InteractionId): Promise<Problem | null>
  newer(id: InteractionId): Promise<Problem | null>
  /** From this instant on, or around this position. */
  around(id: InteractionId, place: Place): Promise<Problem | null>
}

/** How many conversations are kept in memory besides the one that is open; the rest is fetched again when needed. */
const keptConversations = 12

export function createPages(store: Store<LiveModel>, api: Api): Pages {
  const underWay = new Map<InteractionId, Promise<unknown>>()
  /** Asked for the newest while a page was on its way: what made it necessary may not be in that page. */
  const again = new Set<InteractionId>()
  const put = (input: LiveInput): void => store.update((model) => foldLive(model, input))

  async function fetchPage(id: InteractionId, place: PagePlace, kind: PageKind): Promise<Problem | null> {
    // A jump is somebody's wish: it waits for its turn. More at an end is asked for again by itself.
    while (kind === 'elsewhere' && underWay.has(id)) await underWay.get(id)
    if (underWay.has(id)) {
      if (kind === 'newest') again.add(id)
      return null
    }
    if (kind === 'newest') put({ type: 'page-asked', interactionId: id })
    const asking = api.messages(id, place)
    underWay.set(id, asking)
    const answer = await asking
    underWay.delete(id)
    if (!answer.ok) return answer.problem
    put({ type: 'page-came', interactionId: id, page: answer.value, kind })
    forgetOldest(id)
    return again.delete(id) || isStale(id) ? await fetchPage(id, {}, 'newest') : null
  }

  /** Something was said while the page was on its way, and the page may be from before that. */
  function isStale(id: InteractionId): boolean {
    const conversation = store.get().conversations.get(id)
    return conversation !== undefined && conversation.isStale && !conversation.hasNewer
  }

  function forgetOldest(open: InteractionId): void {
    const others = [...store.get().conversations.keys()].filter((id) => id !== open)
    for (const interactionId of others.slice(0, Math.max(0, others.length - keptConversations))) {
      put({ type: 'conversation-left', interactionId })
    }
  }

  const messagesOf = (id: InteractionId) => store.get().conversations.get(id)?.messages ?? []
  return {
    newest: (id) => fetchPage(id, {}, 'newest'),
    older: (id) => fetchPage(id, { before: firstPosition(messagesOf(id)) }, 'older'),
    newer: (id) => fetchPage(id, { after: lastPosition(messagesOf(id)) }, 'newer'),
    around: (id, place) =>
      fetchPage(id, 'at' in place ? place : { after: Math.max(0, place.position - 1 - leadIn) }, 'elsewhere'),
  }
}
