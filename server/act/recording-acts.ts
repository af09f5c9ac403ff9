/** Listening to recordings (R11): who may, and that it is written down who did. */
import type { InteractionId } from '#core/id.ts'
import type { Actor } from '#core/permission/may.ts'
import { isAtLeast } from '#core/permission/role.ts'
import { refuse, type Refusal } from '#core/step.ts'
import type { RecordingId, RecordingView } from '#protocol/recording.ts'
import type { Context } from '../context.ts'
import { toRecordingView } from '../present/recording-view.ts'
import { insertAuditUnlessSince } from '../store/audit-row.ts'
import { readInteraction } from '../store/interaction-record.ts'
import { readRecording, readRecordingsOf, type RecordingRow } from '../store/recording-row.ts'
import { maySee, refusalOf } from './may-act-on.ts'

export type RecordingAct = 'listen-recording' | 'download-recording'

/** Those that this person may listen to; who sees the interaction and may not listen is told of none. */
export async function recordingsOf(
  context: Context,
  actor: Actor,
  id: InteractionId,
): Promise<{ readonly recordings: readonly RecordingView[] } | Refusal> {
  const record = await readInteraction(context.database, id)
  if (!record || !maySee(context, actor, record)) return refuse('not-found')
  if (refusalOf(context, actor, 'listen-recording', record)) return { recordings: [] }
  const mayDownload = refusalOf(context, actor, 'download-recording', record) === null
  const rows = await readRecordingsOf(context.database, id)
  return { recordings: rows.map((row) => toRecordingView(row, mayDownload)) }
}

export async function readAsListener(
  context: Context,
  actor: Actor,
  id: RecordingId,
  what: RecordingAct,
): Promise<RecordingRow | Refusal> {
  const row = await readRecording(context.database, id)
  if (!row) return refuse('not-found')
  if (row.interaction_id === null) return isAtLeast(actor.role, 'supervisor') ? row : refuse('not-found')
  const record = await readInteraction(context.database, row.interaction_id)
  if (!record || !maySee(context, actor, record)) return refuse('not-found')
  return refusalOf(context, actor, what, record) ?? row
}

/** A player that has stopped for longer than this begins again. */
const patienceMs = 10 * 60_000

/**
 * A player asks for a file in many parts: all of them are one listening, for as long as the recording lasts and a while more. A download is one each time
 * it begins.
 */
export async function noteListening(
  context: Context,
  actor: Actor,
  row: RecordingRow,
  { what, isBeginning }: { readonly what: RecordingAct; readonly isBeginning: boolean },
): Promise<void> {
  const at = context.now()
  const isNew = what === 'download-recording' && isBeginning
  await context.database.transaction(
    async (transaction) =>
      await insertAuditUnlessSince(
        transaction,
        {
          actorId: actor.agentId,
          act: what,
          subjectKind: 'recording',
          subjectId: row.id,
          before: null,
          after: { callId: row.call_id, interactionId: row.interaction_id },
        },
        at,
        isNew ? at : at - row.duration_ms - patienceMs,
      ),
  )
}
