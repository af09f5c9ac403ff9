/**
 * Recordings go when they have been kept for as long as their queue says. Their sound first and their row's state then: what is cut off in between is
 * found again. What stays is that there was one, when, and how long.
 */
import { rm } from 'node:fs/promises'
import path from 'node:path'
import type { Context } from '../context.ts'
import { expireRecording, readRecordingsBefore } from '../store/recording-row.ts'

const dayMs = 86_400_000
const batchSize = 200

/** Answers how many. */
export async function clearRecordings(
  {
    database,
    configuration,
    now,
  }: Pick<Context, 'database' | 'now'> & {
    readonly configuration: Pick<Context['configuration'], 'all'>
  },
  folder: string,
  signal: AbortSignal,
): Promise<number> {
  let cleared = 0
  for (const { id: queueId, voice } of configuration.all('queue')) {
    if (voice.recordingDays === null) continue
    const before = now() - voice.recordingDays * dayMs
    for (;;) {
      const old = await readRecordingsBefore(database, queueId, before, batchSize)
      for (const id of old) {
        if (signal.aborted) return cleared
        await rm(path.join(folder, id), { recursive: true, force: true })
        await expireRecording(database, id)
        cleared += 1
      }
      if (old.length < batchSize) break
    }
  }
  return cleared
}
