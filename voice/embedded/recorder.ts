/**
 * Records the parties of a call, each on a track of its own, on one common beat of 20 ms from the first instant on: what is said at the same time
 * stands at the same place in every track. Packets are put in their place for a moment before they are written, so that those that overtook
 * each other are in order; where nothing came there is silence. Paused time is silence of the same length.
 */
import type { PartyId } from '#core/id.ts'
import { durationOf, frameMs, silence } from '../opus-packet.ts'
import { timestampAhead } from './rtp.ts'

const ticksPerFrame = 960
/** How long a packet may be late. */
const patienceMs = 400
/** The sender's clock and ours may drift apart by this before they are put together again, in frames. */
const mostDrift = 25
/** How much a track writes at a time, in frames: whoever joins late has been silent for long, and nobody else is to wait for that. */
const mostAtOnce = 3_000

export type TrackSink = {
  readonly write: (packet: Buffer) => void
  readonly flush: () => void
  readonly end: () => void
}

export type Recorder = {
  readonly mode: 'on' | 'paused'
  readonly setMode: (mode: 'on' | 'paused') => void
  /** A packet that is to be heard in the recording. `stream`: its sender's stream; another one begins anew. */
  readonly take: (partyId: PartyId, stream: number, timestamp: number, payload: Buffer) => void
  /** Writes what is due; called about once a second. */
  readonly beat: () => void
  /** Writes the rest. In ms. */
  readonly end: () => number
}

type Track = {
  readonly sink: TrackSink
  readonly frames: Map<number, Buffer>
  stream: number | null
  /** Where `base` stands. */
  baseFrame: number
  baseTimestamp: number
  lastFrame: number
  /** What is written next. */
  next: number
}

export function createRecorder(now: () => number, openTrack: (partyId: PartyId) => TrackSink): Recorder {
  const startedAt = now()
  const tracks = new Map<PartyId, Track>()
  let mode: 'on' | 'paused' = 'on'

  /** A track that begins later has been silent until then. */
  function trackOf(partyId: PartyId): Track {
    const known = tracks.get(partyId)
    if (known) return known
    const sink = openTrack(partyId)
    const track: Track = {
      sink,
      frames: new Map(),
      stream: null,
      baseFrame: 0,
      baseTimestamp: 0,
      lastFrame: -1,
      next: 0,
    }
    tracks.set(partyId, track)
    return track
  }

  function place(track: Track, stream: number, timestamp: number): number {
    const byClock = Math.round((now() - startedAt) / frameMs)
    const byStream =
      track.baseFrame + Math.round(timestampAhead(timestamp, track.baseTimestamp) / ticksPerFrame)
    if (track.stream === stream && Math.abs(byStream - byClock) <= mostDrift) return byStream
    track.stream = stream
    track.baseTimestamp = timestamp
    track.baseFrame = Math.max(byClock, track.lastFrame + 1)
    return track.baseFrame
  }

  function writeUpTo(track: Track, end: number): void {
    const { sink, frames } = track
    for (; track.next < end; track.next += 1) {
      sink.write(frames.get(track.next) ?? silence)
      frames.delete(track.next)
    }
  }

  return {
    get mode() {
      return mode
    },
    setMode(to) {
      mode = to
    },
    take(partyId, stream, timestamp, payload) {
      const track = trackOf(partyId)
      if (mode === 'paused' || durationOf(payload) !== frameMs) return
      const frame = place(track, stream, timestamp)
      if (frame < track.next) return
      track.lastFrame = Math.max(track.lastFrame, frame)
      track.frames.set(frame, Buffer.from(payload))
    },
    beat() {
      const due = Math.floor((now() - startedAt - patienceMs) / frameMs)
      for (const track of tracks.values()) {
        writeUpTo(track, Math.min(due, track.next + mostAtOnce))
        track.sink.flush()
      }
    },
    end() {
      const said = Math.max(0, ...[...tracks.values()].map(({ lastFrame }) => lastFrame + 1))
      const length = Math.max(said, Math.ceil((now() - startedAt) / frameMs))
      for (const track of tracks.values()) {
        writeUpTo(track, length)
        track.sink.end()
      }
      return length * frameMs
    },
  }
}
