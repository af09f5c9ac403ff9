/**
 * The one log. A place in it is (xid, seq) of an event whose transaction is older than every transaction still running: nothing can
 * appear before such a place any more. `seq` alone would not do, because it is handed out before commit. Readers therefore read only below
 * `pg_snapshot_xmin`.
 */
import type { AgentId, InteractionId, QueueId } from '#core/id.ts'
import type { Queryable } from './query.ts'
import { statement } from './statement.ts'

/** Whom an event concerns. Supervisors see everything; `customer` is `<account>|<user>` for the customer's own connection. */
export type Audience = {
  readonly agents?: readonly AgentId[]
  readonly queues?: readonly QueueId[]
  readonly everyone?: boolean
  readonly customer?: string
}

export type NewEvent = {
  readonly type: string
  readonly interactionId: InteractionId | null
  readonly agentId: AgentId | null
  readonly audience: Audience
  readonly body: object
}

export type LoggedEvent = NewEvent & { readonly xid: string; readonly seq: number; readonly at: number }

type EventRow = {
  xid: string
  seq: number
  at: number
  type: string
  interaction_id: InteractionId | null
  agent_id: AgentId | null
  audience: Audience
  body: object
}

const appendMany = statement<never, [events: string, at: number]>(
  'event.append',
  `insert into event (at, type, interaction_id, agent_id, audience, body)
   select $2, e.type, e."interactionId", e."agentId", e.audience, e.body
   from rows from (jsonb_to_recordset($1::jsonb) as (type text, "interactionId" text, "agentId" text, audience jsonb, body jsonb))
     with ordinality as e (type, "interactionId", "agentId", audience, body, n)
   order by e.n`,
)

export async function appendEvents(on: Queryable, events: readonly NewEvent[], at: number): Promise<void> {
  if (events.length > 0) await on.execute(appendMany, [JSON.stringify(events), at])
}

export type Place = { readonly xid: string; readonly seq: number }

export function toCursor(place: Place): string {
  return `${place.xid}.${place.seq}`
}

export function fromCursor(cursor: string): Place | null {
  const match = /^(\d{1,20})\.(\d{1,18})$/.exec(cursor)
  return match?.[1] && match[2] ? { xid: match[1], seq: Number(match[2]) } : null
}

// `event.xid` in the order: the bare name would be the text of the output, and "9" comes after "10" there.
const readTail = statement<EventRow, [xid: string, seq: number, limit: number]>(
  'event.tail',
  `select xid::text, seq, at, type, interaction_id, agent_id, audience, body from event
   where (xid, seq) > ($1::xid8, $2) and xid < pg_snapshot_xmin(pg_current_snapshot())
   order by event.xid, event.seq limit $3`,
)
const readRange = statement<
  EventRow,
  [xid: string, seq: number, untilXid: string, untilSeq: number, limit: number]
>(
  'event.range',
  `select xid::text, seq, at, type, interaction_id, agent_id, audience, body from event
   where (xid, seq) > ($1::xid8, $2) and (xid, seq) <= ($3::xid8, $4) order by event.xid, event.seq limit $5`,
)
/** Whether something newer is there that may not be read yet: the reader looks again soon. */
const readAhead = statement<{ held: boolean }, [xid: string, seq: number]>(
  'event.ahead',
  'select exists (select 1 from event where (xid, seq) > ($1::xid8, $2)) as held',
)
/**
 * Who sees a transaction committed sees it numbered below the next one to begin; events of later ones were restored from another cluster. Nobody
 * waits for them any more, and the transactions of this cluster that will have their numbers are others.
 */
const deleteForeign = statement<never, []>(
  'event.delete-foreign',
  'delete from event where xid >= pg_snapshot_xmax(pg_current_snapshot())',
)
/**
 * Where a reader that starts now begins: just before the oldest transaction still running. In a log that is empty, or was restored into a
 * new cluster, that place is still right.
 */
const readNow = statement<{ xid: string }, []>(
  'event.now',
  `select (pg_snapshot_xmin(pg_current_snapshot())::text::numeric - 1)::text as xid`,
)
const readOldest = statement<{ xid: string; seq: number }, []>(
  'event.oldest',
  'select xid::text, seq from event order by event.xid, event.seq limit 1',
)

function toEvent(row: EventRow): LoggedEvent {
  const { xid, seq, at, type, audience, body } = row
  return { xid, seq, at, type, interactionId: row.interaction_id, agentId: row.agent_id, audience, body }
}

export async function readEventsAfter(on: Queryable, after: Place, limit: number): Promise<LoggedEvent[]> {
  return (await on.query(readTail, [after.xid, after.seq, limit])).map(toEvent)
}

export async function readEventsBetween(
  on: Queryable,
  after: Place,
  until: Place,
  limit: number,
): Promise<LoggedEvent[]> {
  return (await on.query(readRange, [after.xid, after.seq, until.xid, until.seq, limit])).map(toEvent)
}

export async function isHeldBack(on: Queryable, after: Place): Promise<boolean> {
  const [row] = await on.query(readAhead, [after.xid, after.seq])
  return row?.held ?? false
}

/** Removes what only a restored log can hold: events of transactions that have not happened here. How many. */
export async function deleteForeignEvents(on: Queryable): Promise<number> {
  return await on.execute(deleteForeign)
}

/** The largest place that is complete now. */
export async function readPlaceNow(on: Queryable): Promise<Place> {
  const [row] = await on.query(readNow)
  return { xid: row?.xid ?? '0', seq: Number.MAX_SAFE_INTEGER }
}

/** The oldest event kept; who was last here before it needs a snapshot. Null: the log is empty. */
export async function readOldestPlace(on: Queryable): Promise<Place | null> {
  const [row] = await on.query(readOldest)
  return row ? { xid: row.xid, seq: row.seq } : null
}

export function isBefore(a: Place, b: Place): boolean {
  const ax = BigInt(a.xid)
  const bx = BigInt(b.xid)
  return ax === bx ? a.seq < b.seq : ax < bx
}
