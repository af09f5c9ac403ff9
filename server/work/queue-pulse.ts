/**
 * Tells every few seconds how the queues stand: to agents how many wait and why each does, to waiting customers their position and an honest estimate.
 * Only the node that routes knows; what it says reaches all others as signals. Nothing is said while nothing changes.
 */
import { estimatedWaitMs } from '#core/routing/estimated-wait.ts'
import type { QueueId } from '#core/id.ts'
import type { Matcher } from '#core/routing/snapshot.ts'
import type { QueuePulse, WaitingReasons } from '#protocol/live.ts'
import type { Context } from '../context.ts'
import type { BusSignal, SignalBus } from '../live/signal-bus.ts'
import { readWaiting, readHandlingFigures, type WaitingRow } from '../store/queue-figures.ts'
import type { Router } from './router.ts'

const everyMs = 2_000
const figuresEveryMs = 60_000
/** Reasons for more rows of a queue than anybody reads would only fill the wire; so many fit into one notification of the database. */
const mostReasons = 40
/** As many as one notification of the database holds. */
const customersAtOnce = 40

type CustomersPlace = Extract<BusSignal, { to: 'customers' }>['queue'][number]

type QueueSignal = Extract<BusSignal, { to: 'queues' | 'queue-reasons' }>
type Figures = Awaited<ReturnType<typeof readHandlingFigures>>

export function startQueuePulse(
  context: Context,
  router: Router,
  bus: SignalBus,
): { close(): Promise<void> } {
  let closed = false
  const last = new Map<string, string>()
  let figures: Figures = new Map()
  let figuresAt = -Infinity
  let timer = setTimeout(beat, everyMs)
  let beating: Promise<void> = Promise.resolve()

  function beat(): void {
    beating = tell()
      .catch((error: unknown) =>
        context.log.warn({ err: error }, 'The state of the queues could not be told.'),
      )
      .finally(() => {
        if (!closed) timer = setTimeout(beat, everyMs)
      })
  }

  async function tell(): Promise<void> {
    const matcher = router.matcher()
    if (!matcher) return
    const at = context.now()
    if (at - figuresAt > figuresEveryMs) {
      figures = await readHandlingFigures(context.database, at - 24 * 3_600_000)
      figuresAt = at
    }
    const rows = await readWaiting(context.database)
    const { queues, reasons } = lookAt(context, matcher, rows, at)
    let hasNews = false
    const tellIfNew = (key: string, signal: QueueSignal): void => {
      const text = JSON.stringify(signal)
      // Figures always follow the reasons: with them the pages are told.
      if (last.get(key) === text && !(hasNews && signal.to === 'queues')) return
      last.set(key, text)
      hasNews = true
      bus.send(signal)
    }
    for (const { queueId } of queues)
      tellIfNew(queueId, { to: 'queue-reasons', queueId, waiting: reasons.get(queueId) ?? [] })
    tellIfNew('', { to: 'queues', queues })
    const queue = rows.flatMap((row) => placeOf(matcher, row, at) ?? [])
    for (let first = 0; first < queue.length; first += customersAtOnce)
      bus.send({ to: 'customers', queue: queue.slice(first, first + customersAtOnce) })
  }

  function placeOf(matcher: Matcher, row: WaitingRow, at: number): CustomersPlace | null {
    const position = matcher.position(row.id, at)
    if (position === null) return null
    const { online, slots } = matcher.staff(row.queue_id, row.channel)
    const known = figures.get(row.queue_id)
    const waitMs = online === 0 ? null : estimatedWaitMs({ position, slots, ...(known ?? defaultFigures) })
    return { customer: `${row.account_id}|${row.external_user}`, position, waitMs }
  }

  return {
    async close() {
      closed = true
      clearTimeout(timer)
      await beating
    },
  }
}

/** Before anything was ever handled: a chat of five minutes, nobody gives up. */
const defaultFigures = { meanHandlingMs: 300_000, meanPatienceMs: null }

function lookAt(
  context: Context,
  matcher: Matcher,
  rows: readonly WaitingRow[],
  at: number,
): { queues: QueuePulse[]; reasons: ReadonlyMap<QueueId, WaitingReasons> } {
  const reasons = new Map<QueueId, WaitingReasons[number][]>()
  const longest = new Map<QueueId, number>()
  const counts = new Map<QueueId, number>()
  for (const row of rows) {
    counts.set(row.queue_id, (counts.get(row.queue_id) ?? 0) + 1)
    longest.set(row.queue_id, Math.min(longest.get(row.queue_id) ?? Infinity, row.place_at))
    const told = reasons.get(row.queue_id) ?? []
    reasons.set(row.queue_id, told)
    const reason = told.length < mostReasons ? matcher.why(row.id, at) : null
    if (reason) told.push({ interactionId: row.id, reason, position: matcher.position(row.id, at) ?? 1 })
  }
  const queues = context.configuration.queues().map((queue): QueuePulse => {
    const channel = queue.channels[0] ?? 'web-chat'
    const { online, ready } = matcher.staff(queue.id, channel)
    return {
      queueId: queue.id,
      waiting: counts.get(queue.id) ?? 0,
      longestSince: longest.get(queue.id) ?? null,
      online,
      ready,
    }
  })
  return { queues, reasons }
}
