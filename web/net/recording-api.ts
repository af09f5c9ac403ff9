/** The routes of recordings (protocol/recording.ts). */
import type { InteractionId } from '#core/id.ts'
import type { RecordingId, RecordingView } from '#protocol/recording.ts'
import type { Ask } from './request.ts'

export function createRecordingApi(ask: Ask) {
  return {
    recordings: (id: InteractionId) =>
      ask<{ readonly recordings: readonly RecordingView[] }>('GET', `/api/v1/interactions/${id}/recordings`),
  }
}

export const soundPath = (id: RecordingId): string => `/api/v1/recordings/${id}/audio`
