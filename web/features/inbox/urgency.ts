/** Whose turn it is, and whether it takes too long. */
import type { InteractionView } from '#protocol/interaction.ts'
import { waitingSince } from './sort.ts'

/** From then on a row says so in a word and in colour: in line, and for an answer. */
export const longInLineMs = 5 * 60_000
export const longToAnswerMs = 3 * 60_000

type Row = Pick<InteractionView, 'id' | 'state' | 'summary' | 'placeAt'>

export function isInLine({ state }: Pick<Row, 'state'>): boolean {
  return state.name === 'waiting' || state.name === 'offered'
}

export function waitsLong(row: Row, now: number): boolean {
  const since = waitingSince(row)
  return since !== null && now - since >= (isInLine(row) ? longInLineMs : longToAnswerMs)
}

/** Of several in hand, the one whose customer waits longest for an answer: the one to go to now. */
export function mostUrgent<One extends Row>(
  active: readonly One[],
  except: string | null = null,
): One | null {
  const unanswered = active.filter((row) => row.id !== except && waitingSince(row) !== null)
  return unanswered.toSorted((a, b) => (waitingSince(a) ?? 0) - (waitingSince(b) ?? 0))[0] ?? null
}
