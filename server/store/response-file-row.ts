/** Files that belong to a standard response: whoever saved the response brought them, and the response keeps them. */
import type { AgentId, FileId, ResponseId } from '#core/id.ts'
import type { FileView } from '#protocol/message.ts'
import { toFileView, usableForMs, type FileRow } from './file-row.ts'
import type { Queryable } from './query.ts'
import { statement } from './statement.ts'

const columns =
  'f.id, f.name, f.mime, f.size_bytes, f.width, f.height, f.sha256, f.agent_id, f.account_id, f.external_user, f.interaction_id'

const ofResponses = statement<FileRow & { response_id: ResponseId }, [ids: readonly ResponseId[]]>(
  'file.of-responses',
  `select ${columns}, f.response_id from file f where f.response_id = any ($1)`,
)
const responseOf = statement<{ response_id: ResponseId }, [id: FileId]>(
  'file.response-of',
  'select response_id from file where id = $1 and response_id is not null',
)
// Its own again after it was restored, or uploaded by who saves and taken by nothing else. Null: the server itself saves.
const claim = statement<
  never,
  [responseId: ResponseId, ids: readonly FileId[], agentId: AgentId | null, since: number]
>(
  'file.claim-for-response',
  `update file set response_id = $1
   where id = any ($2) and (response_id = $1
     or ((agent_id = $3 or ($3::text is null and agent_id is not null)) and interaction_id is null and response_id is null and created_at > $4))`,
)
// From now on it is one that nobody has taken.
const release = statement<never, [responseId: ResponseId, ids: readonly FileId[]]>(
  'file.release-from-response',
  'update file set response_id = null where response_id = $1 and id = any ($2)',
)

/** Of each response, in no order. */
export async function readResponseFiles(
  on: Queryable,
  ids: readonly ResponseId[],
): Promise<ReadonlyMap<FileId, FileView>> {
  return new Map((await readResponseFileRows(on, ids)).map((row) => [row.id, toFileView(row)]))
}

export async function readResponseFileRows(on: Queryable, ids: readonly ResponseId[]): Promise<FileRow[]> {
  return ids.length === 0 ? [] : await on.query(ofResponses, [ids])
}

/** Null: it belongs to none. */
export async function readResponseOfFile(on: Queryable, id: FileId): Promise<ResponseId | null> {
  return (await on.query(responseOf, [id]))[0]?.response_id ?? null
}

/** How many of them the response has now. */
export async function claimForResponse(
  on: Queryable,
  responseId: ResponseId,
  ids: readonly FileId[],
  agentId: AgentId | null,
  at: number,
): Promise<number> {
  return ids.length === 0 ? 0 : await on.execute(claim, [responseId, ids, agentId, at - usableForMs])
}

export async function releaseFromResponse(
  on: Queryable,
  responseId: ResponseId,
  ids: readonly FileId[],
): Promise<void> {
  if (ids.length > 0) await on.execute(release, [responseId, ids])
}
