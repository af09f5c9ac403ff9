/**
 * How the queues stand, as this server last heard it, and what of that each person is told: the figures of all queues, and why something waits
 * only where that person may see it (R2). People with the same queues get the very same text, made once.
 */
import type { QueueId } from '#core/id.ts'
import type { QueuePulse, ServerFrame, WaitingReasons } from '#protocol/live.ts'
import { seesAll, type Viewer } from './concern.ts'
import type { BusSignal } from './signal-bus.ts'

export interface QueueBoard {
  /** The reasons of a queue come before the figures that they belong to; true: the pages are to be told. */
  learn(signal: Extract<BusSignal, { to: 'queues' | 'queue-reasons' }>): boolean
  /** The frame for this person; null: nothing was heard yet. */
  readonly frameFor: (viewer: Viewer) => string | null
}

export function createQueueBoard(): QueueBoard {
  let queues: readonly QueuePulse[] | null = null
  const reasons = new Map<QueueId, WaitingReasons>()
  const frames = new Map<string, string>()

  function write(viewer: Viewer, figures: readonly QueuePulse[]): string {
    const waiting = figures.flatMap(({ queueId }) =>
      seesAll(viewer) || viewer.queueIds.has(queueId) ? (reasons.get(queueId) ?? []) : [],
    )
    const frame: ServerFrame = { type: 'signal', signal: { type: 'queues', queues: figures, waiting } }
    return JSON.stringify(frame)
  }

  return {
    learn(signal) {
      if (signal.to === 'queue-reasons') {
        reasons.set(signal.queueId, signal.waiting)
        return false
      }
      ;({ queues } = signal)
      frames.clear()
      return true
    },
    frameFor(viewer) {
      if (queues === null) return null
      const key = seesAll(viewer) ? '*' : [...viewer.queueIds].toSorted().join(' ')
      const known = frames.get(key)
      if (known !== undefined) return known
      const made = write(viewer, queues)
      frames.set(key, made)
      return made
    },
  }
}
