/** Files that are kept: who brought them, and which interaction they belong to. The bytes are elsewhere (server/file). */
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

const columns =
  'id, name, mime, size_bytes, width, height, sha256, agent_id, account_id, external_user, interaction_id'

const ofCustomer = statement<FileRow, [ids: readonly FileId[], accountId: ChannelAccountId, user: string]>(
  'file.of-customer',
  `select ${columns} from file where id = any ($1) and account_id = $2 and external_user = $3 and interaction_id is null`,
)
const ofAgent = statement<FileRow, [ids: readonly FileId[], agentId: AgentId]>(
  'file.of-agent',
  `select ${columns} from file where id = any ($1) and agent_id = $2 and interaction_id is null`,
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
): Promise<FileView[]> {
  return ids.length === 0 ? [] : inOrder(ids, await on.query(ofCustomer, [ids, accountId, user]))
}

export async function readFilesOfAgent(
  on: Queryable,
  agentId: AgentId,
  ids: readonly FileId[],
): Promise<FileView[]> {
  return ids.length === 0 ? [] : inOrder(ids, await on.query(ofAgent, [ids, agentId]))
}
