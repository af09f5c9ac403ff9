import type { DraftView } from '#protocol/draft.ts'
import type { DraftRow } from '../store/draft-row.ts'
import { readFiles, toFileView } from '../store/file-row.ts'
import type { Queryable } from '../store/query.ts'

/** The only way from stored drafts to the wire, in the order given. */
export async function toDraftViews(on: Queryable, rows: readonly DraftRow[]): Promise<DraftView[]> {
  const files = await readFiles(
    on,
    rows.flatMap((row) => row.file_ids),
  )
  const byId = new Map(files.map((file) => [file.id, toFileView(file)]))
  return rows.map((row) => ({
    interactionId: row.interaction_id,
    kind: row.kind,
    agentId: row.agent_id,
    revision: row.revision,
    text: row.text,
    files: row.file_ids.flatMap((id) => byId.get(id) ?? []),
    quote: row.quote,
    updatedAt: row.updated_at,
  }))
}
