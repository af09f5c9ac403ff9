/**
 * Reads the event log as it grows and hands every event to this node's listeners, once, in the log's order and without gaps. A doorbell wakes it:
 * in this process right after a commit, from other nodes by a notification; a slow look of its own is the safety net. An event that is
 * committed but still above the oldest running transaction is asked for again within milliseconds.
 */
import type { Context } from '../context.ts'
import {
  deleteForeignEvents,
  isHeldBack,
  readEventsAfter,
  readPlaceNow,
  type LoggedEvent,
  type Place,
} from '../store/event-log.ts'

export interface EventTail {
  /** Everything up to here has been handed out. */
  place(): Place
  /** Called with each batch, synchronously and in order; must not throw. */
  follow(listener: (events: readonly LoggedEvent[]) => void): () => void
  /** Resolves when everything committed before the call has been handed out. */
  settle(): Promise<void>
  close(): Promise<void>
}

const batchSize = 500
const safetyLookMs = 1_000
const heldLookMs = 3
const afterErrorMs = 500

export async function openEventTail(
  context: Pick<Context, 'database' | 'doorbell' | 'log'>,
): Promise<EventTail> {
  const { database, doorbell, log } = context
  const listeners = new Set<(events: readonly LoggedEvent[]) => void>()
  const foreign = await deleteForeignEvents(database)
  if (foreign > 0)
    log.info({ foreign }, 'The log holds events of another database cluster; they were removed.')
  let place = await readPlaceNow(database)
  let closed = false
  let rung = false
  let reading: Promise<void> | null = null
  let timer: NodeJS.Timeout | undefined

  function schedule(delayMs: number): void {
    clearTimeout(timer)
    if (!closed) timer = setTimeout(look, delayMs)
  }

  function look(): void {
    if (closed) return
    if (reading) {
      rung = true
      return
    }
    clearTimeout(timer)
    reading = read()
      .catch((error: unknown) => {
        log.error({ err: error }, 'The event log could not be read; trying again.')
        return afterErrorMs
      })
      .then((delayMs) => {
        reading = null
        if (rung) {
          rung = false
          look()
        } else schedule(delayMs)
      })
  }

  /** Reads until there is no more; answers how long to wait before looking again. */
  async function read(): Promise<number> {
    for (;;) {
      const events = await readEventsAfter(database, place, batchSize)
      const last = events.at(-1)
      if (last) {
        place = { xid: last.xid, seq: last.seq }
        for (const listener of listeners) listener(events)
      }
      if (events.length === batchSize) continue
      return (await isHeldBack(database, place)) ? heldLookMs : safetyLookMs
    }
  }

  const silence = doorbell.on('events', look)
  look()

  return {
    place: () => place,
    follow(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async settle() {
      do {
        look()
        while (reading) await reading
      } while (await isHeldBack(database, place))
    },
    async close() {
      closed = true
      silence()
      clearTimeout(timer)
      await reading
    },
  }
}
