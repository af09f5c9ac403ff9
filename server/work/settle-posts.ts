/**
 * Notes what became of what was handed over. What a channel cannot take now is tried again, later each time; after the last try, or a clear
 * no, the message is shown as failed with the reason. A notification is given up when its time is over, and nobody is told: it was a courtesy.
 */
import type { Delivery } from '#channels/channel.ts'
import type { InteractionId } from '#core/id.ts'
import { ownerOf } from '#core/interaction/interaction.ts'
import { messageChanged } from '../act/customer-acts.ts'
import type { Context } from '../context.ts'
import { appendEvents } from '../store/event-log.ts'
import { readInteraction } from '../store/interaction-record.ts'
import { settleOutgoing, type Settled } from '../store/message-state.ts'
import { finishPosts, postponePost, type MessageRow, type PushRow } from '../store/outbox-row.ts'
import type { Queryable } from '../store/query.ts'

/** `done`: sent, or of no use any more. */
export type PushOutcome = 'done' | { readonly retryAfterMs: number }

export type Carried =
  | { readonly row: MessageRow; readonly delivery: Delivery }
  | { readonly row: PushRow; readonly outcome: PushOutcome }

const mostAttempts = 12
const mostPushAttempts = 6

export async function settlePosts(
  context: Context,
  nodeId: string,
  batch: readonly Carried[],
): Promise<void> {
  const { database } = context
  const finished: number[] = []
  const settled: Settled[] = []
  for (const carried of batch) {
    const { id } = carried.row
    const waitMs = 'delivery' in carried ? waitOfMessage(carried) : waitOfPush(carried, context.now())
    if (waitMs !== null) await postponePost(database, id, nodeId, context.now() + waitMs)
    else {
      finished.push(id)
      if ('delivery' in carried) settled.push(toSettled(carried.row, carried.delivery))
    }
  }
  if (settled.length === 0) return await finishPosts(database, finished, nodeId)
  await database.transaction(
    async (transaction) => {
      const at = context.now()
      const changed = await settleOutgoing(transaction, settled, at)
      const events = await Promise.all(
        changed.map(async (message) =>
          messageChanged(message, await audienceFor(transaction, message.interaction_id)),
        ),
      )
      await appendEvents(transaction, events, at)
      await finishPosts(transaction, finished, nodeId)
    },
    { retries: 5 },
  )
  context.doorbell.ring('events')
}

/** Longer each time; null: no more. */
function waitOfMessage({ row, delivery }: { row: MessageRow; delivery: Delivery }): number | null {
  if (delivery.outcome !== 'retry' || row.attempts >= mostAttempts) return null
  return Math.max(delivery.afterMs, Math.min(300_000, 500 * 2 ** row.attempts))
}

function waitOfPush({ row, outcome }: { row: PushRow; outcome: PushOutcome }, at: number): number | null {
  if (outcome === 'done' || row.attempts >= mostPushAttempts) return null
  const waitMs = Math.max(outcome.retryAfterMs, 500 * 2 ** row.attempts)
  return at + waitMs < row.body.untilAt ? waitMs : null
}

async function audienceFor(on: Queryable, id: InteractionId) {
  const record = await readInteraction(on, id)
  const owner = record ? (ownerOf(record.interaction) ?? record.lastOwnerId) : null
  return {
    agents: owner ? [owner] : [],
    ...(record ? { customer: `${record.interaction.accountId}|${record.externalUser}` } : {}),
  }
}

function toSettled(row: MessageRow, delivery: Delivery): Settled {
  const { messageId } = row.body
  if (delivery.outcome === 'accepted')
    return { id: messageId, state: 'sent', reason: null, externalId: delivery.externalId ?? null }
  return { id: messageId, state: 'failed', reason: delivery.reason, externalId: null }
}
