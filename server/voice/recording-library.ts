/**
 * Recordings as files that play: joined from their encrypted tracks while they are asked for, and nowhere in the clear. What is remembered of those
 * listened to lately is where their frames are, not what is said in them.
 */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { access } from 'node:fs/promises'
import path from 'node:path'
import { refuse, type Refusal } from '#core/step.ts'
import type { RecordingId } from '#protocol/recording.ts'
import { openTrackReader } from '#voice/embedded/track-reader.ts'
import { createRecordingFile, type RecordingFile } from '#voice/recording-file.ts'
import type { SidedTrack } from '#voice/recording-lanes.ts'
import type { Logger } from 'pino'
import { isMissing } from '../file/byte-store.ts'
import type { RecordingRow, RecordingTrack } from '../store/recording-row.ts'

export type RecordingRefusal =
  | 'recording-running'
  | 'recording-lost'
  | 'recording-expired'
  | 'recording-damaged'

export interface RecordingLibrary {
  open(row: RecordingRow): Promise<RecordingFile | Refusal<RecordingRefusal>>
}

/** An hour of two is less than a megabyte. */
const mostRemembered = 16

export function createRecordingLibrary({
  folder,
  key,
  log,
}: {
  readonly folder: string
  readonly key: Buffer
  readonly log: Logger
}): RecordingLibrary {
  const remembered = new Map<RecordingId, Promise<RecordingFile | Refusal<RecordingRefusal>>>()

  async function join({
    id,
    tracks,
  }: Pick<RecordingRow, 'id' | 'tracks'>): Promise<RecordingFile | Refusal<RecordingRefusal>> {
    const sided: SidedTrack[] = []
    for (const track of tracks) {
      const read = await readTrack(track)
      if ('refused' in read) {
        log.error({ recordingId: id, reason: read.refused }, 'A recording cannot be played.')
        return read
      }
      sided.push(read)
    }
    return sided.length > 0 ? createRecordingFile(serialOf(id), sided) : refuse('recording-lost')
  }

  async function readTrack({
    kind,
    file,
  }: RecordingTrack): Promise<SidedTrack | Refusal<'recording-lost' | 'recording-damaged'>> {
    const where = path.join(folder, file)
    try {
      await access(where)
    } catch (error) {
      if (isMissing(error)) return refuse('recording-lost')
      throw error
    }
    const opened = await openTrackReader(key, (from) => createReadStream(where, { start: from }))
    return opened.outcome === 'opened' ? { side: kind, track: opened.track } : refuse('recording-damaged')
  }

  return {
    async open(row) {
      const { id, state } = row
      if (state !== 'ready') return refuse(`recording-${state}`)
      const known = remembered.get(id)
      const opening = known ?? join(row)
      // The one that was asked for last is forgotten last.
      remembered.delete(id)
      remembered.set(id, opening)
      for (const [oldest] of remembered) if (remembered.size > mostRemembered) remembered.delete(oldest)
      const opened = await opening.catch((error: unknown) => {
        remembered.delete(id)
        throw error
      })
      // What is missing may be brought back from a backup.
      if ('refused' in opened) remembered.delete(id)
      return opened
    },
  }
}

/** The same for the same recording. */
function serialOf(id: RecordingId): number {
  return createHash('sha256').update(id).digest().readUInt32BE()
}
