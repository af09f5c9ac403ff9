/**
 * Recordings of calls.
 *
 * `GET /interactions/:id/recordings`  → `{ recordings: RecordingView[] }`: those that the caller may listen to (R11); none for who only sees the interaction.
 * `GET /recordings/:id/audio`         → Ogg Opus, one file: customer left, agents right. Each listening is in the audit log. `Range` is served.
 * `GET /recordings/:id/audio?download` → the same as a file to keep; supervisors and above.
 */
import type { AgentId, CallId, InteractionId } from '#core/id.ts'

export type RecordingId = `rec_${string}`

export type RecordingMark = {
  /** From the recording's beginning. */
  readonly atMs: number
  readonly what: 'held' | 'resumed' | 'paused' | 'recorded' | 'consulting' | 'handed-over' | 'joined' | 'left'
  /** Whom it is about, of the last three. */
  readonly agentId: AgentId | null
}

export type RecordingView = {
  readonly id: RecordingId
  readonly callId: CallId
  readonly interactionId: InteractionId | null
  readonly startedAt: number
  /**
   * `running`: it is being recorded. `lost`: the server was torn away before anything of it was kept. `expired`: it was kept for as long as its queue says
   * (`Queue.voice.recordingDays`), and is deleted.
   */
  readonly state: 'running' | 'ready' | 'lost' | 'expired'
  readonly durationMs: number
  readonly speakers: readonly { readonly kind: 'customer' | 'agent'; readonly agentId: AgentId | null }[]
  readonly marks: readonly RecordingMark[]
  readonly mayDownload: boolean
}
