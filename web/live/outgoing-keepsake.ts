/**
 * What waits to be sent, kept in the browser. Several pages of one person share the place: each writes down its own messages and leaves those of the
 * others, which would be lost by a reload while the line is away. One that two pages know is sent once: the server knows it by its `clientId`.
 */
import { createKeepsake, type Keepsake, type TextStorage } from './keepsake.ts'
import type { OutgoingList } from './outgoing.ts'

export function createOutgoingKeepsake(storage: TextStorage, key: string): Keepsake<OutgoingList> {
  const read = (): OutgoingList | null => {
    const kept = createKeepsake<OutgoingList>(storage, key).read()
    return Array.isArray(kept) ? kept : null
  }
  let last: OutgoingList = []
  return {
    read() {
      const kept = read()
      last = kept ?? []
      return kept
    },
    keep(list) {
      if (list === last) return
      const own = new Set([...last, ...list].map(({ clientId }) => clientId))
      last = list
      const others = (read() ?? []).filter(({ clientId }) => !own.has(clientId))
      createKeepsake<OutgoingList>(storage, key).keep([...others, ...list])
    },
  }
}
