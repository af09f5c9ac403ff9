/**
 * What was said and is not yet known to be kept. Each message lies under a key of its own, so that two tabs never overwrite each other, and
 * stays until the server says `kept` or `refused`; being sent twice does no harm, because its `clientId` stays the same.
 */
import type { FileView } from '#protocol/message.ts'
import type { VisitorQuote } from '#protocol/widget.ts'
import { readKept, type Shelf } from './shelf.ts'

/** A message that is answered, and the conversation that it is of: in another one the server leaves it out. */
export type SaidQuote = VisitorQuote & { readonly conversation: string }

export type Unsent = {
  readonly clientId: string
  readonly text: string
  readonly files: readonly FileView[]
  /** What it answers. Absent in what an older widget has left on the shelf. */
  readonly quote?: SaidQuote | null
  readonly at: number
  /** Why it will never be kept, in the visitor's words; null while there is hope. */
  readonly refused: string | null
}

export interface Outbox {
  /** Oldest first. */
  all(): readonly Unsent[]
  /** The next one that may be sent. */
  next(): Unsent | null
  add(said: Pick<Unsent, 'text' | 'files' | 'quote'>): Unsent
  refuse(clientId: string, why: string): void
  /** Lets a refused one try again. */
  retry(clientId: string): void
  /** It is kept, or given up. */
  remove(clientId: string): Unsent | null
  clear(): void
}

const prefix = 'out:'

export function outbox(shelf: Shelf, now: () => number, newId: () => string): Outbox {
  let lastAt = 0

  const read = (clientId: string) => readKept<Unsent>(shelf, prefix + clientId)
  const write = (unsent: Unsent) => shelf.set(prefix + unsent.clientId, JSON.stringify(unsent))

  function all(): readonly Unsent[] {
    const found = shelf.keys(prefix).flatMap((key) => readKept<Unsent>(shelf, key) ?? [])
    return found.sort((a, b) => a.at - b.at || (a.clientId < b.clientId ? -1 : 1))
  }

  return {
    all,
    next: () => all().find((unsent) => unsent.refused === null) ?? null,
    add(said) {
      // Strictly growing, so that what is said within one millisecond keeps its order.
      lastAt = Math.max(now(), lastAt + 1)
      const unsent: Unsent = { ...said, clientId: newId(), at: lastAt, refused: null }
      write(unsent)
      return unsent
    },
    refuse(clientId, why) {
      const unsent = read(clientId)
      if (unsent) write({ ...unsent, refused: why })
    },
    retry(clientId) {
      const unsent = read(clientId)
      if (unsent) write({ ...unsent, refused: null })
    },
    remove(clientId) {
      const unsent = read(clientId)
      shelf.set(prefix + clientId, null)
      return unsent
    },
    clear() {
      for (const key of shelf.keys(prefix)) shelf.set(key, null)
    },
  }
}
