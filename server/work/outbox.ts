/**
 * Carries out what acts have decided: hands messages to their channels, at least once, each with the id by which the channel knows a repetition.
 * Lanes (conversations) go side by side, what is in one lane goes in order. What a channel cannot take now is tried again, later each time;
 * after the last try, or a clear no, the message is shown as failed with the reason.
 */
import type { Delivery } from '#channels/channel.ts'
import type { Context } from '../context.ts'
import { messageChanged } from '../act/customer-acts.ts'
import { appendEvents } from '../store/event-log.ts'
import { readInteraction } from '../store/interaction-record.ts'
import { settleOutgoing, type Settled } from '../store/message-state.ts'
import {
  claimPosts,
  finishPosts,
  nextPostAt,
  postponePost,
  releaseClaimsOfTheGone,
  type OutboxRow,
} from '../store/outbox-row.ts'
import type { Queryable } from '../store/query.ts'
import { ownerOf } from '#core/interaction/interaction.ts'

export type Deliver = (post: OutboxRow['body']) => Promise<Delivery>

export interface Outbox {
  settle(): Promise<void>
  close(): Promise<void>
}

const claimMs = 30_000
const batchSize = 50
const mostAttempts = 12
const longestSleepMs = 30_000
const afterErrorMs = 1_000

export function startOutbox(context: Context, nodeId: string, deliver: Deliver): Outbox {
  let closed = false
  let hasReleased = false
  let rung = false
  let running: Promise<void> | null = null
  let sleep: NodeJS.Timeout | undefined

  function look(): void {
    if (closed) return
    if (running) {
      rung = true
      return
    }
    clearTimeout(sleep)
    running = post()
      .catch((error: unknown) => {
        context.log.error({ err: error }, 'The outbox could not be read; trying again.')
        return context.now() + afterErrorMs
      })
      .then((nextAt) => {
        running = null
        if (closed) return
        if (rung) {
          rung = false
          look()
        } else
          sleep = setTimeout(
            look,
            Math.min(longestSleepMs, Math.max(1, (nextAt ?? Infinity) - context.now())),
          )
      })
  }

  async function post(): Promise<number | null> {
    if (!hasReleased) {
      const released = await releaseClaimsOfTheGone(context.database)
      hasReleased = true
      if (released > 0)
        context.log.info({ released }, 'Took over what a server had on its way when it was ended.')
    }
    for (;;) {
      const at = context.now()
      const rows = await claimPosts(context.database, nodeId, at, at + claimMs, batchSize)
      if (rows.length === 0 || closed) return await nextPostAt(context.database)
      const deliveries = await Promise.all(rows.map(async (row) => ({ row, delivery: await tryOne(row) })))
      await settleAll(deliveries)
    }
  }

  async function tryOne(row: OutboxRow): Promise<Delivery> {
    try {
      return await deliver(row.body)
    } catch (error) {
      context.log.error(
        { err: error, key: row.key },
        'A channel failed while it took a message; trying again.',
      )
      return { outcome: 'retry', afterMs: 1_000, reason: 'unexpected' }
    }
  }

  async function settleAll(deliveries: readonly { row: OutboxRow; delivery: Delivery }[]): Promise<void> {
    const final: { row: OutboxRow; settled: Settled }[] = []
    for (const { row, delivery } of deliveries) {
      if (delivery.outcome === 'retry' && row.attempts < mostAttempts) {
        const waitMs = Math.max(delivery.afterMs, Math.min(300_000, 500 * 2 ** row.attempts))
        await postponePost(context.database, row.id, nodeId, context.now() + waitMs)
      } else final.push({ row, settled: toSettled(row, delivery) })
    }
    if (final.length === 0) return
    await context.database.transaction(
      async (transaction) => {
        const at = context.now()
        const changed = await settleOutgoing(
          transaction,
          final.map(({ settled }) => settled),
          at,
        )
        const events = await Promise.all(
          changed.map(async (message) =>
            messageChanged(message, await audienceFor(transaction, message.interaction_id)),
          ),
        )
        await appendEvents(transaction, events, at)
        await finishPosts(
          transaction,
          final.map(({ row }) => row.id),
          nodeId,
        )
      },
      { retries: 5 },
    )
    context.doorbell.ring('events')
  }

  const silence = context.doorbell.on('outbox', look)
  look()

  return {
    async settle() {
      look()
      while (running) await running
    },
    async close() {
      closed = true
      silence()
      clearTimeout(sleep)
      await running
    },
  }
}

async function audienceFor(on: Queryable, id: OutboxRow['body']['interactionId']) {
  const record = await readInteraction(on, id)
  const owner = record ? (ownerOf(record.interaction) ?? record.lastOwnerId) : null
  return {
    agents: owner ? [owner] : [],
    ...(record ? { customer: `${record.interaction.accountId}|${record.externalUser}` } : {}),
  }
}

function toSettled(row: OutboxRow, delivery: Delivery): Settled {
  const { messageId } = row.body
  if (delivery.outcome === 'accepted')
    return { id: messageId, state: 'sent', reason: null, externalId: delivery.externalId ?? null }
  return { id: messageId, state: 'failed', reason: delivery.reason, externalId: null }
}
