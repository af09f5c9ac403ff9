/**
 * How a channel hands events to its host. What one customer did is kept one thing after another, in the order in which it was handed
 * in, and the same message is never handed in a second time while the first is still being kept: an impatient provider that delivers
 * again gets the answer of the first. Different customers do not wait for each other.
 */
import type { Accepted, ChannelHost, InboundEvent } from './channel.ts'

export interface Keeper {
  /** As `ChannelHost.accept`: resolves when it is stored, rejects when it cannot be known to be. */
  readonly keep: (event: InboundEvent) => Promise<Accepted>
  /** Resolves when nothing is being kept any more: what `close()` waits for. */
  readonly idle: () => Promise<void>
}

export function keeper(host: Pick<ChannelHost, 'accept'>): Keeper {
  /** The end of each customer's line; never rejects. */
  const lines = new Map<string, Promise<void>>()
  const underWay = new Map<string, Promise<Accepted>>()

  function enqueue(event: InboundEvent): Promise<Accepted> {
    const before = lines.get(event.user) ?? Promise.resolve()
    const kept = before.then(() => host.accept(event))
    const end = kept.then(
      () => undefined,
      () => undefined,
    )
    lines.set(event.user, end)
    void end.then(() => {
      if (lines.get(event.user) === end) lines.delete(event.user)
    })
    return kept
  }

  return {
    keep(event) {
      if (event.type !== 'message') return enqueue(event)
      const key = JSON.stringify([event.user, event.externalId])
      const same = underWay.get(key)
      if (same) return same
      const kept = enqueue(event).finally(() => underWay.delete(key))
      underWay.set(key, kept)
      return kept
    },

    async idle() {
      while (lines.size > 0) await Promise.all(lines.values())
    },
  }
}
