/** Music that was brought in for queues; which one a queue has is said by its configuration (`voice.musicFileId`). */
import type { AgentId, FileId, QueueId } from '#core/id.ts'
import type { Queryable } from './query.ts'
import { statement } from './statement.ts'

export type QueueMusicRow = {
  readonly id: FileId
  readonly queueId: QueueId
  readonly agentId: AgentId
  readonly sizeBytes: number
  readonly durationMs: number
}

const insertOne = statement<
  never,
  [id: FileId, queueId: QueueId, agentId: AgentId, sizeBytes: number, durationMs: number, at: number]
>(
  'queue-music.insert',
  'insert into queue_music (id, queue_id, agent_id, size_bytes, duration_ms, created_at) values ($1, $2, $3, $4, $5, $6)',
)
// Until the configuration that names it is committed nobody clears it away.
const lockOne = statement<{ id: FileId }, [id: FileId]>(
  'queue-music.lock',
  'select id from queue_music where id = $1 for share',
)
// Archived queues may come back.
const deleteUnused = statement<{ id: FileId }, [before: number]>(
  'queue-music.delete-unused',
  `delete from queue_music m where m.created_at < $1
     and not exists (select from configuration c where c.kind = 'queue' and c.body #>> '{voice,musicFileId}' = m.id)
   returning m.id`,
)
const readAll = statement<{ id: FileId }, []>('queue-music.all', 'select id from queue_music')

export async function insertQueueMusic(on: Queryable, row: QueueMusicRow, at: number): Promise<void> {
  await on.execute(insertOne, [row.id, row.queueId, row.agentId, row.sizeBytes, row.durationMs, at])
}

/** Whether there is such music; it stays until the transaction ends. */
export async function lockQueueMusic(on: Queryable, id: FileId): Promise<boolean> {
  return (await on.query(lockOne, [id])).length === 1
}

export async function deleteUnusedMusic(on: Queryable, before: number): Promise<void> {
  await on.query(deleteUnused, [before])
}

export async function readMusicIds(on: Queryable): Promise<ReadonlySet<FileId>> {
  return new Set((await on.query(readAll)).map(({ id }) => id))
}
