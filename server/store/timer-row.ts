/** Alarms with an exact time. A key has one alarm at most; setting it again moves it. */
import type { Queryable } from './query.ts'
import { statement } from './statement.ts'

export type TimerKind = 'interaction' | 'presence' | 'call' | 'agent-lost' | 'give-back' | 'customer-gone'

export type Timer = {
  readonly key: string
  readonly dueAt: number
  readonly kind: TimerKind
  readonly subjectId: string
  readonly body: object
}

const setMany = statement<never, [timers: string]>(
  'timer.set',
  `insert into timer (key, due_at, kind, subject_id, body)
   select t.key, t."dueAt", t.kind, t."subjectId", t.body
   from jsonb_to_recordset($1::jsonb) as t (key text, "dueAt" bigint, kind text, "subjectId" text, body jsonb)
   on conflict (key) do update set due_at = excluded.due_at, kind = excluded.kind, subject_id = excluded.subject_id, body = excluded.body`,
)
const cancelMany = statement<never, [keys: readonly string[]]>(
  'timer.cancel',
  'delete from timer where key = any ($1)',
)
const postponeAbsent = statement<never, [until: number]>(
  'timer.postpone-absence',
  `update timer set due_at = $1 where due_at < $1 and kind in ('agent-lost', 'give-back', 'customer-gone')`,
)
const readNext = statement<{ due_at: number }, []>(
  'timer.next',
  'select due_at from timer order by due_at limit 1',
)
/** A due alarm as it was seen, before it is taken. */
export type DueTimer = Pick<Timer, 'key' | 'kind' | 'subjectId'>

const readDue = statement<{ key: string; kind: TimerKind; subject_id: string }, [at: number, limit: number]>(
  'timer.due',
  'select key, kind, subject_id from timer where due_at <= $1 order by due_at limit $2',
)
const takeOne = statement<
  { key: string; due_at: number; kind: TimerKind; subject_id: string; body: object },
  [key: string, at: number]
>(
  'timer.take',
  `delete from timer where key = (select key from timer where key = $1 and due_at <= $2 for update skip locked)
   returning key, due_at, kind, subject_id, body`,
)

export async function setTimers(on: Queryable, timers: readonly Timer[]): Promise<void> {
  if (timers.length > 0) await on.execute(setMany, [JSON.stringify(timers)])
}

export async function cancelTimers(on: Queryable, keys: readonly string[]): Promise<void> {
  if (keys.length > 0) await on.execute(cancelMany, [keys])
}

/** Nobody counts as gone before this instant. */
export async function postponeAbsence(on: Queryable, untilAt: number): Promise<void> {
  await on.execute(postponeAbsent, [untilAt])
}

export async function nextTimerAt(on: Queryable): Promise<number | null> {
  const [row] = await on.query(readNext)
  return row?.due_at ?? null
}

export async function dueTimers(on: Queryable, at: number, limit: number): Promise<DueTimer[]> {
  const rows = await on.query(readDue, [at, limit])
  return rows.map(({ key, kind, subject_id }) => ({ key, kind, subjectId: subject_id }))
}

/** Takes a due alarm off the table, in the transaction that acts on it; null when somebody else has it or it was moved. */
export async function takeTimer(on: Queryable, key: string, at: number): Promise<Timer | null> {
  const [row] = await on.query(takeOne, [key, at])
  return row
    ? { key: row.key, dueAt: row.due_at, kind: row.kind, subjectId: row.subject_id, body: row.body }
    : null
}

const keepPlaces = statement<never, [customers: readonly string[], byQueue: string, at: number]>(
  'timer.keep-places',
  `update timer t set due_at = $3 + q."goneMs"
   from interaction i join jsonb_to_recordset($2::jsonb) as q (id text, "goneMs" bigint) on q.id = i.queue_id
   where t.key = 'customer-gone:' || i.id and i.state_name in ('waiting', 'offered')
     and i.account_id || '|' || i.external_user = any ($1)`,
)

/** Customers who are there keep their place: their alarms are moved forward. */
export async function keepCustomersPlaces(
  on: Queryable,
  customers: readonly string[],
  queues: readonly { readonly id: string; readonly goneMs: number }[],
  at: number,
): Promise<void> {
  if (customers.length > 0) await on.execute(keepPlaces, [customers, JSON.stringify(queues), at])
}
