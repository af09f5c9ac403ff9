/**
 * Two people write at once and their messages cross: the answer is out before its writer has read what came meanwhile. While somebody writes, what
 * the customer says is *unnoticed* until it has been on the screen for a moment; sending then waits for a second wish. What was seen holds nobody
 * up, and nobody is warned twice of the same message.
 */
import type { MessageView } from '#protocol/message.ts'

/** Long enough to read a line, too short to be in the way of whoever has read it. */
export const noticeMs = 2_000

export type Crossing = {
  /** Up to which position all was known when writing began; null: nothing is being written. */
  readonly from: number | null
  /** Up to which position it was on the screen for a moment, or the agent was warned. */
  readonly noticed: number
}

export const nothingWritten: Crossing = { from: null, noticed: 0 }

export function wroteOn(crossing: Crossing, isWriting: boolean, lastPosition: number): Crossing {
  if (!isWriting) return crossing.from === null ? crossing : nothingWritten
  return crossing.from === null ? { from: lastPosition, noticed: lastPosition } : crossing
}

export function noticed(crossing: Crossing, upTo: number): Crossing {
  return crossing.noticed >= upTo ? crossing : { ...crossing, noticed: upTo }
}

/** What the customer has said since and the writer may not have seen, oldest first. */
export function unnoticed(crossing: Crossing, messages: readonly MessageView[]): readonly MessageView[] {
  const { from } = crossing
  if (from === null) return []
  const after = Math.max(from, crossing.noticed)
  return messages.filter(({ direction, position }) => direction === 'in' && position > after)
}
