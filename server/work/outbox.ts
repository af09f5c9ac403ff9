/**
 * Carries out what acts have decided: hands messages to their channels and notifications to push services, at least once, each with the key by which the
 * other side knows a repetition. Lanes (conversations, devices) go side by side, what is in one lane goes in order. Nobody waits for a slow one
 * but its own lane: what has ended is settled at once, together with whatever ended in the same moment, while the rest is still under way. Pushes never
 * take the last places: messages always find one.
 */
import type { Delivery } from '#channels/channel.ts'
import type { Context } from '../context.ts'
import {
  claimPosts,
  nextPostAt,
  releaseClaimsOfTheGone,
  renewClaims,
  type MessagePost,
  type OutboxRow,
  type PushPost,
} from '../store/outbox-row.ts'
import { storable } from '../store/storable.ts'
import { settlePosts, type Carried, type PushOutcome } from './settle-posts.ts'

export type Deliver = (post: MessagePost) => Promise<Delivery>
export type SendPush = (post: PushPost) => Promise<PushOutcome>
export type Carriers = { readonly message: Deliver; readonly push: SendPush }

export interface Outbox {
  /** Resolves when nothing that is due is left, and nothing is under way. */
  settle(): Promise<void>
  close(): Promise<void>
}

const claimMs = 30_000
const batchSize = 50
const mostUnderWay = 300
/** Of these at most; a batch may still be added. */
const mostPushesUnderWay = 100
const longestSleepMs = 30_000
const afterErrorMs = 1_000
const whileFullMs = 250

export function startOutbox(context: Context, nodeId: string, carriers: Carriers): Outbox {
  let closed = false
  let hasReleased = false
  let rung = false
  let running: Promise<void> | null = null
  let settling: Promise<void> | null = null
  let sleep: NodeJS.Timeout | undefined
  let ended: Carried[] = []
  const underWay = new Map<number, { readonly kind: OutboxRow['kind']; readonly done: Promise<void> }>()

  function look(): void {
    if (closed) return
    if (running) {
      rung = true
      return
    }
    clearTimeout(sleep)
    running = claim()
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

  async function claim(): Promise<number | null> {
    if (!hasReleased) {
      const released = await releaseClaimsOfTheGone(context.database)
      hasReleased = true
      if (released > 0)
        context.log.info({ released }, 'Took over what a server had on its way when it was ended.')
    }
    for (;;) {
      const at = context.now()
      const limit = Math.min(batchSize, mostUnderWay - underWay.size)
      const pushes = [...underWay.values()].filter(({ kind }) => kind === 'push').length
      const hasRoom = limit > 0 && pushes < mostPushesUnderWay
      if (closed) return null
      if (limit <= 0) return at + whileFullMs
      const kinds = hasRoom ? (['message', 'push'] as const) : (['message'] as const)
      const rows = await claimPosts(context.database, nodeId, at, at + claimMs, limit, kinds)
      for (const row of rows) underWay.set(row.id, { kind: row.kind, done: carry(row) })
      if (rows.length === 0) return hasRoom ? await nextPostAt(context.database) : at + whileFullMs
    }
  }

  async function carry(row: OutboxRow): Promise<void> {
    const carried = await carryOne(row)
    // The list may have been another one before the wait.
    ended.push(carried)
    await (settling ??= settleEnded())
  }

  async function carryOne(row: OutboxRow): Promise<Carried> {
    try {
      return row.kind === 'message'
        ? { row, delivery: storable(await carriers.message(row.body)) }
        : { row, outcome: await carriers.push(row.body) }
    } catch (error) {
      context.log.error(
        { err: error, key: row.key },
        'What was to be sent could not be handed over; trying again.',
      )
      return row.kind === 'message'
        ? { row, delivery: { outcome: 'retry', afterMs: 1_000, reason: 'unexpected' } }
        : { row, outcome: { retryAfterMs: 1_000 } }
    }
  }

  async function settleEnded(): Promise<void> {
    // What ends in the same turn of the loop is written together.
    await new Promise((resolve) => setImmediate(resolve))
    while (ended.length > 0) {
      const batch = ended
      ended = []
      if (!(await settle(batch)) && batch.length > 1)
        // One of them spoils it for the others: each for itself, or all would be sent again.
        for (const one of batch) await settle([one])
      for (const { row } of batch) underWay.delete(row.id)
    }
    settling = null
    look()
  }

  async function settle(batch: readonly Carried[]): Promise<boolean> {
    try {
      await settlePosts(context, nodeId, batch)
      return true
    } catch (error) {
      // Claimed still: handed over once more when the claim has run out, under the same key.
      context.log.error({ err: error }, 'What was sent could not be noted.')
      return false
    }
  }

  const silence = context.doorbell.on('outbox', look)
  const renewing = setInterval(() => {
    renewClaims(context.database, [...underWay.keys()], nodeId, context.now() + claimMs).catch(
      (error: unknown) => context.log.warn({ err: error }, 'Claims could not be renewed.'),
    )
  }, claimMs / 3)
  look()

  return {
    async settle() {
      look()
      while (running ?? underWay.size > 0)
        await Promise.all([running, ...[...underWay.values()].map(({ done }) => done)])
    },
    async close() {
      closed = true
      silence()
      clearTimeout(sleep)
      await running
      await Promise.all([...underWay.values()].map(({ done }) => done))
      clearInterval(renewing)
    },
  }
}
