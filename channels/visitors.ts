/**
 * What is remembered of the visitors who are connected or were a moment ago: how many connections they hold, how much they may still say,
 * and whether they are kept out for a while because they did not stop when they were asked to. It forgets whoever is quiet.
 */
import { floodLimit, type FloodLimit } from './flood-limit.ts'

const warningsBeforeOut = 5
const outMs = 30_000
/** Frames of any kind, typing included: far more than a page sends. */
const frames = { burst: 120, perMinute: 1_200 }
/** Nobody presses keys faster for long; each is written down. */
const keys = { burst: 40, perMinute: 240 }

export interface VisitorLimits {
  /** What costs us something: messages of a chat, offers of a call. */
  readonly actsPerMinute: number
  readonly burst: number
  readonly connectionsPerVisitor: number
}

export interface Visitor {
  readonly acts: FloodLimit
  readonly frames: FloodLimit
  /** Keys pressed in a call, and mute. */
  readonly keys: FloodLimit
  connections: number
  warnings: number
  outUntil: number
}

export interface Visitors {
  /** Counts a connection in, or says no: too many of this visitor, or still kept out. */
  enter(user: string, at: number): Visitor | null
  leave(user: string): void
  /** Takes note of something said too fast; true when it was once too often. */
  isTooOften(visitor: Visitor, at: number): boolean
  /** Forgets those who are gone and owe nothing. */
  sweep(at: number): void
  readonly size: number
}

export function visitors({ actsPerMinute, burst, connectionsPerVisitor }: VisitorLimits): Visitors {
  const known = new Map<string, Visitor>()

  function meet(user: string): Visitor {
    const acts = floodLimit({ burst, perMinute: actsPerMinute })
    const visitor = {
      acts,
      frames: floodLimit(frames),
      keys: floodLimit(keys),
      connections: 0,
      warnings: 0,
      outUntil: 0,
    }
    known.set(user, visitor)
    return visitor
  }

  return {
    enter(user, at) {
      const visitor = known.get(user) ?? meet(user)
      if (visitor.connections >= connectionsPerVisitor || at < visitor.outUntil) return null
      visitor.connections += 1
      return visitor
    },
    leave(user) {
      const visitor = known.get(user)
      if (visitor) visitor.connections -= 1
    },
    isTooOften(visitor, at) {
      visitor.warnings += 1
      if (visitor.warnings <= warningsBeforeOut) return false
      visitor.outUntil = at + outMs
      visitor.warnings = 0
      return true
    },
    sweep(at) {
      for (const [user, visitor] of known) {
        if (visitor.acts.isFull(at)) visitor.warnings = 0
        if (visitor.connections === 0 && at >= visitor.outUntil && visitor.acts.isFull(at)) known.delete(user)
      }
    },
    get size() {
      return known.size
    },
  }
}
