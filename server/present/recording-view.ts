/** A recording as the player shows it: who is heard, and what happened at which moment of it. */
import type { RecordingMark, RecordingView } from '#protocol/recording.ts'
import type { CallMark } from '../store/call-record.ts'
import type { RecordingRow } from '../store/recording-row.ts'

export function toRecordingView(row: RecordingRow, mayDownload: boolean): RecordingView {
  const { tracks } = row
  return {
    id: row.id,
    callId: row.call_id,
    interactionId: row.interaction_id,
    startedAt: row.started_at,
    state: row.state,
    durationMs: row.duration_ms,
    speakers: tracks.map(({ kind, agentId }) => ({ kind, agentId })),
    marks: marksOf(row),
    mayDownload,
  }
}

/** The marks are the call's; a recording may begin in the middle of it, on hold or paused. */
function marksOf({ marks, started_at, duration_ms, state }: RecordingRow): readonly RecordingMark[] {
  const endAt = state === 'running' ? Infinity : started_at + duration_ms
  const before = marks.filter(({ at }) => at < started_at)
  const within = marks.filter(({ at }) => at >= started_at && at <= endAt)
  return [
    ...standing(before, 'held', 'resumed'),
    ...standing(before, 'paused', 'recorded').filter(() => !within.some(isBeginning(started_at))),
    ...within.map(({ at, what, agentId }) => ({ atMs: at - started_at, what, agentId })),
  ]
}

function standing(before: readonly CallMark[], begun: CallMark['what'], over: CallMark['what']) {
  const last = before.findLast(({ what }) => what === begun || what === over)
  return last?.what === begun ? [{ atMs: 0, what: begun, agentId: null }] : []
}

const isBeginning =
  (startedAt: number) =>
  ({ at, what }: CallMark): boolean =>
    at === startedAt && what === 'recorded'
