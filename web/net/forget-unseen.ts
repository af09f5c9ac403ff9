/**
 * What was fetched and is no longer on the screen is kept for whoever comes back to it, but only so much of it: a conversation leaves half a dozen answers
 * behind, and a day has hundreds. Those that have been out of sight for longest go first; the library's own few minutes hold besides.
 */
import type { Query, QueryClient } from '@tanstack/react-query'

/** Of about a dozen conversations, as many as have their messages kept. */
const keptUnseen = 60

/** Returns how to stop. */
export function forgetUnseen(queries: QueryClient, most = keptUnseen): () => void {
  const cache = queries.getQueryCache()
  /** In the order in which they went out of sight. */
  const unseen = new Set<Query>()

  return cache.subscribe(({ type, query }) => {
    if (type !== 'added' && type !== 'removed' && type !== 'observerAdded' && type !== 'observerRemoved')
      return
    unseen.delete(query)
    if (type === 'removed' || query.getObserversCount() > 0) return
    unseen.add(query)
    if (unseen.size <= most) return
    // What is just being fetched is about to be shown.
    const oldest = [...unseen].find(({ state }) => state.fetchStatus === 'idle')
    if (oldest && oldest !== query) cache.remove(oldest)
  })
}
