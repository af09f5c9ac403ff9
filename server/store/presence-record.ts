/** An agent's presence (core/presence) as it is stored: one row an agent, changed under its lock. */
import type { AgentId } from '#core/id.ts'
import type { Presence } from '#core/presence/presence.ts'
import type { Queryable } from './query.ts'
import { statement } from './statement.ts'

export type PresenceRecord = { readonly presence: Presence; readonly version: number }

type PresenceRow = { body: Presence; version: number }

const lockOne = statement<PresenceRow, [id: AgentId]>(
  'presence.lock',
  'select body, version from presence where agent_id = $1 for update',
)
const readAll = statement<PresenceRow, []>('presence.read-all', 'select body, version from presence')
const readOne = statement<PresenceRow, [id: AgentId]>(
  'presence.read',
  'select body, version from presence where agent_id = $1',
)
const saveOne = statement<never, [id: AgentId, fromVersion: number, body: Presence]>(
  'presence.save',
  'update presence set body = $3, version = $2 + 1 where agent_id = $1 and version = $2',
)
const insertOne = statement<never, [id: AgentId, body: Presence, at: number]>(
  'presence.insert',
  'insert into presence (agent_id, body, seen_at) values ($1, $2, $3) on conflict (agent_id) do nothing',
)

function toRecord(row: PresenceRow): PresenceRecord {
  return { presence: row.body, version: row.version }
}

export async function lockPresence(on: Queryable, id: AgentId): Promise<PresenceRecord | null> {
  const [row] = await on.query(lockOne, [id])
  return row ? toRecord(row) : null
}

export async function readPresence(on: Queryable, id: AgentId): Promise<PresenceRecord | null> {
  const [row] = await on.query(readOne, [id])
  return row ? toRecord(row) : null
}

export async function readPresences(on: Queryable): Promise<PresenceRecord[]> {
  return (await on.query(readAll)).map(toRecord)
}

export async function savePresence(
  on: Queryable,
  record: PresenceRecord,
  fromVersion: number,
): Promise<void> {
  const changed = await on.execute(saveOne, [record.presence.agentId, fromVersion, record.presence])
  if (changed !== 1)
    throw new Error(
      `Presence of ${record.presence.agentId} was not at version ${fromVersion} under its own lock.`,
    )
}

export async function insertPresence(on: Queryable, presence: Presence, at: number): Promise<void> {
  await on.execute(insertOne, [presence.agentId, presence, at])
}
