/** Messages as they are stored: written once with their place in the conversation, later only their state changes. */
import type { AgentId, ChannelAccountId, InteractionId, MessageId } from '#core/id.ts'
import type { FileView, MessageQuote, MessageState, SystemNote } from '#protocol/message.ts'
import type { Queryable } from './query.ts'
import { statement } from './statement.ts'

export type NewMessageRow = {
  readonly id: MessageId
  readonly interactionId: InteractionId
  readonly position: number
  readonly direction: 'in' | 'out' | 'system'
  readonly authorAgentId: AgentId | null
  readonly authorName: string | null
  readonly text: string
  readonly note: SystemNote | null
  readonly files: readonly FileView[]
  readonly state: MessageState
  readonly accountId: ChannelAccountId
  readonly externalUser: string
  readonly externalId: string | null
  readonly clientId: string | null
  readonly at: number
}

export type MessageRow = {
  id: MessageId
  interaction_id: InteractionId
  position: number
  direction: 'in' | 'out' | 'system'
  author_agent_id: AgentId | null
  author_name: string | null
  text: string
  note: SystemNote | null
  quote: MessageQuote | null
  files: FileView[]
  state: MessageState
  reason: string | null
  state_at: number
  external_id: string | null
  client_id: string | null
  at: number
}

export const messageColumns = `m.id, m.interaction_id, m.position, m.direction, m.author_agent_id, m.author_name, m.text, m.note, m.quote, m.files,
  m.state, m.reason, m.state_at, m.external_id, m.client_id, m.at`

const insertMany = statement<never, [messages: string]>(
  'message.insert',
  `insert into message (id, interaction_id, position, direction, author_agent_id, author_name, text, note, files, state, state_at, account_id,
     external_user, external_id, client_id, at)
   select x.id, x."interactionId", x.position, x.direction, x."authorAgentId", x."authorName", x.text, x.note, x.files, x.state, x.at,
     x."accountId", x."externalUser", x."externalId", x."clientId", x.at
   from jsonb_to_recordset($1::jsonb) as x (id text, "interactionId" text, position int, direction text, "authorAgentId" text,
     "authorName" text, text text, note jsonb, files jsonb, state text, "accountId" text, "externalUser" text, "externalId" text,
     "clientId" text, at bigint)`,
)

export async function insertMessages(on: Queryable, messages: readonly NewMessageRow[]): Promise<void> {
  if (messages.length > 0) await on.execute(insertMany, [JSON.stringify(messages)])
}

type Page = [id: InteractionId, position: number, limit: number]
const readBefore = statement<MessageRow, Page>(
  'message.before',
  `select ${messageColumns} from message m where interaction_id = $1 and position < $2::bigint order by position desc limit $3`,
)
const readAfter = statement<MessageRow, Page>(
  'message.after',
  `select ${messageColumns} from message m where interaction_id = $1 and position > $2::bigint order by position limit $3`,
)
const positionAt = statement<{ position: number }, [id: InteractionId, at: number]>(
  'message.position-at',
  'select position from message where interaction_id = $1 and at >= $2 order by position limit 1',
)

export async function readMessagesBefore(
  on: Queryable,
  id: InteractionId,
  position: number,
  limit: number,
): Promise<MessageRow[]> {
  return (await on.query(readBefore, [id, position, limit])).toReversed()
}

export async function readMessagesAfter(
  on: Queryable,
  id: InteractionId,
  position: number,
  limit: number,
): Promise<MessageRow[]> {
  return await on.query(readAfter, [id, position, limit])
}

/** The first message at or after an instant; null: all are older. */
export async function messagePositionAt(
  on: Queryable,
  id: InteractionId,
  at: number,
): Promise<number | null> {
  const [row] = await on.query(positionAt, [id, at])
  return row?.position ?? null
}

export type CustomerMessageRow = MessageRow & { seq_offset: number }

const readCustomer = statement<
  CustomerMessageRow,
  [accountId: ChannelAccountId, user: string, afterSeq: number, beforeSeq: number, limit: number]
>(
  'message.of-customer',
  `select * from (
     select ${messageColumns}, i.seq_offset from message m join interaction i on i.id = m.interaction_id
     where m.account_id = $1 and m.external_user = $2 and i.seq_offset + m.position > $3::bigint and i.seq_offset + m.position < $4::bigint
     order by i.seq_offset desc, m.position desc limit $5
   ) newest order by seq_offset, position`,
)

/** The customer's own messages over all conversations between two sequence numbers: the newest ones, oldest first. */
export async function readCustomerMessages(
  on: Queryable,
  accountId: ChannelAccountId,
  user: string,
  afterSeq: number,
  beforeSeq: number,
  limit: number,
): Promise<CustomerMessageRow[]> {
  return await on.query(readCustomer, [accountId, user, afterSeq, beforeSeq, limit])
}

const readByClient = statement<MessageRow, [id: InteractionId, clientId: string]>(
  'message.by-client',
  `select ${messageColumns} from message m where interaction_id = $1 and client_id = $2`,
)
const readByExternal = statement<
  CustomerMessageRow,
  [accountId: ChannelAccountId, user: string, externalId: string]
>(
  'message.by-external',
  `select ${messageColumns}, i.seq_offset from message m join interaction i on i.id = m.interaction_id
   where m.account_id = $1 and m.external_user = $2 and m.external_id = $3`,
)

/** What an agent's page sent before under this key. */
export async function messageByClient(
  on: Queryable,
  id: InteractionId,
  clientId: string,
): Promise<MessageRow | null> {
  return (await on.query(readByClient, [id, clientId]))[0] ?? null
}

/** What a customer sent before under the provider's id. */
export async function messageByExternal(
  on: Queryable,
  accountId: ChannelAccountId,
  user: string,
  externalId: string,
): Promise<CustomerMessageRow | null> {
  return (await on.query(readByExternal, [accountId, user, externalId]))[0] ?? null
}
