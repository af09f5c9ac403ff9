/** A recording that the engine has finished is put down: whose voice is on which track, and where it lies. */
import path from 'node:path'
import type { VoiceEvent } from '#voice/engine.ts'
import type { Context } from '../context.ts'
import { finishRecording, type RecordingTrack } from '../store/recording-row.ts'
import { readCall } from '../store/call-record.ts'

export async function keepRecording(
  context: Context,
  folder: string,
  { id, callId, durationMs, tracks }: Extract<VoiceEvent, { readonly type: 'recording-finished' }>,
): Promise<void> {
  const record = await readCall(context.database, callId)
  const kept = tracks.map((track): RecordingTrack => ({
    partyId: track.partyId,
    ...(record?.speakers[track.partyId] ?? { kind: 'agent', agentId: null }),
    file: path.relative(folder, track.path),
    sizeBytes: track.sizeBytes,
  }))
  await finishRecording(context.database, id, { state: 'ready', durationMs, tracks: kept })
}
