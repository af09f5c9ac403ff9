/**
 * An interaction as it is stored: core's state with what rows and offers show besides. Loaded under its row lock, changed by core,
 * saved with a version one higher; nobody writes these columns in another way, but for the message counters (`message-insert.ts`).
 */
import type {
  AgentId,
  CaseId,
  ChannelAccountId,
  ContactId,
  DispositionId,
  InteractionId,
  QueueId,
  TagId,
} from '#core/id.ts'
import type {
  Decline,
  Direction,
  Interaction,
  InteractionState,
  RequiredSkill,
} from '#core/interaction/interaction.ts'
import type { ConversationSummary } from '#core/interaction/summary.ts'
import type { ChannelKind } from '#core/channel-kind.ts'
import type { DecisionWhy } from '#core/routing/snapshot.ts'
import type { CaseValue, NoteBrief } from '#protocol/interaction.ts'
import type { Queryable } from './query.ts'
import { statement } from './statement.ts'

export type InteractionRecord = {
  readonly interaction: Interaction
  readonly version: number
  readonly summary: ConversationSummary
  readonly contactName: string
  readonly caseData: Readonly<Record<string, CaseValue>>
  readonly tagIds: readonly TagId[]
  readonly note: NoteBrief | null
  readonly offerWhy: DecisionWhy | null
  readonly externalUser: string
  readonly seqOffset: number
  readonly startedAt: number
  readonly endedAt: number | null
  readonly closedAt: number | null
  readonly lastOwnerId: AgentId | null
  /** Everybody who has owned it, as it was loaded; `lastOwnerId` is put in when it is saved. */
  readonly pastOwnerIds: readonly AgentId[]
}

export type InteractionRow = {
  id: InteractionId
  case_id: CaseId
  contact_id: ContactId
  account_id: ChannelAccountId
  queue_id: QueueId
  channel: ChannelKind
  direction: Direction
  external_user: string
  priority: number
  required_skills: RequiredSkill[]
  preferred_agent_id: AgentId | null
  seq_offset: number
  place_at: number
  state: InteractionState
  declines: Decline[]
  disposition_id: DispositionId | null
  offer_why: DecisionWhy | null
  message_count: number
  unread: number
  unread_from: number | null
  last_message: ConversationSummary['lastMessage']
  customer_waiting_since: number | null
  started_at: number
  ended_at: number | null
  closed_at: number | null
  last_owner_id: AgentId | null
  past_owner_ids: AgentId[]
  version: number
  tag_ids: TagId[]
  note: NoteBrief | null
  contact_name: string
  case_data: Record<string, CaseValue>
}

/** The columns of a record, for every query that reads one: `interaction i`, `contact c`, `contact_case k`. */
export const recordColumns = `i.id, i.case_id, i.contact_id, i.account_id, i.queue_id, i.channel, i.direction, i.external_user, i.priority,
  i.required_skills, i.preferred_agent_id, i.seq_offset, i.place_at, i.state, i.declines, i.disposition_id, i.offer_why, i.message_count,
  i.unread, i.unread_from, i.last_message, i.customer_waiting_since, i.started_at, i.ended_at, i.closed_at, i.last_owner_id, i.past_owner_ids, i.version, i.tag_ids, i.note,
  c.name as contact_name, k.data as case_data`
export const recordTables = `interaction i join contact c on c.id = i.contact_id join contact_case k on k.id = i.case_id`

export function toRecord(row: InteractionRow): InteractionRecord {
  return {
    interaction: {
      id: row.id,
      caseId: row.case_id,
      contactId: row.contact_id,
      channel: row.channel,
      accountId: row.account_id,
      direction: row.direction,
      queueId: row.queue_id,
      priority: row.priority,
      requiredSkills: row.required_skills,
      preferredAgentId: row.preferred_agent_id,
      placeAt: row.place_at,
      state: row.state,
      declines: row.declines,
      dispositionId: row.disposition_id,
    },
    version: row.version,
    summary: {
      messageCount: row.message_count,
      unread: row.unread,
      unreadFrom: row.unread_from,
      lastMessage: row.last_message,
      customerWaitingSince: row.customer_waiting_since,
    },
    contactName: row.contact_name,
    caseData: row.case_data,
    tagIds: row.tag_ids,
    note: row.note,
    offerWhy: row.offer_why,
    externalUser: row.external_user,
    seqOffset: row.seq_offset,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    closedAt: row.closed_at,
    lastOwnerId: row.last_owner_id,
    pastOwnerIds: row.past_owner_ids,
  }
}

