/**
 * Brings a visitor's messages in the order of their sequence, each once. The news of two messages kept at almost the same instant may come the
 * other way round; a page remembers the last one it was brought, so bringing the later one first could cost it the earlier. The later one
 * waits, for a moment: the earlier one is kept already and is on its way.
 */
import type { CustomerMessage } from '../channel.ts'

export interface InOrder {
  put(message: CustomerMessage): void
  /** Brings what waits, whatever is missing before it. */
  goOn(): void
  /** The last one brought. */
  readonly last: number
  close(): void
}

const patienceMs = 2_000

/** `after`: what the page has. `onMissing`: what should come before others has not come; whoever is asked puts it, then says `goOn`. */
export function inOrder(
  after: number,
  bring: (message: CustomerMessage) => void,
  onMissing: () => void,
): InOrder {
  const waiting = new Map<number, CustomerMessage>()
  let last = after
  let patience: NodeJS.Timeout | undefined

  function settle(): void {
    for (let next = waiting.get(last + 1); next; next = waiting.get(last + 1)) take(next)
    if (waiting.size > 0) {
      patience ??= setTimeout(() => {
        patience = undefined
        onMissing()
      }, patienceMs)
    } else close()
  }

  function take(message: CustomerMessage): void {
    waiting.delete(message.seq)
    last = message.seq
    bring(message)
  }

  function close(): void {
    clearTimeout(patience)
    patience = undefined
  }

  return {
    put(message) {
      if (message.seq <= last) return
      waiting.set(message.seq, message)
      settle()
    },
    goOn() {
      for (const message of [...waiting.values()].sort((a, b) => a.seq - b.seq)) take(message)
      settle()
    },
    get last() {
      return last
    },
    close,
  }
}
