/**
 * Which streams a recording's file has, and from where in a player each of them is heard.
 *
 * Customers are left and agents right. Those of a side who do not talk at the same time share a stream (one agent after the other): in each frame it has
 * the one who is not silent. Where they do, as in a conference, each has a stream of its own, so that nobody has to be mixed. There are only as
 * many channels as every player knows how to bring to two ears: 1, 2, 4 (behind), 6 (5.1), 8 (7.1).
 */
import type { RecordingTrack } from './recording-track.ts'

export type Side = 'customer' | 'agent'
export type SidedTrack = { readonly side: Side; readonly track: RecordingTrack }

/** Tracks that share a stream. Where two of them are heard at once, the later one is. */
export type Lane = { readonly side: Side; readonly tracks: readonly RecordingTrack[] }

export type Layout = {
  readonly lanes: readonly Lane[]
  /** For each channel its lane, 255: silent; null: mono. */
  readonly mapping: readonly number[] | null
}

/** Who hands a call over is heard for a moment beside who takes it, in frames. */
const handover = 10

export function layOut(tracks: readonly SidedTrack[]): Layout {
  const lanes = [...share(tracks, 'customer'), ...share(tracks, 'agent')]
  return { lanes, mapping: lanes.length === 1 ? null : mappingOf(lanes.map(({ side }) => side)) }
}

function share(tracks: readonly SidedTrack[], side: Side): Lane[] {
  const lanes: RecordingTrack[][] = []
  for (const { track } of tracks
    .filter((one) => one.side === side)
    .toSorted((a, b) => firstSound(a.track) - firstSound(b.track))) {
    const free = lanes.find((lane) => lane.every((other) => overlap(other, track) <= handover))
    if (free) free.push(track)
    else lanes.push([track])
  }
  return lanes.map((lane) => ({ side, tracks: lane }))
}

function firstSound({ shapes }: RecordingTrack): number {
  const frame = shapes.findIndex((shape) => shape !== 0)
  return frame === -1 ? Infinity : frame
}

function overlap(one: RecordingTrack, two: RecordingTrack): number {
  let frames = 0
  for (const [frame, shape] of one.shapes.entries())
    if (shape !== 0 && (two.shapes[frame] ?? 0) !== 0) frames += 1
  return frames
}

/**
 * Channels in the order of RFC 7845 §5.1.1.2. Places are given in this order to each side; a stream may have several. The bass channel is left silent
 * as long as possible: many players leave it out.
 */
const rooms = [
  {
    channels: ['left', 'right'],
    customer: [['left'], ['right']],
    agent: [['right'], ['left']],
  },
  {
    channels: ['left', 'right', 'behindLeft', 'behindRight'],
    customer: [['left'], ['behindLeft', 'behindRight'], ['right']],
    agent: [['right'], ['behindLeft', 'behindRight'], ['left']],
  },
  {
    channels: ['left', 'centre', 'right', 'behindLeft', 'behindRight', 'bass'],
    customer: [['left'], ['behindLeft'], ['centre'], ['behindRight'], ['right']],
    agent: [['right'], ['behindRight'], ['centre'], ['behindLeft'], ['left']],
  },
  {
    channels: ['left', 'centre', 'right', 'besideLeft', 'besideRight', 'behindLeft', 'behindRight', 'bass'],
    customer: [
      ['left'],
      ['besideLeft'],
      ['behindLeft'],
      ['centre'],
      ['behindRight'],
      ['besideRight'],
      ['right'],
      ['bass'],
    ],
    agent: [
      ['right'],
      ['besideRight'],
      ['behindRight'],
      ['centre'],
      ['behindLeft'],
      ['besideLeft'],
      ['left'],
      ['bass'],
    ],
  },
] as const

const nobody = 255

export function mappingOf(sides: readonly Side[]): number[] {
  const room = rooms.find(({ customer }) => customer.length >= sides.length)
  if (!room) throw new Error(`${sides.length} at once are more than a call has.`)
  const lanes = new Map<string, number>()
  for (const [lane, side] of sides.entries()) {
    const place = room[side].find((channels) => channels.every((channel) => !lanes.has(channel)))
    for (const channel of place ?? []) lanes.set(channel, lane)
  }
  return room.channels.map((channel) => lanes.get(channel) ?? nobody)
}
