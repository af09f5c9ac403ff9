/** Reads a track from where it is kept, piece by piece: never more of it in the clear than is being looked at. See `track-store.ts`. */
import { createPacketReader, readOggPages } from '../ogg.ts'
import { shapeOf, type RecordingTrack } from '../recording-track.ts'
import { openPiece, pieceSize } from './track-store.ts'

/** The encrypted bytes from one on. */
export type TrackSource = (fromByte: number) => AsyncIterable<Buffer>

export type TrackOpened =
  | { readonly outcome: 'opened'; readonly track: RecordingTrack }
  /** Something of it was changed since it was written, or it is another key's. */
  | { readonly outcome: 'damaged' }

type Piece = { readonly at: number; readonly packets: readonly Buffer[] }

/** OpusHead and OpusTags. */
const packetsBefore = 2

/** Reads it once from beginning to end, checks it, and remembers where its pieces are. A last piece that was cut short by a crash is left out. */
export async function openTrackReader(key: Buffer, source: TrackSource): Promise<TrackOpened> {
  const shapes: number[] = []
  const places: { readonly at: number; readonly firstFrame: number }[] = []
  let heads = packetsBefore
  for await (const piece of readPieces(key, source, 0, 0)) {
    if (!piece) return { outcome: 'damaged' }
    places.push({ at: piece.at, firstFrame: shapes.length })
    const before = Math.min(heads, piece.packets.length)
    heads -= before
    for (const packet of piece.packets.slice(before)) shapes.push(shapeOf(packet))
  }
  return { outcome: 'opened', track: { shapes: Uint16Array.from(shapes), read } }

  async function* read(fromFrame: number): AsyncGenerator<readonly Buffer[], void> {
    // The pieces before the first frame begin with it too; the last of those is the one that has it.
    const number = Math.max(
      0,
      places.findLastIndex(({ firstFrame }) => firstFrame <= fromFrame),
    )
    const place = places[number]
    if (!place) return
    let frame = place.firstFrame
    for await (const piece of readPieces(key, source, place.at, number)) {
      if (!piece) throw new Error('A track has changed since it was opened.')
      const wanted = piece.packets.slice(Math.max(0, fromFrame - frame))
      frame += piece.packets.length
      if (wanted.length > 0) yield wanted
    }
  }
}

/** Null, and nothing after it: what comes was changed. */
async function* readPieces(
  key: Buffer,
  source: TrackSource,
  fromByte: number,
  fromPiece: number,
): AsyncGenerator<Piece | null, void> {
  let [at, number] = [fromByte, fromPiece]
  let rest: Buffer = Buffer.alloc(0)
  for await (const bytes of source(fromByte)) {
    rest = rest.length === 0 ? bytes : Buffer.concat([rest, bytes])
    let used = 0
    for (;;) {
      const size = pieceSize(rest.subarray(used))
      if (size === 'too-long') return yield null
      if (size === null || used + size > rest.length) break
      const clear = openPiece(key, number, rest.subarray(used, used + size))
      const packets = clear && packetsIn(clear)
      if (!packets) return yield null
      yield { at, packets }
      at += size
      used += size
      number += 1
    }
    rest = rest.subarray(used)
  }
}

/** A piece is whole pages, and a page whole packets. */
function packetsIn(clear: Buffer): Buffer[] | null {
  const packets: Buffer[] = []
  const take = createPacketReader()
  for (const page of readOggPages(clear)) {
    if (!page) return null
    packets.push(...take(page))
  }
  return packets
}
