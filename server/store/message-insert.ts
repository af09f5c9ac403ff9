/**
 * The hot path: messages said in conversations that are open, many at once in one statement and one commit. It takes the place in
 * the conversation, keeps the summary of the row (as `core/interaction/summary.ts` computes it), appends to the log and, for what an agent says,
 * to the outbox; so is a notification when what a customer says finds the agent without a page. Each conversation appears once at most in a batch; the caller sees to that.
 *
 * An input that fits no open conversation comes back without a row and nothing is written for it. A repeated key makes the whole statement
 * fail, so that no position is ever used up by a double; the caller then writes its inputs one by one.
 */
import type { AgentId, ChannelAccountId, InteractionId } from '#core/id.ts'
import type { ConversationSummary, LastMessage } from '#core/interaction/summary.ts'
import type { MessageView } from '#protocol/message.ts'
import { pageSeenMs } from './push-row.ts'
import type { Queryable } from './query.ts'
import { statement } from './statement.ts'

export type MessageInput = {
  /** Position in the batch. */
  readonly n: number
  /** An agent's: the interaction it is said in, and who must own it. */
  readonly interactionId: InteractionId | null
  readonly agentId: AgentId | null
  /** A customer's: the account and the customer's name there. */
  readonly accountId: ChannelAccountId | null
  readonly externalUser: string | null
  readonly externalId: string | null
  readonly clientId: string | null
  /** An agent's: the revision of the reply draft that this was. */
  readonly draftRevision: number | null
  readonly direction: 'in' | 'out'
  readonly authorName: string | null
  readonly message: Omit<MessageView, 'position' | 'interactionId'>
  readonly lastMessage: LastMessage
  readonly at: number
}

export type InsertedMessage = {
  n: number
  interaction_id: InteractionId
  position: number
  version: number
  seq_offset: number
  /** Of the draft that was emptied with it. */
  draft_revision: number | null
  summary: ConversationSummary
  /** Notifications that go out because of the whole batch. */
  pushes: number
}

/** How long it is of use to be told that a customer has written. */
const saidPushMs = 600_000

