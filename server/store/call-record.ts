/** A call (core/call) as it is stored: one row, changed under its lock, after its interaction's and before its agents'. */
import type { Call } from '#core/call/call.ts'
import type { AgentId, CallId, InteractionId, PartyId } from '#core/id.ts'
import type { RecordingId, RecordingMark } from '#protocol/recording.ts'
import type { Queryable } from './query.ts'
import { statement } from './statement.ts'

/** `at`: epoch ms; the player counts from its recording's beginning. */
export type CallMark = Omit<RecordingMark, 'atMs'> & { readonly at: number }

/** Whose voice a party's is. */
export type Speaker = { readonly kind: 'customer' | 'agent'; readonly agentId: AgentId | null }

export type CallRecord = {
  readonly call: Call
  readonly version: number
  readonly recordingId: RecordingId | null
  readonly marks: readonly CallMark[]
  /** Everybody who has ever been in it. */
  readonly speakers: Readonly<Record<PartyId, Speaker>>
  readonly startedAt: number
  readonly answeredAt: number | null
  readonly endedAt: number | null
}

type CallRow = {
  body: Call
  version: number
  recording_id: RecordingId | null
  marks: CallMark[]
  speakers: Record<PartyId, Speaker>
  started_at: number
  answered_at: number | null
  ended_at: number | null
}

const columns = 'body, version, recording_id, marks, speakers, started_at, answered_at, ended_at'

const lockOne = statement<CallRow, [id: CallId]>(
  'call.lock',
  `select ${columns} from call where id = $1 for update`,
)
const readOne = statement<CallRow, [id: CallId]>('call.read', `select ${columns} from call where id = $1`)
const readOpen = statement<CallRow, []>(
  'call.read-open',
  `select ${columns} from call where is_open order by started_at, id`,
)
const readIdOf = statement<{ id: CallId }, [interactionId: InteractionId]>(
  'call.id-of-interaction',
  'select id from call where interaction_id = $1',
)
const readOpenOfAgent = statement<CallRow, [party: string]>(
  'call.open-of-agent',
  `select ${columns} from call where is_open and body -> 'parties' @> $1::jsonb order by started_at, id`,
)
const insertOne = statement<
  never,
  [id: CallId, interactionId: InteractionId | null, body: Call, startedAt: number]
>(
  'call.insert',
  'insert into call (id, interaction_id, body, started_at, version) values ($1, $2, $3, $4, 0)',
)
const saveOne = statement<
  never,
  [
    id: CallId,
    fromVersion: number,
    body: Call,
    recordingId: RecordingId | null,
    marks: string,
    speakers: CallRecord['speakers'],
    answeredAt: number | null,
    endedAt: number | null,
  ]
>(
  'call.save',
  `update call set body = $3, recording_id = $4, marks = $5::jsonb, speakers = $6, answered_at = $7, ended_at = $8, version = $2 + 1
   where id = $1 and version = $2`,
)

function toRecord(row: CallRow): CallRecord {
  return {
    call: row.body,
    version: row.version,
    recordingId: row.recording_id,
    marks: row.marks,
    speakers: row.speakers,
    startedAt: row.started_at,
    answeredAt: row.answered_at,
    endedAt: row.ended_at,
  }
}

const first = (rows: readonly CallRow[]): CallRecord | null => (rows[0] ? toRecord(rows[0]) : null)

export async function lockCall(on: Queryable, id: CallId): Promise<CallRecord | null> {
  return first(await on.query(lockOne, [id]))
}

export async function readCall(on: Queryable, id: CallId): Promise<CallRecord | null> {
  return first(await on.query(readOne, [id]))
}

export async function readOpenCalls(on: Queryable): Promise<CallRecord[]> {
  return (await on.query(readOpen)).map(toRecord)
}

/** Those that this agent is in, or is rung for. */
export async function readOpenCallsOf(on: Queryable, agentId: AgentId): Promise<CallRecord[]> {
  const rows = await on.query(readOpenOfAgent, [JSON.stringify([{ who: { kind: 'agent', agentId } }])])
  return rows.map(toRecord)
}

export async function callIdOf(on: Queryable, interactionId: InteractionId): Promise<CallId | null> {
  const [row] = await on.query(readIdOf, [interactionId])
  return row?.id ?? null
}

/** At version 0: what else it holds is saved next. */
export async function insertCall(on: Queryable, { call, startedAt }: CallRecord): Promise<void> {
  await on.execute(insertOne, [call.id, call.interactionId, call, startedAt])
}

export async function saveCall(on: Queryable, record: CallRecord, fromVersion: number): Promise<void> {
  const { call, recordingId, marks, speakers, answeredAt, endedAt } = record
  const saved = [
    call.id,
    fromVersion,
    call,
    recordingId,
    JSON.stringify(marks),
    speakers,
    answeredAt,
    endedAt,
  ] as const
  if ((await on.execute(saveOne, [...saved])) !== 1)
    throw new Error(`Call ${call.id} was not at version ${fromVersion} under its own lock.`)
}
