/**
 * One file that plays everywhere, out of a recording's tracks and without a codec: Opus in Ogg with one mono stream for each lane (`recording-lanes.ts`). It
 * is not kept anywhere: any part of it can be read at any time, and the same tracks make the same bytes, so that a player can seek in it. Nothing
 * longer than a second is held at once.
 */
import { opusHead, opusTags, packetsPerPage, samplesPerFrame } from './ogg-opus.ts'
import { mostSegments, pageBytes, segmentsOf, writeOggPage } from './ogg.ts'
import { frameMs, silence } from './opus-packet.ts'
import { layOut, type Lane, type SidedTrack } from './recording-lanes.ts'
import {
  frameThatEnds,
  ownLengthCost,
  plainBytes,
  plainFrame,
  type RecordingTrack,
} from './recording-track.ts'

export type RecordingFile = {
  readonly sizeBytes: number
  readonly durationMs: number
  readonly channels: number
  /** Bytes `from` up to, but not including, `to`; everything when nothing is said. A part is about a second. */
  readonly read: (range?: { readonly from: number; readonly to: number }) => AsyncGenerator<Buffer, void>
}

export const recordingFileType = 'audio/ogg; codecs=opus'

type PlannedPage = { readonly firstFrame: number; readonly at: number }

/** `serial`: any number below 2³², the same for the same recording. At least one track. */
export function createRecordingFile(serial: number, tracks: readonly SidedTrack[]): RecordingFile {
  const { lanes, mapping } = layOut(tracks)
  const frames = Math.max(1, ...tracks.map(({ track }) => track.shapes.length))
  const start = Buffer.concat([
    writeOggPage({ serial, sequence: 0, granule: 0, kind: 'first' }, [opusHead(mapping ?? undefined)]),
    writeOggPage({ serial, sequence: 1, granule: 0, kind: 'middle' }, [opusTags()]),
  ])
  const { pages, sizeBytes } = plan(lanes, frames, start.length)

  async function* read(range = { from: 0, to: sizeBytes }): AsyncGenerator<Buffer, void> {
    const to = Math.min(range.to, sizeBytes)
    if (range.from >= to) return
    if (range.from < start.length) yield start.subarray(range.from, to)
    const first = Math.max(
      0,
      pages.findLastIndex(({ at }) => at <= range.from),
    )
    const reading = lanes.map((lane) => readLane(lane, pages[first]?.firstFrame ?? 0))
    try {
      for (let n = first; n < pages.length; n += 1) {
        const { firstFrame, at } = pages[n] ?? { firstFrame: frames, at: to }
        if (at >= to) return
        const [end, endAt] = [pages[n + 1]?.firstFrame ?? frames, pages[n + 1]?.at ?? sizeBytes]
        const packets: Uint8Array[] = []
        for (let frame = firstFrame; frame < end; frame += 1) {
          const parts: Uint8Array[] = []
          for (const [lane, { next }] of reading.entries())
            parts.push(await next(frame, lane + 1 === lanes.length))
          packets.push(parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts))
        }
        const kind = end === frames ? 'last' : 'middle'
        const page = writeOggPage({ serial, sequence: n + 2, granule: end * samplesPerFrame, kind }, packets)
        if (page.length !== endAt - at) throw new Error('A track has changed since it was opened.')
        yield page.subarray(Math.max(0, range.from - at), Math.min(page.length, to - at))
      }
    } finally {
      for (const { close } of reading) await close()
    }
  }

  return {
    sizeBytes,
    durationMs: frames * frameMs,
    channels: mapping?.length ?? 1,
    read,
  }
}

/** Where each page begins, from the shapes of frames alone. */
function plan(
  lanes: readonly Lane[],
  frames: number,
  start: number,
): { readonly pages: readonly PlannedPage[]; readonly sizeBytes: number } {
  const pages: PlannedPage[] = []
  let at = start
  let [firstFrame, segments, bytes] = [0, 0, 0]
  for (let frame = 0; frame < frames; frame += 1) {
    let size = 0
    for (const [n, lane] of lanes.entries()) {
      const shape = speakerAt(lane, frame)?.shapes[frame] ?? 0
      size += plainBytes(shape) + (n + 1 < lanes.length ? ownLengthCost(shape) : 0)
    }
    const more = segmentsOf(size)
    if (frame - firstFrame === packetsPerPage || segments + more > mostSegments) {
      pages.push({ firstFrame, at })
      at += pageBytes(segments, bytes)
      ;[firstFrame, segments, bytes] = [frame, 0, 0]
    }
    segments += more
    bytes += size
  }
  pages.push({ firstFrame, at })
  return { pages, sizeBytes: at + pageBytes(segments, bytes) }
}

const speakerAt = ({ tracks }: Lane, frame: number): RecordingTrack | undefined =>
  tracks.findLast(({ shapes }) => (shapes[frame] ?? 0) !== 0)

type LaneReading = {
  /** The frame as it stands in the file; frames are asked for one after the other. */
  readonly next: (frame: number, isLast: boolean) => Promise<Uint8Array>
  readonly close: () => Promise<void>
}

function readLane(lane: Lane, fromFrame: number): LaneReading {
  const readings = new Map(lane.tracks.map((track) => [track, readTrack(track, fromFrame)]))
  return {
    async next(frame, isLast) {
      const speaker = speakerAt(lane, frame)
      const shape = speaker?.shapes[frame] ?? 0
      const packet = speaker ? await readings.get(speaker)?.next(frame) : undefined
      return isLast ? plainFrame(shape, packet ?? silence) : frameThatEnds(shape, packet ?? silence)
    },
    async close() {
      for (const reading of readings.values()) await reading.close()
    },
  }
}

function readTrack(track: RecordingTrack, fromFrame: number) {
  let source: AsyncGenerator<readonly Uint8Array[], void> | null = null
  let part: readonly Uint8Array[] = []
  let partFrame = fromFrame
  return {
    async next(frame: number): Promise<Uint8Array | undefined> {
      source ??= track.read((partFrame = frame))
      while (frame >= partFrame + part.length) {
        const more = await source.next()
        if (more.done) return undefined
        partFrame += part.length
        part = more.value
      }
      return part[frame - partFrame]
    },
    async close(): Promise<void> {
      await source?.return()
    },
  }
}
