/**
 * Files that are kept: who brought them, and which interaction they belong to. The bytes are elsewhere (server/file), once for each content;
 * the lock on a content is what keeps the rows and the bytes together.
 */
import type { AgentId, ChannelAccountId, FileId, InteractionId } from '#core/id.ts'
import type { FileView } from '#protocol/message.ts'
import type { Queryable } from './query.ts'
import { statement } from './statement.ts'

export type FileRow = {
  id: FileId
  name: string
  mime: string
  size_bytes: number
  width: number | null
  height: number | null
  sha256: string
  agent_id: AgentId | null
  account_id: ChannelAccountId | null
  external_user: string | null
  interaction_id: InteractionId | null
}

/**
 * How long a file waits for the message that takes it, unless a draft or a standard response has it. Later it is cleared away, and no message may
 * take it any more.
 */
export const usableForMs = 86_400_000

const columns =
  'f.id, f.name, f.mime, f.size_bytes, f.width, f.height, f.sha256, f.agent_id, f.account_id, f.external_user, f.interaction_id'

const ofCustomer = statement<
  FileRow,
  [ids: readonly FileId[], accountId: ChannelAccountId, user: string, since: number]
>(
  'file.of-customer',
  `select ${columns} from file f
   where f.id = any ($1) and f.account_id = $2 and f.external_user = $3 and f.interaction_id is null and f.created_at > $4`,
)
const ofAgent = statement<FileRow, [ids: readonly FileId[], agentId: AgentId, since: number]>(
  'file.of-agent',
  `select ${columns} from file f
   where f.id = any ($1) and f.agent_id = $2 and f.interaction_id is null and f.response_id is null
     and (f.created_at > $3 or exists (select from draft d where d.agent_id = $2 and d.file_ids <> '{}' and d.file_ids @> array[f.id]))`,
)
const byIds = statement<FileRow, [ids: readonly FileId[]]>(
  'file.by-ids',
  `select ${columns} from file f where f.id = any ($1)`,
)
const insertOne = statement(
  'file.insert',
  `insert into file (id, name, mime, size_bytes, width, height, sha256, agent_id, account_id, external_user, interaction_id, created_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
)
const readOne = statement<FileRow, [id: FileId]>('file.read', `select ${columns} from file f where f.id = $1`)
// What a customer brought, and what was said in the customer's own conversations.
const readForCustomer = statement<FileRow, [id: FileId, accountId: ChannelAccountId, user: string]>(
  'file.for-customer',
  `select ${columns} from file f left join interaction i on i.id = f.interaction_id
   where f.id = $1 and ((f.account_id = $2 and f.external_user = $3) or (i.account_id = $2 and i.external_user = $3))`,
)
const lockOneContent = statement<never, [sha256: string]>(
  'file.lock-content',
  `select pg_advisory_xact_lock(hashtextextended('file ' || $1, 0))`,
)
const isInNoDraft = `not exists (select from draft d where d.file_ids <> '{}' and d.file_ids @> array[f.id])`
const readUnused = statement<{ id: FileId; sha256: string }, [before: number, limit: number]>(
  'file.unused',
  `select f.id, f.sha256 from file f where f.interaction_id is null and f.created_at < $1 and f.response_id is null and ${isInNoDraft} order by f.created_at limit $2`,
)
const deleteUnused = statement<never, [id: FileId, before: number]>(
  'file.delete-unused',
  `delete from file f where f.id = $1 and f.interaction_id is null and f.created_at < $2 and f.response_id is null and ${isInNoDraft}`,
)
const readReferred = statement<{ sha256: string }, [hashes: readonly string[]]>(
  'file.referred',
  'select distinct sha256 from file where sha256 = any ($1)',
)

export function toFileView(row: FileRow): FileView {
  const size = row.width && row.height ? { width: row.width, height: row.height } : {}
  return { id: row.id, name: row.name, mime: row.mime, sizeBytes: row.size_bytes, ...size }
}

function inOrder(ids: readonly FileId[], rows: readonly FileRow[]): FileView[] {
  const byId = new Map(rows.map((row) => [row.id, row]))
  return [...new Set(ids)].flatMap((id) => byId.get(id) ?? []).map(toFileView)
}

/** A customer's own files that no message has taken yet, in the order asked for. */
export async function readFilesOfCustomer(
  on: Queryable,
  accountId: ChannelAccountId,
  user: string,
  ids: readonly FileId[],
  at: number,
): Promise<FileView[]> {
  return ids.length === 0
    ? []
    : inOrder(ids, await on.query(ofCustomer, [ids, accountId, user, at - usableForMs]))
}

export async function readFilesOfAgent(
  on: Queryable,
  agentId: AgentId,
  ids: readonly FileId[],
  at: number,
): Promise<FileView[]> {
  return ids.length === 0 ? [] : inOrder(ids, await on.query(ofAgent, [ids, agentId, at - usableForMs]))
}

/** Whoever they belong to; for what refers to them by itself. */
export async function readFiles(on: Queryable, ids: readonly FileId[]): Promise<FileRow[]> {
  return ids.length === 0 ? [] : await on.query(byIds, [[...new Set(ids)]])
}

export async function insertFile(on: Queryable, row: FileRow, at: number): Promise<void> {
  await on.execute(insertOne, [
    row.id,
    row.name,
    row.mime,
    row.size_bytes,
    row.width,
    row.height,
    row.sha256,
    row.agent_id,
    row.account_id,
    row.external_user,
    row.interaction_id,
    at,
  ])
}

export async function readFile(on: Queryable, id: FileId): Promise<FileRow | null> {
  return (await on.query(readOne, [id]))[0] ?? null
}

/** Null: there is none, or this customer has nothing to do with it. */
export async function readFileForCustomer(
  on: Queryable,
  accountId: ChannelAccountId,
  user: string,
  id: FileId,
): Promise<FileRow | null> {
  return (await on.query(readForCustomer, [id, accountId, user]))[0] ?? null
}

/** Until the transaction ends nobody else keeps or removes the bytes of this content. */
export async function lockContent(on: Queryable, sha256: string): Promise<void> {
  await on.query(lockOneContent, [sha256])
}

/** In one order everywhere, so that two who take the same files never wait for each other. */
export async function lockContents(on: Queryable, hashes: readonly string[]): Promise<void> {
  for (const sha256 of hashes.toSorted()) await lockContent(on, sha256)
}

/** Files that no message took, oldest first. */
export async function readUnusedFiles(
  on: Queryable,
  before: number,
  limit: number,
): Promise<{ readonly id: FileId; readonly sha256: string }[]> {
  return await on.query(readUnused, [before, limit])
}

/** False: a message has taken it meanwhile, or it is gone. */
export async function deleteUnusedFile(on: Queryable, id: FileId, before: number): Promise<boolean> {
  return (await on.execute(deleteUnused, [id, before])) === 1
}

/** Those of the contents that some file still has. */
export async function referredContents(
  on: Queryable,
  hashes: readonly string[],
): Promise<ReadonlySet<string>> {
  return new Set((await on.query(readReferred, [hashes])).map((row) => row.sha256))
}
