/**
 * Who has something unsaved in an interaction, asked before it is marked done: a note that was typed, a field that is being changed. Each feature
 * says what it has while it has it; the rest of the page need not know which features there are.
 */
import type { InteractionId } from '#core/id.ts'

export type Unsaved = {
  /** As the person is told: `La nota`, `Pedido: «LB-1042»`. */
  readonly what: string
  /** Brings it before the person. */
  readonly show: () => void
  /** Keeps it; whether that was done. Absent: it can only be shown or given up. */
  readonly save?: () => Promise<boolean>
  /** Gives it up. */
  readonly drop: () => void
}

/** What is unsaved there now; nothing: an empty list. */
export type LeaveGuard = (id: InteractionId) => readonly Unsaved[]

const guards = new Set<LeaveGuard>()

/** Returns how to take it away. */
export function guardLeaving(guard: LeaveGuard): () => void {
  guards.add(guard)
  return () => guards.delete(guard)
}

export function unsavedIn(id: InteractionId): readonly Unsaved[] {
  return [...guards].flatMap((guard) => guard(id))
}