/** The case's data after the wait for the lock: what somebody else has changed meanwhile must not be shown as it was before. */
const lockOne = statement<InteractionRow, [id: InteractionId]>(
  'interaction.lock',
  `select ${recordColumns.replace('k.data as', 'case_data_now(i.case_id) as')} from ${recordTables} where i.id = $1 for update of i`,
)
const readOne = statement<InteractionRow, [id: InteractionId]>(
  'interaction.read',
  `select ${recordColumns} from ${recordTables} where i.id = $1`,
)
const readOpen = statement<InteractionRow, []>(
  'interaction.read-open',
  `select ${recordColumns} from ${recordTables} where i.state_name <> 'closed'`,
)
const readHeldBy = statement<{ id: InteractionId }, [agentId: AgentId]>(
  'interaction.held-by',
  `select id from interaction where owner_id = $1 and state_name in ('active', 'parked') order by place_at, id`,
)

export async function lockInteraction(on: Queryable, id: InteractionId): Promise<InteractionRecord | null> {
  const [row] = await on.query(lockOne, [id])
  return row ? toRecord(row) : null
}

export async function readInteraction(on: Queryable, id: InteractionId): Promise<InteractionRecord | null> {
  const [row] = await on.query(readOne, [id])
  return row ? toRecord(row) : null
}

export async function readOpenInteractions(on: Queryable): Promise<InteractionRecord[]> {
  return (await on.query(readOpen)).map(toRecord)
}

export async function readHeldInteractionIds(on: Queryable, agentId: AgentId): Promise<InteractionId[]> {
  return (await on.query(readHeldBy, [agentId])).map((row) => row.id)
}

const insertOne = statement(
  'interaction.insert',
  `insert into interaction (id, case_id, contact_id, account_id, queue_id, channel, direction, external_user, priority, required_skills,
     preferred_agent_id, seq_offset, place_at, state, declines, disposition_id, started_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::jsonb, $11, $12, $13, $14, '[]', null, $15)`,
)

export async function insertInteraction(on: Queryable, record: InteractionRecord): Promise<void> {
  const { interaction: i } = record
  await on.execute(insertOne, [
    i.id,
    i.caseId,
    i.contactId,
    i.accountId,
    i.queueId,
    i.channel,
    i.direction,
    record.externalUser,
    i.priority,
    JSON.stringify(i.requiredSkills),
    i.preferredAgentId,
    record.seqOffset,
    i.placeAt,
    i.state,
    record.startedAt,
  ])
}

const saveOne = statement(
  'interaction.save',
  `update interaction set queue_id = $3, priority = $4, required_skills = $5::jsonb, preferred_agent_id = $6, state = $7, declines = $8::jsonb,
     disposition_id = $9, offer_why = $10, message_count = $11, unread = $12, last_message = $13, customer_waiting_since = $14,
     ended_at = $15, closed_at = $16, last_owner_id = $17::text, version = $18,
     unread_from = $19, tag_ids = $20, note = $21,
     past_owner_ids = case when $17::text is null or past_owner_ids @> array[$17::text] then past_owner_ids else past_owner_ids || $17::text end
   where id = $1 and version = $2`,
)

/** Compare-and-set; the row is locked, so a miss is a bug and not a race. */
export async function saveInteraction(
  on: Queryable,
  record: InteractionRecord,
  fromVersion: number,
): Promise<void> {
  const { interaction: i, summary } = record
  const changed = await on.execute(saveOne, [
    i.id,
    fromVersion,
    i.queueId,
    i.priority,
    JSON.stringify(i.requiredSkills),
    i.preferredAgentId,
    i.state,
    JSON.stringify(i.declines),
    i.dispositionId,
    record.offerWhy,
    summary.messageCount,
    summary.unread,
    summary.lastMessage,
    summary.customerWaitingSince,
    record.endedAt,
    record.closedAt,
    record.lastOwnerId,
    record.version,
    summary.unreadFrom,
    record.tagIds,
    record.note,
  ])
  if (changed !== 1)
    throw new Error(`Interaction ${i.id} was not at version ${fromVersion} under its own lock.`)
}
