/**
 * Before something is left behind (an interaction marked done, the session ended), those who hold something of it that is not finished are asked. They do
 * not know who asks, and whoever asks does not know them.
 */
import type { InteractionId } from '#core/id.ts'

export type Leave = { readonly what: 'done'; readonly id: InteractionId } | { readonly what: 'sign-out' }

/** False: it stays; the guard has shown the person why, or the person has chosen so. */
export type LeaveGuard = (leave: Leave) => Promise<boolean>

export type Leaving = {
  /** Returns how to stop. */
  readonly join: (guard: LeaveGuard) => () => void
  readonly mayLeave: LeaveGuard
}

export function createLeaving(): Leaving {
  const guards = new Set<LeaveGuard>()
  return {
    join(guard) {
      guards.add(guard)
      return () => void guards.delete(guard)
    },
    async mayLeave(leave) {
      for (const guard of guards) if (!(await guard(leave))) return false
      return true
    },
  }
}
