/**
 * Drafts as they are stored: one row for each author, kind and interaction, compared and set by its revision. An emptied row stays, so that
 * revisions only grow; when the interaction is closed, those of replies go. Sending empties one within `message-insert.ts`.
 */
import type { AgentId, FileId, InteractionId } from '#core/id.ts'
import type { DraftKind } from '#protocol/draft.ts'
import type { MessageQuote } from '#protocol/message.ts'
import type { Queryable } from './query.ts'
import { statement } from './statement.ts'

export type DraftRow = {
  interaction_id: InteractionId
  kind: DraftKind
  agent_id: AgentId
  revision: number
  text: string
  file_ids: FileId[]
  quote: MessageQuote | null
  updated_at: number
}

const columns = 'd.interaction_id, d.kind, d.agent_id, d.revision, d.text, d.file_ids, d.quote, d.updated_at'
const isSomething = `(d.text <> '' or d.file_ids <> '{}')`

type Key = [id: InteractionId, kind: DraftKind, agentId: AgentId]

// A reply that comes while its interaction is being closed waits for that, and does not stay behind.
const saveOne = statement<
  DraftRow,
  [
    ...Key,
    baseRevision: number,
    text: string,
    fileIds: readonly FileId[],
    quote: MessageQuote | null,
    at: number,
  ]
>(
  'draft.save',
  `with place as materialized (
     select 1 from interaction i where i.id = $1 and ($2 = 'note' or i.state_name <> 'closed') for share
   ), changed as (
     update draft d set revision = d.revision + 1, text = $5, file_ids = $6, quote = $7::jsonb, put_away_by = '{}', updated_at = $8
     where d.interaction_id = $1 and d.kind = $2 and d.agent_id = $3 and d.revision = $4::bigint and exists (select from place)
     returning ${columns}
   ), made as (
     insert into draft as d (interaction_id, kind, agent_id, revision, text, file_ids, quote, updated_at)
     select $1, $2, $3, 1, $5, $6, $7::jsonb, $8 from place where $4::bigint = 0
     on conflict do nothing
     returning ${columns}
   )
   select * from changed union all select * from made`,
)
const readOwn = statement<DraftRow, Key>(
  'draft.own',
  `select ${columns} from draft d where d.interaction_id = $1 and d.kind = $2 and d.agent_id = $3`,
)
const readOfInteraction = statement<DraftRow, [id: InteractionId, agentId: AgentId, isOwner: boolean]>(
  'draft.of-interaction',
  `select ${columns} from draft d
   where d.interaction_id = $1
     and (d.agent_id = $2 or ($3 and d.kind = 'reply' and ${isSomething} and not d.put_away_by @> array[$2]))
   order by d.updated_at desc`,
)
const readOfAgent = statement<DraftRow, [agentId: AgentId, limit: number]>(
  'draft.of-agent',
  `select ${columns} from draft d join interaction i on i.id = d.interaction_id
   where d.agent_id = $1 and ${isSomething} and (d.kind = 'note' or i.state_name <> 'closed')
   union all
   select ${columns} from interaction i join draft d on d.interaction_id = i.id
   where i.owner_id = $1 and i.state_name <> 'closed' and d.agent_id <> $1 and d.kind = 'reply' and ${isSomething}
     and not d.put_away_by @> array[$1]
   order by updated_at desc limit $2`,
)
const countOfAgent = statement<{ n: number }, [agentId: AgentId]>(
  'draft.count',
  `select count(*)::int as n from draft d where d.agent_id = $1 and ${isSomething}`,
)
const emptyOne = statement<DraftRow, [...Key, revision: number, at: number]>(
  'draft.empty',
  `update draft d set revision = d.revision + 1, text = '', file_ids = '{}', quote = null, updated_at = $5
   where d.interaction_id = $1 and d.kind = $2 and d.agent_id = $3 and d.revision = $4::bigint and ${isSomething}
   returning ${columns}`,
)
const putAwayOne = statement<DraftRow, [id: InteractionId, agentId: AgentId, revision: number, by: AgentId]>(
  'draft.put-away',
  `update draft d set put_away_by = d.put_away_by || $4::text
   where d.interaction_id = $1 and d.kind = 'reply' and d.agent_id = $2 and d.revision = $3::bigint and not d.put_away_by @> array[$4::text]
   returning ${columns}`,
)
const deleteReplies = statement<never, [ids: readonly InteractionId[]]>(
  'draft.delete-replies',
  `delete from draft d where d.interaction_id = any ($1) and (d.kind = 'reply' or not ${isSomething})`,
)

/** Null: its revision is another one by now, or the interaction of a reply is closed. */
export async function saveDraftRow(
  on: Queryable,
  row: Omit<DraftRow, 'revision'>,
  baseRevision: number,
): Promise<DraftRow | null> {
  const { interaction_id, kind, agent_id, text, file_ids, quote, updated_at } = row
  const [saved] = await on.query(saveOne, [
    interaction_id,
    kind,
    agent_id,
    baseRevision,
    text,
    file_ids,
    quote,
    updated_at,
  ])
  return saved ?? null
}

export async function readOwnDraft(
  on: Queryable,
  id: InteractionId,
  kind: DraftKind,
  agentId: AgentId,
): Promise<DraftRow | null> {
  return (await on.query(readOwn, [id, kind, agentId]))[0] ?? null
}

/** The person's own, emptied ones too; for the owner also what others have left and this owner has not put away. */
export async function readDraftsOfInteraction(
  on: Queryable,
  id: InteractionId,
  agentId: AgentId,
  isOwner: boolean,
): Promise<DraftRow[]> {
  return await on.query(readOfInteraction, [id, agentId, isOwner])
}

/** All the person's own with something in them, and what others have left in what this person owns; newest first. */
export async function readDraftsOfAgent(on: Queryable, agentId: AgentId, limit: number): Promise<DraftRow[]> {
  return await on.query(readOfAgent, [agentId, limit])
}

export async function countDrafts(on: Queryable, agentId: AgentId): Promise<number> {
  return (await on.query(countOfAgent, [agentId]))[0]?.n ?? 0
}

/** Null: it has been written on since, or there was nothing in it. */
export async function emptyDraft(
  on: Queryable,
  id: InteractionId,
  kind: DraftKind,
  agentId: AgentId,
  revision: number,
  at: number,
): Promise<DraftRow | null> {
  return (await on.query(emptyOne, [id, kind, agentId, revision, at]))[0] ?? null
}

/** What it held; null: it has been written on since, or was put away by this person before. */
export async function putDraftRowAway(
  on: Queryable,
  id: InteractionId,
  agentId: AgentId,
  revision: number,
  by: AgentId,
): Promise<DraftRow | null> {
  return (await on.query(putAwayOne, [id, agentId, revision, by]))[0] ?? null
}

/** Of closed interactions: nothing can be said in them any more. Notes that are not saved stay. */
export async function deleteReplyDrafts(on: Queryable, ids: readonly InteractionId[]): Promise<void> {
  if (ids.length > 0) await on.execute(deleteReplies, [ids])
}
