/** The versions of notes: one row for each saving, never changed. What lists show of the latest is in the interaction's own row. */
import type { AgentId, InteractionId } from '#core/id.ts'
import type { Queryable } from './query.ts'
import { statement } from './statement.ts'

export type NoteRow = {
  interaction_id: InteractionId
  version: number
  agent_id: AgentId
  text: string
  at: number
}

const insertOne = statement<
  never,
  [id: InteractionId, version: number, agentId: AgentId, text: string, at: number]
>(
  'note.insert',
  'insert into note_version (interaction_id, version, agent_id, text, at) values ($1, $2, $3, $4, $5)',
)
const readAll = statement<NoteRow, [id: InteractionId, limit: number]>(
  'note.read',
  'select interaction_id, version, agent_id, text, at from note_version where interaction_id = $1 order by version desc limit $2',
)

export async function insertNoteVersion(on: Queryable, row: NoteRow): Promise<void> {
  await on.execute(insertOne, [row.interaction_id, row.version, row.agent_id, row.text, row.at])
}

/** Newest first. */
export async function readNoteVersions(on: Queryable, id: InteractionId, limit: number): Promise<NoteRow[]> {
  return await on.query(readAll, [id, limit])
}
