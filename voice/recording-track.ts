/**
 * One party's track of a recording, frame by frame of 20 ms. What is not one frame of 20 ms that a decoder would take is silence: in a file of several
 * streams one bad packet would cost everybody the frame.
 */
import { durationOf, frameMs, ownLengthBytes, ownLengthOf, selfDelimited, silence } from './opus-packet.ts'

export type RecordingTrack = {
  /**
   * What each frame takes in a file: 0 is silence, anything else `shapeOf` the packet. So what a joined file looks like is known without reading the
   * tracks again; an hour is 360 kB.
   */
  readonly shapes: Uint16Array
  /** The packets from a frame on, some at a time. */
  readonly read: (fromFrame: number) => AsyncGenerator<readonly Uint8Array[], void>
}

/** No sender comes near it; eight of them fit into one page of Ogg. */
const mostBytes = 4_000

export function shapeOf(packet: Uint8Array): number {
  if (packet.length > mostBytes || durationOf(packet) !== frameMs || silence.equals(packet)) return 0
  const own = ownLengthOf(packet)
  return own ? packet.length * 2 + ownLengthBytes(own) - 1 : 0
}

export const plainBytes = (shape: number): number => (shape === 0 ? silence.length : shape >> 1)
export const ownLengthCost = (shape: number): number => (shape & 1) + 1

export const plainFrame = (shape: number, packet: Uint8Array): Uint8Array => (shape === 0 ? silence : packet)

const silenceThatEnds = selfDelimited(silence, { at: 1, frameBytes: 2 })

export function frameThatEnds(shape: number, packet: Uint8Array): Uint8Array {
  const own = shape === 0 ? null : ownLengthOf(packet)
  return own ? selfDelimited(packet, own) : silenceThatEnds
}
