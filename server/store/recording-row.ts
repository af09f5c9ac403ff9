/** Recordings of calls: what there is and where its tracks lie; the bytes are below the folder of recordings, encrypted. */
import type { AgentId, CallId, InteractionId, PartyId, QueueId } from '#core/id.ts'
import type { RecordingId, RecordingView } from '#protocol/recording.ts'
import type { CallMark } from './call-record.ts'
import type { Queryable } from './query.ts'
import { statement } from './statement.ts'

export type RecordingTrack = {
  readonly partyId: PartyId
  readonly kind: 'customer' | 'agent'
  readonly agentId: AgentId | null
  /** Below the folder of recordings. */
  readonly file: string
  readonly sizeBytes: number
}

export type RecordingRow = {
  readonly id: RecordingId
  readonly call_id: CallId
  readonly interaction_id: InteractionId | null
  readonly state: RecordingView['state']
  readonly started_at: number
  readonly duration_ms: number
  readonly tracks: readonly RecordingTrack[]
  readonly marks: readonly CallMark[]
}

const columns = `r.id, r.call_id, r.interaction_id, r.state, r.started_at, r.duration_ms, r.tracks, c.marks`
const tables = 'recording r join call c on c.id = r.call_id'

const insertOne = statement<
  never,
  [id: RecordingId, callId: CallId, interactionId: InteractionId | null, startedAt: number]
>(
  'recording.insert',
  `insert into recording (id, call_id, interaction_id, state, started_at) values ($1, $2, $3, 'running', $4)`,
)
const finishOne = statement<
  never,
  [id: RecordingId, state: RecordingRow['state'], durationMs: number, tracks: string]
>(
  'recording.finish',
  `update recording set state = $2, duration_ms = $3, tracks = $4::jsonb where id = $1 and state = 'running'`,
)
const deleteEmpty = statement<never, [id: RecordingId]>(
  'recording.delete-empty',
  `delete from recording where id = $1 and state = 'running'`,
)
const readBefore = statement<{ id: RecordingId }, [queueId: QueueId, before: number, limit: number]>(
  'recording.before',
  `select r.id from recording r join interaction i on i.id = r.interaction_id
   where r.state in ('ready', 'lost') and r.started_at < $2 and i.queue_id = $1 order by r.started_at limit $3`,
)
const expireOne = statement<never, [id: RecordingId]>(
  'recording.expire',
  `update recording set state = 'expired', tracks = '[]' where id = $1`,
)
const readOne = statement<RecordingRow, [id: RecordingId]>(
  'recording.read',
  `select ${columns} from ${tables} where r.id = $1`,
)
const readOf = statement<RecordingRow, [interactionId: InteractionId]>(
  'recording.of-interaction',
  `select ${columns} from ${tables} where r.interaction_id = $1 order by r.started_at, r.id`,
)
const readRunning = statement<RecordingRow, []>(
  'recording.running',
  `select ${columns} from ${tables} where r.state = 'running' order by r.started_at`,
)

export async function insertRecording(
  on: Queryable,
  recording: {
    readonly id: RecordingId
    readonly callId: CallId
    readonly interactionId: InteractionId | null
    readonly startedAt: number
  },
): Promise<void> {
  const { id, callId, interactionId, startedAt } = recording
  await on.execute(insertOne, [id, callId, interactionId, startedAt])
}

/** Once: what is finished is not finished again. */
export async function finishRecording(
  on: Queryable,
  id: RecordingId,
  outcome: {
    readonly state: 'ready' | 'lost'
    readonly durationMs: number
    readonly tracks: readonly RecordingTrack[]
  },
): Promise<void> {
  await on.execute(finishOne, [id, outcome.state, outcome.durationMs, JSON.stringify(outcome.tracks)])
}

/** One that runs no more and in which nobody was heard. */
export async function deleteEmptyRecording(on: Queryable, id: RecordingId): Promise<void> {
  await on.execute(deleteEmpty, [id])
}

/** Of this queue, begun before then and not expired yet, oldest first. */
export async function readRecordingsBefore(
  on: Queryable,
  queueId: QueueId,
  before: number,
  limit: number,
): Promise<readonly RecordingId[]> {
  return (await on.query(readBefore, [queueId, before, limit])).map(({ id }) => id)
}

export async function expireRecording(on: Queryable, id: RecordingId): Promise<void> {
  await on.execute(expireOne, [id])
}

export async function readRecording(on: Queryable, id: RecordingId): Promise<RecordingRow | null> {
  return (await on.query(readOne, [id]))[0] ?? null
}

export async function readRecordingsOf(on: Queryable, id: InteractionId): Promise<readonly RecordingRow[]> {
  return await on.query(readOf, [id])
}

export async function readRunningRecordings(on: Queryable): Promise<readonly RecordingRow[]> {
  return await on.query(readRunning, [])
}
