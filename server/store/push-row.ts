/** Browsers that want to be told while their page is closed, and what is put into the outbox for them. A device lives as long as its session. */
import type { AgentId, InteractionId, OfferId } from '#core/id.ts'
import type { Queryable } from './query.ts'
import { statement } from './statement.ts'

export type PushSubscription = {
  readonly id: string
  readonly agentId: AgentId
  readonly endpoint: string
  readonly p256dh: string
  readonly auth: string
  readonly device: string
  readonly createdAt: number
}

type Row = {
  id: string
  agent_id: AgentId
  endpoint: string
  p256dh: string
  auth: string
  device: string
  created_at: number
}

const columns = 'id, agent_id, endpoint, p256dh, auth, device, created_at'

const readMine = statement<Row, [agentId: AgentId]>(
  'push.of-agent',
  `select ${columns} from push_subscription where agent_id = $1 order by created_at, id`,
)
const readOne = statement<Row, [id: string]>(
  'push.read',
  `select ${columns} from push_subscription where id = $1`,
)
/** The same browser again keeps its row. One that somebody else used is taken over only by who has its keys: that is the browser itself. */
const putOne = statement<
  Row,
  [
    id: string,
    agentId: AgentId,
    sessionId: string,
    endpoint: string,
    p256dh: string,
    auth: string,
    device: string,
    at: number,
  ]
>(
  'push.put',
  `insert into push_subscription (id, agent_id, session_id, endpoint, p256dh, auth, device, created_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8)
   on conflict (endpoint) do update
     set agent_id = excluded.agent_id, session_id = excluded.session_id, p256dh = excluded.p256dh, auth = excluded.auth, device = excluded.device,
       created_at = case when push_subscription.agent_id = excluded.agent_id then push_subscription.created_at else excluded.created_at end
     where push_subscription.agent_id = excluded.agent_id
       or (push_subscription.p256dh = excluded.p256dh and push_subscription.auth = excluded.auth)
   returning ${columns}`,
)
const deleteMine = statement<never, [id: string, agentId: AgentId]>(
  'push.delete-mine',
  'delete from push_subscription where id = $1 and agent_id = $2',
)
const deleteOne = statement<never, [id: string]>('push.delete', 'delete from push_subscription where id = $1')
const deleteOldest = statement<never, [agentId: AgentId, kept: number]>(
  'push.delete-oldest',
  `delete from push_subscription where id in (
     select id from push_subscription where agent_id = $1 order by created_at desc, id desc offset $2)`,
)

function toSubscription(row: Row): PushSubscription {
  const { id, endpoint, p256dh, auth, device } = row
  return { id, agentId: row.agent_id, endpoint, p256dh, auth, device, createdAt: row.created_at }
}

export async function readPushSubscriptions(on: Queryable, agentId: AgentId): Promise<PushSubscription[]> {
  return (await on.query(readMine, [agentId])).map(toSubscription)
}

export async function readPushSubscription(on: Queryable, id: string): Promise<PushSubscription | null> {
  const [row] = await on.query(readOne, [id])
  return row ? toSubscription(row) : null
}

/** Null: this endpoint is somebody else's. */
export async function putPushSubscription(
  on: Queryable,
  { id, agentId, endpoint, p256dh, auth, device, createdAt }: PushSubscription,
  sessionId: string,
): Promise<PushSubscription | null> {
  const [row] = await on.query(putOne, [id, agentId, sessionId, endpoint, p256dh, auth, device, createdAt])
  return row ? toSubscription(row) : null
}

/** False: this person has no such device. */
export async function deleteOwnPushSubscription(
  on: Queryable,
  agentId: AgentId,
  id: string,
): Promise<boolean> {
  return (await on.execute(deleteMine, [id, agentId])) === 1
}

export async function deletePushSubscription(on: Queryable, id: string): Promise<void> {
  await on.execute(deleteOne, [id])
}

export async function keepNewestPushSubscriptions(
  on: Queryable,
  agentId: AgentId,
  kept: number,
): Promise<void> {
  await on.execute(deleteOldest, [agentId, kept])
}

const postOffers = statement<never, [offers: string, interactionId: InteractionId, at: number]>(
  'push.post-offers',
  `insert into outbox (kind, key, lane, body, due_at, created_at)
   select 'push', 'push:' || o.id || ':' || p.id, 'push:' || p.id,
     jsonb_build_object('subscriptionId', p.id, 'agentId', p.agent_id, 'about', 'offer', 'interactionId', $2::text, 'offerId', o.id,
       'untilAt', o."deadlineAt"),
     $3, $3
   from jsonb_to_recordset($1::jsonb) as o (id text, "agentId" text, "deadlineAt" bigint)
   join push_subscription p on p.agent_id = o."agentId"
   on conflict (key) do nothing`,
)
const postTest = statement<never, [subscriptionId: string, agentId: AgentId, at: number, untilAt: number]>(
  'push.post-test',
  `insert into outbox (kind, key, lane, body, due_at, created_at)
   values ('push', 'push:test:' || $1::text || ':' || $3::bigint, 'push:' || $1::text,
     jsonb_build_object('subscriptionId', $1::text, 'agentId', $2::text, 'about', 'test', 'interactionId', null, 'offerId', null,
       'untilAt', $4::bigint), $3, $3)
   on conflict (key) do nothing`,
)

/** For every device of the agents these offers are made to. How many there are. */
export async function postOfferPushes(
  on: Queryable,
  interactionId: InteractionId,
  offers: readonly { readonly id: OfferId; readonly agentId: AgentId; readonly deadlineAt: number }[],
  at: number,
): Promise<number> {
  return await on.execute(postOffers, [JSON.stringify(offers), interactionId, at])
}

export async function postTestPush(
  on: Queryable,
  subscriptionId: string,
  agentId: AgentId,
  at: number,
  untilAt: number,
): Promise<void> {
  await on.execute(postTest, [subscriptionId, agentId, at, untilAt])
}

const countPages = statement<{ pages: number }, [agentId: AgentId, seenAfter: number]>(
  'push.connected-pages',
  'select count(*)::int as pages from agent_page where agent_id = $1 and seen_at > $2',
)

/** A page that was not seen for this long is gone with its server: a door says so three times as often. */
export const pageSeenMs = 45_000

export async function hasPageOpen(on: Queryable, agentId: AgentId, at: number): Promise<boolean> {
  return ((await on.query(countPages, [agentId, at - pageSeenMs]))[0]?.pages ?? 0) > 0
}
