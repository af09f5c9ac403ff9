/**
 * Hints that are not kept: who types, how the queues stand. Heard on this node at once and on others by a notification outside any transaction;
 * whoever misses one is told again with the next.
 */
import type { Logger } from 'pino'
import type { AgentId, InteractionId, QueueId } from '#core/id.ts'
import type { QueuePulse, Signal, WaitingReasons } from '#protocol/live.ts'
import type { Database } from '../store/database.ts'
import { statement } from '../store/statement.ts'

export type BusSignal =
  /** For the agents who hold or see this interaction, besides `from`. */
  | {
      readonly to: 'agents'
      readonly interactionId: InteractionId
      readonly agentIds: readonly AgentId[]
      readonly signal: Signal
    }
  /** For the pages of these persons and of nobody else, whatever others may see. */
  | { readonly to: 'persons'; readonly agentIds: readonly AgentId[]; readonly signal: Signal }
  /** How the queues stand; who is told what of it, `queue-board.ts` decides. */
  | { readonly to: 'queues'; readonly queues: readonly QueuePulse[] }
  /** Why the first of a queue wait; one notification holds no more than one queue's. */
  | { readonly to: 'queue-reasons'; readonly queueId: QueueId; readonly waiting: WaitingReasons }
  | {
      readonly to: 'customer'
      readonly customer: string
      readonly news: { readonly type: 'typing'; readonly on: boolean }
    }
  /** Their places in line: of many at once, or each would be a notification of its own. */
  | {
      readonly to: 'customers'
      readonly queue: readonly {
        readonly customer: string
        readonly position: number
        readonly waitMs: number | null
      }[]
    }

export interface SignalBus {
  send(signal: BusSignal): void
  on(listener: (signal: BusSignal) => void): () => void
  close(): Promise<void>
}

const channel = 'atiende_signal'
/** A notification carries 8,000 bytes at most; what is longer stays on this node and comes again in a shorter form or from the log. */
const longestPayload = 7_800
const notify = statement<never, [channel: string, payload: string]>(
  'signal.notify',
  'select pg_notify($1, $2)',
)

export async function openSignalBus(database: Database, log: Logger, nodeId: string): Promise<SignalBus> {
  const listeners = new Set<(signal: BusSignal) => void>()
  const deliver = (signal: BusSignal): void => {
    for (const listener of listeners) listener(signal)
  }
  const stop = await database.listen(channel, (payload) => {
    if (payload === '' || payload.startsWith(nodeId)) return
    // Only our own servers notify on this channel.
    deliver(JSON.parse(payload.slice(payload.indexOf(' ') + 1)) as BusSignal)
  })
  let closed = false

  return {
    send(signal) {
      deliver(signal)
      const payload = `${nodeId} ${JSON.stringify(signal)}`
      if (closed || Buffer.byteLength(payload) > longestPayload) return
      database
        .execute(notify, [channel, payload])
        .catch((error: unknown) => log.warn({ err: error }, 'A signal did not reach the other servers.'))
    },
    on(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async close() {
      closed = true
      await stop()
    },
  }
}
