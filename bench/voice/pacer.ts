/**
 * Lets many speak 50 times a second, each at its own moment, as people who called at different moments do. Those of the same two milliseconds speak
 * together: phones that wake up for each packet would take more of the machine than the engine. Late timers are caught up on.
 */
import { machineMs, packetsPerSecond } from './probe.ts'

export type Pacer = {
  readonly add: (speak: () => void) => () => void
}

const slots = 10
const slotMs = 1_000 / packetsPerSecond / slots

export function createPacer(): Pacer {
  const speakers = Array.from({ length: slots }, () => new Set<() => void>())
  let added = 0
  let dueAt = machineMs()
  let slot = 0

  setInterval(() => {
    const now = machineMs()
    for (; dueAt <= now; dueAt += slotMs) {
      for (const speak of speakers[slot] ?? []) speak()
      slot = (slot + 1) % slots
    }
  }, slotMs)

  return {
    add(speak) {
      // A stride that has nothing in common with the number of slots: neighbours do not speak at once.
      const own = speakers[(added * 7) % slots]
      added += 1
      own?.add(speak)
      return () => own?.delete(speak)
    },
  }
}