const insertSaid = statement<InsertedMessage, [inputs: string, pushMs: number, seenMs: number]>(
  'message.say',
  `with input as (
     select x.* from jsonb_to_recordset($1::jsonb) as x (n int, "interactionId" text, "agentId" text, "accountId" text, "externalUser" text,
       "externalId" text, "clientId" text, "draftRevision" bigint, direction text, "authorName" text, message jsonb, "lastMessage" jsonb, at bigint)
   ), target as (
     select x.n, i.id from input x join interaction i on i.id = x."interactionId"
       where x."interactionId" is not null
     union all
     select x.n, i.id from input x join interaction i
       on i.account_id = x."accountId" and i.external_user = x."externalUser" and i.state_name not in ('ended', 'closed')
       where x."interactionId" is null
   ), said as (
     update interaction i set
       message_count = i.message_count + 1,
       unread = i.unread + case when x.direction = 'in' then 1 else 0 end,
       unread_from = case when x.direction = 'in' then coalesce(i.unread_from, i.message_count + 1) else i.unread_from end,
       last_message = x."lastMessage",
       customer_waiting_since = case when x.direction = 'in' then coalesce(i.customer_waiting_since, x.at) end,
       version = i.version + 1
     from target t join input x on x.n = t.n
     where i.id = t.id
       and case when x.direction = 'out' then i.state_name in ('active', 'parked') and i.owner_id = x."agentId"
           else i.state_name not in ('ended', 'closed') end
     returning x.n, i.id as interaction_id, i.message_count as position, i.version, i.seq_offset, i.account_id, i.external_user, i.state,
       i.state_name, i.owner_id, i.queue_id,
       jsonb_build_object('messageCount', i.message_count, 'unread', i.unread, 'unreadFrom', i.unread_from,
         'lastMessage', i.last_message, 'customerWaitingSince', i.customer_waiting_since) as summary
   ), kept as (
     insert into message (id, interaction_id, position, direction, author_agent_id, author_name, text, quote, files, state, state_at,
       account_id, external_user, external_id, client_id, at)
     select x.message ->> 'id', s.interaction_id, s.position, x.direction, x."agentId", x."authorName", x.message ->> 'text',
       nullif(x.message -> 'quote', 'null'), x.message -> 'files', x.message ->> 'state', x.at, s.account_id, s.external_user, x."externalId", x."clientId", x.at
     from said s join input x on x.n = s.n
   ), claimed as (
     update file f set interaction_id = s.interaction_id
     from said s join input x on x.n = s.n cross join lateral jsonb_array_elements(x.message -> 'files') as e
     where f.id = e ->> 'id'
   ), emptied as (
     update draft d set text = '', file_ids = '{}', quote = null, revision = d.revision + 1, updated_at = x.at
     from said s join input x on x.n = s.n
     where d.interaction_id = s.interaction_id and d.kind = 'reply' and d.agent_id = x."agentId" and d.revision = x."draftRevision"
     returning d.interaction_id, d.revision
   ), logged as (
     insert into event (at, type, interaction_id, agent_id, audience, body)
     select x.at, 'message-added', s.interaction_id, x."agentId",
       jsonb_build_object(
         'agents', case s.state_name
           when 'offered' then (select coalesce(jsonb_agg(o -> 'agentId'), '[]') from jsonb_array_elements(s.state -> 'offers') o)
           else case when s.owner_id is null then '[]'::jsonb else jsonb_build_array(s.owner_id) end end,
         'queues', case when s.state_name in ('waiting', 'offered', 'stored') then jsonb_build_array(s.queue_id) else '[]'::jsonb end,
         'customer', s.account_id || '|' || s.external_user),
       jsonb_build_object('version', s.version, 'summary', s.summary, 'seqOffset', s.seq_offset, 'externalId', x."externalId",
         'message', x.message || jsonb_build_object('position', s.position, 'interactionId', s.interaction_id))
     from said s join input x on x.n = s.n order by x.n
   ), posted as (
     insert into outbox (kind, key, lane, body, due_at, created_at)
     select 'message', 'message:' || (x.message ->> 'id'), s.interaction_id,
       jsonb_build_object('interactionId', s.interaction_id, 'messageId', x.message -> 'id', 'position', s.position, 'accountId', s.account_id,
         'user', s.external_user, 'text', x.message -> 'text', 'quote', x.message -> 'quote', 'files', x.message -> 'files'),
       x.at, x.at
     from said s join input x on x.n = s.n where x.direction = 'out' order by x.n
   ), pushed as (
     insert into outbox (kind, key, lane, body, due_at, created_at)
     select 'push', 'push:' || (x.message ->> 'id') || ':' || p.id, 'push:' || p.id,
       jsonb_build_object('subscriptionId', p.id, 'agentId', p.agent_id, 'about', 'said', 'interactionId', s.interaction_id,
         'offerId', null, 'untilAt', x.at + $2::bigint),
       x.at, x.at
     from said s join input x on x.n = s.n join push_subscription p on p.agent_id = s.owner_id
     where x.direction = 'in' and s.state_name in ('active', 'parked')
       and not exists (select 1 from agent_page g where g.agent_id = s.owner_id and g.seen_at > x.at - $3::bigint)
     returning id
   )
   select s.n, s.interaction_id, s.position, s.version, s.seq_offset, s.summary, e.revision as draft_revision,
     (select count(*)::int from pushed) as pushes
   from said s left join emptied e on e.interaction_id = s.interaction_id`,
)

export async function insertSaidMessages(
  on: Queryable,
  inputs: readonly MessageInput[],
): Promise<InsertedMessage[]> {
  return await on.query(insertSaid, [JSON.stringify(inputs), saidPushMs, pageSeenMs])
}
