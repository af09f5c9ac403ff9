/** A person's own choices: kept with the person, the same on every device. */
import type { AgentId } from '#core/id.ts'
import type { Preferences } from '#protocol/workspace.ts'
import type { Queryable } from '../store/query.ts'
import { statement } from '../store/statement.ts'

const readOne = statement<{ body: Partial<Preferences> }, [id: AgentId]>(
  'preference.read',
  'select body from agent_preference where agent_id = $1',
)
const mergeOne = statement<{ body: Partial<Preferences> }, [id: AgentId, body: object, at: number]>(
  'preference.merge',
  `insert into agent_preference (agent_id, body, updated_at) values ($1, $2, $3)
   on conflict (agent_id) do update set body = agent_preference.body || excluded.body, updated_at = excluded.updated_at
   returning body`,
)

export async function readPreferences(on: Queryable, id: AgentId): Promise<Partial<Preferences>> {
  return (await on.query(readOne, [id]))[0]?.body ?? {}
}

/** What is not named stays as it is. */
export async function savePreferences(
  on: Queryable,
  id: AgentId,
  changes: Partial<Preferences>,
  at: number,
): Promise<Partial<Preferences>> {
  return (await on.query(mergeOne, [id, changes, at]))[0]?.body ?? {}
}
