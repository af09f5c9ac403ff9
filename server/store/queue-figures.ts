/** Figures of the queues, for estimates and metrics. */
import type { ChannelKind } from '#core/channel-kind.ts'
import type { ChannelAccountId, InteractionId, QueueId } from '#core/id.ts'
import type { Queryable } from './query.ts'
import { statement } from './statement.ts'

export type WaitingRow = {
  id: InteractionId
  queue_id: QueueId
  channel: ChannelKind
  account_id: ChannelAccountId
  external_user: string
  place_at: number
}

const waiting = statement<WaitingRow, []>(
  'queue.waiting',
  `select id, queue_id, channel, account_id, external_user, place_at from interaction where state_name in ('waiting', 'offered') order by place_at, id`,
)
const waitingCounts = statement<{ queue_id: QueueId; waiting: number }, []>(
  'queue.waiting-counts',
  `select queue_id, count(*)::int as waiting from interaction where state_name in ('waiting', 'offered') group by queue_id`,
)
const handled = statement<
  {
    queue_id: QueueId
    handled: number
    abandoned: number
    mean_handling_ms: number | null
    waited_ms: number
  },
  [since: number]
>(
  'queue.handled',
  `select queue_id,
     count(*) filter (where last_owner_id is not null)::int as handled,
     count(*) filter (where state ->> 'outcome' = 'abandoned')::int as abandoned,
     (avg(ended_at - started_at) filter (where last_owner_id is not null))::float8 as mean_handling_ms,
     coalesce(sum(closed_at - place_at) filter (where state ->> 'outcome' = 'abandoned'), 0)::float8 as waited_ms
   from interaction where ended_at >= $1 group by queue_id`,
)

export async function readWaiting(on: Queryable): Promise<WaitingRow[]> {
  return await on.query(waiting)
}

/** Queues where nobody waits are left out. */
export async function countWaiting(on: Queryable): Promise<ReadonlyMap<QueueId, number>> {
  return new Map((await on.query(waitingCounts)).map((row) => [row.queue_id, row.waiting]))
}

export type HandlingFigures = { readonly meanHandlingMs: number; readonly meanPatienceMs: number | null }

/** From what has ended since an instant. Patience: waiting time of all who gave up, for each who did (the estimate for exponential patience). */
export async function readHandlingFigures(
  on: Queryable,
  sinceAt: number,
): Promise<ReadonlyMap<QueueId, HandlingFigures>> {
  const rows = await on.query(handled, [sinceAt])
  return new Map(
    rows.flatMap((row) =>
      row.mean_handling_ms === null
        ? []
        : [
            [
              row.queue_id,
              {
                meanHandlingMs: row.mean_handling_ms,
                meanPatienceMs: row.abandoned > 0 ? row.waited_ms / row.abandoned : null,
              },
            ],
          ],
    ),
  )
}
