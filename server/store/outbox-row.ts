/** Effects waiting to be carried out. Rows of one lane go one after another; a claim that is not answered runs out and is taken over. */
import type { AgentId, ChannelAccountId, InteractionId, MessageId, OfferId } from '#core/id.ts'
import type { FileView, MessageQuote } from '#protocol/message.ts'
import type { Queryable } from './query.ts'
import { statement } from './statement.ts'

export type MessagePost = {
  readonly interactionId: InteractionId
  readonly messageId: MessageId
  readonly position: number
  readonly accountId: ChannelAccountId
  readonly user: string
  readonly text: string
  readonly files: readonly FileView[]
  /** Absent in what was posted before there were quotes. */
  readonly quote?: MessageQuote | null
}

/** To one browser of one agent (`store/push-row.ts`). What it says is put together when it is sent. */
export type PushPost = {
  readonly subscriptionId: string
  readonly agentId: AgentId
  readonly about: 'offer' | 'said' | 'test'
  readonly interactionId: InteractionId | null
  readonly offerId: OfferId | null
  /** Of no use afterwards. */
  readonly untilAt: number
}

type Row<Kind, Body> = {
  id: number
  kind: Kind
  key: string
  lane: string
  body: Body
  attempts: number
  created_at: number
}
export type MessageRow = Row<'message', MessagePost>
export type PushRow = Row<'push', PushPost>
export type OutboxRow = MessageRow | PushRow

const claimMany = statement<
  OutboxRow,
  [nodeId: string, at: number, until: number, limit: number, kinds: readonly string[]]
>(
  'outbox.claim',
  `update outbox set claimed_by = $1, claimed_until = $3, attempts = attempts + 1
   where id in (
     select o.id from outbox o
     where o.due_at <= $2 and (o.claimed_until is null or o.claimed_until < $2) and o.kind = any ($5)
       and not exists (select 1 from outbox e where e.lane = o.lane and e.id < o.id)
     order by o.id limit $4 for update skip locked)
   returning id, kind, key, lane, body, attempts, created_at`,
)
const renewMany = statement<never, [ids: readonly number[], nodeId: string, until: number]>(
  'outbox.renew',
  'update outbox set claimed_until = $3 where id = any ($1) and claimed_by = $2',
)
const deleteMany = statement<never, [ids: readonly number[], nodeId: string]>(
  'outbox.done',
  'delete from outbox where id = any ($1) and claimed_by = $2',
)
const postponeOne = statement<never, [id: number, nodeId: string, dueAt: number]>(
  'outbox.postpone',
  'update outbox set due_at = $3, claimed_by = null, claimed_until = null where id = $1 and claimed_by = $2',
)
const readNext = statement<{ due_at: number | null }, []>(
  'outbox.next',
  // Only the first of each lane can be next: what stands behind it may be due long before its turn comes.
  `select min(greatest(o.due_at, coalesce(o.claimed_until, 0))) as due_at from outbox o
   where not exists (select 1 from outbox e where e.lane = o.lane and e.id < o.id)`,
)
const readOldest = statement<{ created_at: number | null }, []>(
  'outbox.oldest',
  `select min(created_at) as created_at from outbox where kind = 'message'`,
)

/** First key of the lock that every living node holds; the second is the hash of its id. */
export const nodeLockClass = 4_711_002

const releaseGone = statement<never, [lockClass: number]>(
  'outbox.release-gone',
  `update outbox o set claimed_by = null, claimed_until = null
   where o.claimed_by is not null and not exists (
     select 1 from pg_locks l
     where l.locktype = 'advisory' and l.objsubid = 2 and l.classid::bigint = $1
       and l.objid::bigint = hashtext(o.claimed_by)::bigint & 4294967295
       and l.database = (select d.oid from pg_database d where d.datname = current_database()))`,
)

/** What a node had claimed that was killed since: another one need not wait until the claims run out. How many there were. */
export async function releaseClaimsOfTheGone(on: Queryable): Promise<number> {
  return await on.execute(releaseGone, [nodeLockClass])
}

export async function claimPosts(
  on: Queryable,
  nodeId: string,
  at: number,
  untilAt: number,
  limit: number,
  kinds: readonly OutboxRow['kind'][],
): Promise<OutboxRow[]> {
  return await on.query(claimMany, [nodeId, at, untilAt, limit, kinds])
}

/** Still under way here: nobody else takes them over. */
export async function renewClaims(
  on: Queryable,
  ids: readonly number[],
  nodeId: string,
  untilAt: number,
): Promise<void> {
  if (ids.length > 0) await on.execute(renewMany, [ids, nodeId, untilAt])
}

export async function finishPosts(on: Queryable, ids: readonly number[], nodeId: string): Promise<void> {
  if (ids.length > 0) await on.execute(deleteMany, [ids, nodeId])
}

export async function postponePost(on: Queryable, id: number, nodeId: string, dueAt: number): Promise<void> {
  await on.execute(postponeOne, [id, nodeId, dueAt])
}

export async function nextPostAt(on: Queryable): Promise<number | null> {
  return (await on.query(readNext))[0]?.due_at ?? null
}

/** When the oldest message that no channel has taken yet was said. */
export async function oldestPostAt(on: Queryable): Promise<number | null> {
  return (await on.query(readOldest))[0]?.created_at ?? null
}
