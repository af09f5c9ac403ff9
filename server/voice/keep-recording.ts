/**
 * What the engine has recorded is put down: whose voice is on which track, and where it lies. A recording that was cut off (the voice process or the
 * whole server was torn away) is kept as far as its tracks go. What nobody has said a word in is no recording.
 */
import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import type { CallId, PartyId } from '#core/id.ts'
import type { RecordingId } from '#protocol/recording.ts'
import { openTrackReader } from '#voice/embedded/track-reader.ts'
import type { VoiceEvent } from '#voice/engine.ts'
import { frameMs } from '#voice/opus-packet.ts'
import type { Context } from '../context.ts'
import { isMissing } from '../file/byte-store.ts'
import { readCall } from '../store/call-record.ts'
import {
  deleteEmptyRecording,
  finishRecording,
  readRecording,
  type RecordingTrack,
} from '../store/recording-row.ts'

export interface RecordingKeeper {
  put(finished: Extract<VoiceEvent, { readonly type: 'recording-finished' }>): Promise<void>
  /** One that ran when its engine was torn away; harmless for any other. */
  rescue(id: RecordingId): Promise<void>
}

export type KeeperParts = {
  readonly context: Pick<Context, 'database' | 'log'>
  /** Where tracks lie. */
  readonly folder: string
  /** 32 bytes. */
  readonly key: Buffer
}

type FoundTrack = { readonly partyId: PartyId; readonly path: string; readonly sizeBytes: number }

const trackName = /^(pty_\w+)\.opus\.enc$/

export function createRecordingKeeper({ context, folder, key }: KeeperParts): RecordingKeeper {
  const { database } = context

  async function named(callId: CallId, tracks: readonly FoundTrack[]): Promise<RecordingTrack[]> {
    const record = await readCall(database, callId)
    return tracks.map(({ partyId, path: file, sizeBytes }) => ({
      partyId,
      ...(record?.speakers[partyId] ?? { kind: 'agent', agentId: null }),
      file: path.relative(folder, file),
      sizeBytes,
    }))
  }

  async function tracksOf(id: RecordingId): Promise<FoundTrack[]> {
    const home = path.join(folder, id)
    const found: FoundTrack[] = []
    for (const name of await namesIn(home)) {
      const partyId = trackName.exec(name)?.[1] as PartyId | undefined
      const file = path.join(home, name)
      if (partyId) found.push({ partyId, path: file, sizeBytes: (await stat(file)).size })
    }
    return found
  }

  return {
    async put({ id, callId, durationMs, tracks }) {
      if (tracks.length === 0) await deleteEmptyRecording(database, id)
      else
        await finishRecording(database, id, {
          state: 'ready',
          durationMs,
          tracks: await named(callId, tracks),
        })
    },

    async rescue(id) {
      const row = await readRecording(database, id)
      if (row?.state !== 'running') return
      const found = await tracksOf(id)
      if (found.length === 0) return await deleteEmptyRecording(database, id)
      const readable: FoundTrack[] = []
      let durationMs = 0
      for (const track of found) {
        const opened = await openTrackReader(key, (from) => createReadStream(track.path, { start: from }))
        if (opened.outcome !== 'opened' || opened.track.shapes.length === 0) continue
        readable.push(track)
        durationMs = Math.max(durationMs, opened.track.shapes.length * frameMs)
      }
      const state = readable.length > 0 ? 'ready' : 'lost'
      await finishRecording(database, id, {
        state,
        durationMs,
        tracks: await named(row.call_id, readable),
      })
      context.log.warn({ recordingId: id, state, durationMs }, 'A recording that was cut off was put down.')
    },
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}
